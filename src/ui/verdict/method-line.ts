// How a search went about it, and what that means for the verdict, in a line below it.

import { assertNever } from '../../core/base/assert.ts';
import type { Searched } from '../../core/check/search-method.ts';
import { reductionWords } from '../search/method-words.ts';

export function methodLine(searched: Searched): string {
  switch (searched.kind) {
    case 'exact':
      return 'Exact search: every state was kept whole, nothing was left out.';
    case 'sweep':
      return `Sweep: states as 64-bit fingerprints; ${leftOut(searched)}`;
    case 'preemption-bounded':
      return 'Runs with more preemptions were not looked at, unless there are none: then this is all.';
    case 'random':
    case 'pct':
      return 'Runs that were not tried may be violated: no number of them is a proof.';
    case 'spin':
      return 'Spin searched the exported model; a trail of it was replayed here.';
    default:
      return assertNever(searched.kind);
  }
}

function leftOut({ reductions }: Searched): string {
  if (reductions.length === 0) return 'no reduction, the counts are those of the whole space.';
  const names = reductions.map((name) => reductionWords[name].name.toLowerCase());
  return `left out, because it makes no difference: ${names.join(', ')}. The counts are those of what is left.`;
}
