import { expect, test } from 'vitest';
import type { StepMark, Verdict } from '../check/verdict.ts';
import { defaultBounds } from '../check/verdict.ts';
import { explanationLines } from './explanation-lines.ts';

const verdict: Verdict = {
  lab: 'l',
  design: 's',
  strategy: 's',
  policies: [],
  memory: 'SC',
  verdict: 'violated',
  alsoFound: [],
  costs: [],
  states: 1,
  transitions: 1,
  ms: 1,
  tasks: 1,
  pages: 1,
  bounds: defaultBounds,
  properties: [],
};
const mark: StepMark = { task: 'a', step: 1, text: 'x', function: 'f', lineInFunction: 1 };
const finding = { kind: 'property' as const, name: 'p', message: 'm', span: undefined };

test('says nothing where nothing is explained', () => {
  expect(explanationLines(verdict)).toEqual([]);
});

test('what decides it, from where on it is lost and how it goes on, and what else there is', () => {
  const lines = explanationLines({
    ...verdict,
    nearestPassing: {
      steps: 3,
      switches: 1,
      schedule: 'a/f+1#1',
      differsAt: 1,
      race: { before: mark, after: mark },
      sentence: 'Had `a` done `x` before `b` did `y`, the run would have passed.',
    },
    noReturn: {
      step: 4,
      sentence: 'The point of no return is step 5.',
      continuation: { steps: 1200, switches: 2, schedule: 'b/f+2#7', repeatsFrom: 9 },
    },
    otherKinds: [
      { counterexample: { finding, steps: 6, switches: 1, schedule: 'c/f+1#1' }, why: 'Another race.' },
    ],
  });
  expect(lines).toEqual([
    'Had `a` done `x` before `b` did `y`, the run would have passed.',
    'The point of no return is step 5.',
    'One way on, 1200 steps, with the steps from 10 on for ever:',
    "  --schedule 'b/f+2#7'",
    'Another kind: p, 6 steps. Another race.',
    "  --schedule 'c/f+1#1'",
  ]);
});
