import { expect, test } from 'vitest';
import { runToShow } from './run-to-show.ts';

const run = (length: number) => ({ steps: { length } });

test('of two runs of one length the one with fewer switches, else the shortest', () => {
  const [short, long, alike] = [run(3), run(5), run(3)];
  expect(runToShow({ shortest: short, fewest: alike })).toBe(alike);
  expect(runToShow({ shortest: short, fewest: long })).toBe(short);
  expect(runToShow({ shortest: short })).toBe(short);
  expect(runToShow({ fewest: long })).toBe(long);
  expect(runToShow({})).toBeUndefined();
});

test('counterexamples say their steps as a number', () => {
  const [short, alike] = [{ steps: 3 }, { steps: 3 }];
  expect(runToShow({ shortest: short, fewest: alike })).toBe(alike);
});
