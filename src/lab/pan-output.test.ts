import { expect, test } from 'vitest';
import { readPanProgress, readPanReport } from './pan-output.ts';

const report = (more: string) => `${more}
(Spin Version 6.5.2 -- 6 December 2019)
State-vector 84 byte, depth reached 43, errors: 0
   294002 states, stored
   734041 states, matched
  1028043 transitions (= stored+matched)
  587.965	total actual memory usage
`;

test('the report of a finished run', () => {
  expect(readPanReport(report(''))).toEqual({
    errors: 0,
    states: 294002,
    transitions: 1028043,
    depth: 43,
    memory: 587.965 * 1024 * 1024,
    short: undefined,
    unreached: new Set(),
  });
  expect(readPanReport(report('').replace('294002', '2.94e+07'))?.states).toBe(29_400_000);
});

test.each([
  ['error: max search depth too small', 'depth'],
  ['pan: reached -DMEMLIM bound', 'memory'],
  ['Interrupted', 'stopped'],
] as const)('what kept it from looking at everything: %s', (said, short) => {
  expect(readPanReport(report(said))?.short).toBe(short);
});

test('lines that it never came to', () => {
  const said = 'unreached in proctype finish\n\tmodel.pml:44, state 6, "(timeout)"\n\t(1 of 5 states)';
  expect(readPanReport(report(said))?.unreached).toEqual(new Set([44]));
});

test('what is no report', () => {
  expect(readPanReport('')).toBeUndefined();
  expect(readPanReport('pan: error: VECTORSZ too small')).toBeUndefined();
});

test('a line of progress, and any other line', () => {
  const line =
    'Depth=    9999 States=    1e+06 Transitions= 5.6e+06 Memory=   150.000	t=     0.89 R=   1e+06';
  expect(readPanProgress(line)).toEqual({
    depth: 9999,
    states: 1e6,
    transitions: 5.6e6,
    memory: 150 * 1024 * 1024,
  });
  expect(readPanProgress('pan: wrote m.trail')).toBeUndefined();
});
