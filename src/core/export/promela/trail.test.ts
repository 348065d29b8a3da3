import { expect, test } from 'vitest';
import { choicesOf, lastTaskOf } from './trail.ts';

const marks = new Map([
  [10, { task: 0 }],
  [20, { task: 1 }],
  [21, { alternative: 2 }],
  [30, { task: 1, alternative: 1 }],
]);
const line = (place: number, statement = '(x)') =>
  `  3:\tproc  0 (task_a) model.pml:${place} (state 5)\t[${statement}]`;

test('steps in their order, with what was chosen in them', () => {
  const printed = [10, 11, 20, 21, 30].map((place) => line(place)).join('\n');
  expect(choicesOf(printed, marks)).toEqual([
    { task: 0, alternative: 0 },
    { task: 1, alternative: 2 },
    { task: 1, alternative: 1 },
  ]);
});

test('of several options pan names the line of the first: the statement says which it was', () => {
  expect(choicesOf([line(20), line(21, 't0 = 7')].join('\n'), marks)).toEqual([{ task: 1, alternative: 7 }]);
});

test('an option that only goes on begins no step of its own', () => {
  expect(choicesOf([line(20, 'else'), line(30, 'goto f_2')].join('\n'), marks)).toHaveLength(1);
});

test('where the processes stand at the end is no step', () => {
  expect(
    choicesOf(`${line(10)}\nspin: trail ends after 1 steps\n#processes 2:\n${line(20)}`, marks),
  ).toHaveLength(1);
  expect(choicesOf('pan: nonsense', marks)).toEqual([]);
});

test('who did the last step of a trail', () => {
  expect(lastTaskOf('-4:-4:-4\n1:0:6\n2:1:5\n', 2)).toBe(1);
  expect(lastTaskOf('-4:-4:-4\n1:2:6\n', 2)).toBeUndefined();
  expect(lastTaskOf('', 2)).toBeUndefined();
});
