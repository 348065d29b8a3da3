// From how many states on the code for many states is used: it takes longer to compile, and is quicker then.

import type { Machine } from '../machine/machine.ts';
import type { ReductionPlan } from '../reduce/plan.ts';
import type { Places } from './learn.ts';

/** To make other code on the way takes several milliseconds, in which helpers wait, and it begins slowly. */
const usually = 100_000;
/** The code of so few places is compiled in no time. */
const fewPlaces = 256;

/** 0: from the start; Infinity: never, as only steps of memory model SC without a plan are made otherwise in it. */
export function largeFrom({ memory }: Machine, plan: ReductionPlan | undefined, places: Places): number {
  if (memory !== 'SC' || plan !== undefined) return Number.POSITIVE_INFINITY;
  const size = places.reduce((sum, { length }) => sum + length, 0);
  return size <= fewPlaces ? 0 : usually;
}
