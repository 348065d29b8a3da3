// How much has been tried, and what that means for how finely the rest is looked at.
//
// Promises: however large a graph is, the analysis ends after so many blocks: first it keeps fewer states apart, at last it
// says that anything can happen (coarse.ts). Counted in blocks and not in time, so that it is the same everywhere.

/** Some hundred milliseconds. */
const mostBlocks = 10_000;

export interface Effort {
  /** Blocks done. */
  spent: number;
}

/** States that a site keeps side by side. */
export function mostStates({ spent }: Effort): number {
  if (spent < 1500) return 16;
  return spent < 3000 ? 4 : 1;
}

export function exhausted({ spent }: Effort): boolean {
  return spent > mostBlocks;
}
