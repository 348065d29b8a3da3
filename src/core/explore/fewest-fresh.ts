// The run with the fewest switches where no finished search has kept the states: it keeps those that it meets itself.
//
// Promises: an answer is right for the whole lab, not only for what was met; where it takes too many steps or too much
// memory there is none. Few switches reach few states, so that there often is one for labs of many millions.
// Does not: answer for `can-still`, which asks the finished graph.

import type { SearchProgress } from '../check/verdict.ts';
import type { Machine } from '../machine/machine.ts';
import type { Budget } from './budget.ts';
import type { Clockwork } from './clockwork.ts';
import { type SwitchedRun, searchBySwitches } from './fewest-switches.ts';
import { goalLike } from './goal.ts';
import { foundRun } from './path.ts';
import { createStateStore } from './state-store.ts';
import type { Violation } from './violations.ts';

/** Steps tried, for callers that have no bound of their own: well below a second. */
const patience = 400_000;

/**
 * `known` is a violation that was found; a run of fewest switches violates the same property, and is `known` itself
 * where nothing has fewer switches and `known` has the fewest steps.
 */
export function fewestFresh(
  machine: Machine,
  budget: Budget,
  clock: Clockwork,
  known: { readonly violation: Violation; readonly isShortest: boolean },
  progress: (transitions: number) => Omit<SearchProgress, 'ms'>,
  transitions: number = patience,
): SwitchedRun | undefined {
  const { violation, isShortest } = known;
  if (machine.graph.properties[violation.property]?.kind === 'can-still') return undefined;
  const cancelled = () => clock.poll(() => progress(0)) !== undefined;
  const store = createStateStore(machine.layout.identity, machine.start().state, budget, cancelled);
  if (!store) return undefined;
  const { switches } = foundRun(machine, violation.finding, violation.choices);
  const answer = searchBySwitches(
    machine,
    { load: store.load, reach: store.add, isDead: (_, state) => machine.checkProperties(state) >= 0 },
    budget,
    clock,
    goalLike(machine, violation, undefined),
    { below: isShortest ? switches : switches + 1, transitions },
    progress,
  );
  if (answer === 'stopped') return undefined;
  return answer === 'none' ? violation : answer;
}
