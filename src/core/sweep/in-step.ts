// What of a plan may stay in force where the shortest run is looked for: reductions by which states count as one that
// go on alike, step by step.
//
// Dead words and symmetry only say which states are the same. Then whatever one of them can do the other can, in as many
// steps, to states that are the same again; the state that was met first is kept as it is, with its own run. So the
// first run in task order among the shortest is met: were a state on it taken for an earlier one, that one's run, gone
// on alike (under other names where pages are exchanged), would come before it. Persistent sets and private steps leave
// orders out, or reorder; they do not do.

import type { Reduction } from '../check/search-method.ts';
import type { ReductionPlan } from '../reduce/plan.ts';

const alike: readonly Reduction[] = ['symmetry', 'dead-words'];

/**
 * The part of the plan that keeps the shortest run; undefined where nothing is left. Where one property is exchanged for
 * another, nothing else is: of two runs as short as each other the other one's might be met.
 */
export function inStep(plan: ReductionPlan | undefined): ReductionPlan | undefined {
  if (plan === undefined) return undefined;
  const drops = exchangesProperties(plan);
  const exchanges = drops ? undefined : plan.exchanges;
  const classes = drops ? plan.symmetry?.filter(({ tasks }) => tasks.length > 1) : plan.symmetry;
  const symmetry = classes?.length ? classes : undefined;
  const used = plan.used.filter((one) => alike.includes(one) && (one !== 'symmetry' || symmetry));
  if (used.length === 0) return undefined;
  return { ...plan, used, persistent: undefined, privatePlaces: undefined, symmetry, exchanges };
}

export function isInStep(plan: ReductionPlan | undefined): boolean {
  return plan === undefined || (plan.used.every((one) => alike.includes(one)) && !exchangesProperties(plan));
}

function exchangesProperties({ exchanges = [] }: ReductionPlan): boolean {
  return exchanges.some(({ properties }) => properties.some((twin, one) => twin !== one));
}
