// What of a plan may stay in force where the shortest run is looked for: reductions by which states count as one that
// go on alike, step by step.
//
// Dead words and symmetry only say which states are the same. Then whatever one of them can do the other can, in as many
// steps, to states that are the same again; the state that was met first is kept as it is, with its own run. So the
// first run in task order among the shortest is met: were a state on it taken for an earlier one, that one's run, gone
// on alike, would come before it. Persistent sets and private steps leave orders out, or reorder; they do not do.

import type { Reduction } from '../check/search-method.ts';
import type { ReductionPlan } from '../reduce/plan.ts';

const alike: readonly Reduction[] = ['symmetry', 'dead-words'];

/** The part of the plan that keeps the shortest run; undefined where nothing is left. */
export function inStep(plan: ReductionPlan | undefined): ReductionPlan | undefined {
  const used = plan?.used.filter((one) => alike.includes(one)) ?? [];
  if (plan === undefined || used.length === 0) return undefined;
  return { ...plan, used, persistent: undefined, privatePlaces: undefined };
}

export function isInStep(plan: ReductionPlan | undefined): boolean {
  return plan === undefined || plan.used.every((one) => alike.includes(one));
}
