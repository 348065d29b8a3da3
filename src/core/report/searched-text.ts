// How a verdict was come by, as a sentence: what was left out because it makes no difference, and how sure that is.
//
// Says nothing of the plain exact search: that is what the other words of a verdict mean by themselves.

import { assertNever } from '../base/assert.ts';
import type { Reduction, Searched } from '../check/search-method.ts';
import { counted } from './count.ts';

const reductionWords: Readonly<Record<Reduction, string>> = {
  'partial-order': 'partial order',
  symmetry: 'symmetry',
  'dead-words': 'dead words',
  'private-steps': 'private steps',
};

export function searchedText(searched: Searched): string | undefined {
  const { runs = 0, seed = 0, preemptions = 0, depth = 0 } = searched;
  switch (searched.kind) {
    case 'exact':
      return undefined;
    case 'sweep':
      return `${sweepText(searched)}; ${riskText(searched.collisionRisk)}.`;
    case 'preemption-bounded':
      return `Search with at most ${counted(preemptions, 'preemption')}.`;
    case 'random':
      return `Random search: ${counted(runs, 'run')}, seed ${seed}.`;
    case 'pct':
      return `PCT search for bugs of depth ${depth}: ${counted(runs, 'run')}, seed ${seed}.`;
    case 'spin':
      return 'Searched by Spin, on the exported model.';
    default:
      return assertNever(searched.kind);
  }
}

export function reductionWord(reduction: Reduction): string {
  return reductionWords[reduction];
}

function sweepText({ reductions, workers }: Searched): string {
  const how =
    reductions.length === 0
      ? 'Unreduced search'
      : `Reduced search: ${reductions.map(reductionWord).join(', ')}`;
  return `${how}; ${counted(workers, 'worker')}`;
}

/** An upper bound, rounded up to a power of ten. */
function riskText(risk: number): string {
  if (risk <= 0) return 'states kept whole';
  return `collision risk below 1e${Math.floor(Math.log10(risk)) + 1}`;
}
