// Counterexamples that show something else than the shortest: another violated property, or the same one without the
// racing pair that decides the earlier runs.
//
// Promises: few, each the shortest of its kind, in this order: properties as the lab has them, then pairs.

import type { FoundRun, SearchResult } from '../check/search-result.ts';
import type { OtherKind, RacingPair } from '../check/verdict.ts';
import { goalLike } from '../explore/goal.ts';
import { foundRun } from '../explore/path.ts';
import type { Machine } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';
import { isSamePlace } from './marks.ts';
import type { ForbiddenOrder } from './without-pairs.ts';
import { shortestWithout } from './without-pairs.ts';
import { does, hasDone } from './words.ts';
import type { Work } from './work.ts';

export const mostOtherKinds = 5;

/** What decides a violating run, if the order of two steps does. */
export interface Decided {
  readonly race: RacingPair;
  readonly order: ForbiddenOrder;
}

export function otherKinds(
  machine: Machine,
  { violated, shortest, violations = [] }: SearchResult,
  decide: (property: number, choices: readonly Choice[]) => Decided | undefined,
  work: Work,
): readonly OtherKind[] {
  if (violated === undefined || !shortest) return [];
  const { properties } = machine.graph;
  const kinds: OtherKind[] = [];
  const keep = (run: FoundRun, why: string, race: RacingPair | undefined) => {
    const { finding, choices, switches, schedule } = run;
    kinds.push({
      counterexample: { finding, steps: choices.length, switches, schedule },
      why,
      ...(race && { race }),
    });
  };
  for (const { property, finding, choices } of violations) {
    if (property === violated || kinds.length >= mostOtherKinds) continue;
    const run = foundRun(machine, finding, choices);
    keep(run, `Another property: \`${properties[property]?.name}\`.`, decide(property, choices)?.race);
  }
  // Which states lose a wish for good, only the finished search knows.
  if (properties[violated]?.kind === 'can-still') return kinds;

  const goal = goalLike(machine, { property: violated, finding: shortest.finding, choices: [] }, undefined);
  const pairs: Decided[] = [];
  let last = decide(violated, shortest.choices);
  while (last && kinds.length < mostOtherKinds && !work.spent) {
    // In a loop a pair can come again; it is no other kind then.
    const { before, after } = last.order;
    const isKnown = pairs.some(
      ({ order }) => isSamePlace(order.before, before) && isSamePlace(order.after, after),
    );
    if (isKnown) break;
    pairs.push(last);
    const found = shortestWithout(
      machine,
      goal,
      pairs.map(({ order }) => order),
      work,
    );
    if (typeof found === 'string') break;
    last = decide(violated, found.choices);
    keep(foundRun(machine, found.finding, found.choices), whyWithout(pairs), last?.race);
  }
  return kinds;
}

function whyWithout(pairs: readonly Decided[]): string {
  const each = pairs.map(({ race: { before, after } }) => `${does(before)} only after ${hasDone(after)}`);
  return `Another race: here ${each.join(', and ')}.`;
}
