import { expect, test } from 'vitest';
import { measureRate } from './search-rate.ts';

const at = (ms: number, states: number, runs?: number) => ({
  ms,
  states,
  transitions: 0,
  depth: 0,
  frontier: 0,
  memory: 0,
  ...(runs !== undefined && { runs }),
});

test('the speed is that of the last two seconds, not the average', () => {
  const rate = measureRate();
  expect(rate(at(100, 0))).toBeUndefined();
  expect(rate(at(1100, 50_000))).toBe(50_000);
  expect(rate(at(5000, 60_000))).toBeUndefined();
  expect(rate(at(6000, 61_000))).toBe(1000);
});

test('a search that tries runs is measured in runs, and one that begins anew has no speed yet', () => {
  const runs = measureRate();
  runs(at(0, 0, 0));
  expect(runs(at(500, 0, 500))).toBe(1000);
  const twice = measureRate();
  twice(at(0, 60_000));
  expect(twice(at(500, 10))).toBeUndefined();
});
