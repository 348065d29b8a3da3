// What a search is asked, and how it talks to its caller while it runs.

import type { Bounds, SearchProgress } from '../check/verdict.ts';

export interface SearchRequest {
  readonly bounds: Bounds;
  /** End with the first violation (the shortest all the same); the state count then means little. */
  readonly stopAtFirst?: boolean;
  /** Where the bound of states ends it, another search begins: what only a finished one is worth is left out then. */
  readonly goesOn?: boolean;
  /** Called for each slot of the vector where the bound of states ends the search: the values that it has held, as far as they were counted. */
  readonly valuesMet?: (slot: number, values: Int32Array) => void;
}

export interface SearchHooks {
  /** Milliseconds from any fixed point; core has no clock of its own. */
  now(): number;
  /** Asked every few thousand steps: true ends the search with what was found so far. */
  cancelled(): boolean;
  /** About every 100 ms. */
  progress(progress: SearchProgress): void;
}

/** For callers that only want the answer and have no clock. */
export const silentHooks: SearchHooks = {
  now: () => 0,
  cancelled: () => false,
  progress: () => undefined,
};
