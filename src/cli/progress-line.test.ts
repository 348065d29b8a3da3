import { expect, test } from 'vitest';
import { progressLine } from './progress-line.ts';

const before = { states: 1_000_000, transitions: 1, depth: 9, frontier: 50, memory: 1024 ** 2, ms: 2000 };

test('the speed is that since the report before', () => {
  expect(progressLine({ ...before, states: 1_600_000, ms: 4000 }, before)).toBe(
    '1600000 states, 300000/s, depth 9, frontier 50, 1 MiB, 4 s',
  );
  expect(progressLine(before, before)).toMatch(/, 0\/s,/);
});

test('no speed is told where a second pass has begun anew', () => {
  expect(progressLine({ ...before, states: 400_000, ms: 4000 }, before)).toBe(
    '400000 states, depth 9, frontier 50, 1 MiB, 4 s',
  );
});

test('a search that tries runs counts runs', () => {
  const runs = { ...before, states: 0, runs: 1000 };
  expect(progressLine({ ...runs, runs: 4000, ms: 3000 }, runs)).toBe(
    '4000 runs, 3000/s, depth 9, 50 to go, 1 MiB, 3 s',
  );
});
