// What a verdict says of its counterexample beyond the run itself, a sentence a line: what decides it, from where on it is
// lost, and which other counterexamples there are.

import type { Verdict } from '../check/verdict.ts';
import { counted, plainNumbers } from './count.ts';
import { wrap } from './wrap.ts';

const width = 72;

export function explanationLines({ nearestPassing, noReturn, otherKinds = [] }: Verdict): readonly string[] {
  return [
    ...(nearestPassing ? wrap(nearestPassing.sentence, width) : []),
    ...(noReturn ? wrap(noReturn.sentence, width) : []),
    ...(noReturn?.continuation ? continuationLines(noReturn.continuation) : []),
    ...otherKinds.flatMap(({ counterexample, why }) => {
      const { finding, steps, schedule } = counterexample;
      return [
        ...wrap(
          `Another kind: ${finding.name}, ${plainNumbers(counted(steps, 'step'))}. ${why}`,
          width,
          '  ',
        ),
        `  --schedule '${schedule}'`,
      ];
    }),
  ];
}

/** A run that shows what a lost wish comes to. */
function continuationLines({
  steps,
  schedule,
  repeatsFrom,
}: NonNullable<NonNullable<Verdict['noReturn']>['continuation']>): readonly string[] {
  const how = repeatsFrom === undefined ? 'to its end' : `with the steps from ${repeatsFrom + 1} on for ever`;
  return [
    ...wrap(`One way on, ${plainNumbers(counted(steps, 'step'))}, ${how}:`, width, '  '),
    `  --schedule '${schedule}'`,
  ];
}
