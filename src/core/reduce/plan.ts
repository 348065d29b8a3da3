// What a search may leave out, as plain data: made once for a machine, read by every engine that reduces.
//
// Promises: each part is undefined where it was not asked for or is not sound for this graph and its properties; a
// search that follows all parts finds the same verdict and the same set of violated properties as the plain one.

import type { Reduction } from '../check/search-method.ts';

export interface ReductionPlan {
  /** What is in force. */
  readonly used: readonly Reduction[];
  /** Why something that was asked for is not in force: one sentence each. */
  readonly refused: readonly { readonly reduction: Reduction; readonly why: string }[];
  /** By slot of the vector: 1 where nobody ever reads the word again; it stays out of the fingerprint. */
  readonly deadSlots: Uint8Array | undefined;
  /** By task, by place (0 … 2n): 1 where the step is private: it is done at once after the step that leads to it. */
  readonly privatePlaces: readonly Uint8Array[] | undefined;
  readonly persistent: PersistentSets | undefined;
  /** Classes of tasks that may be exchanged; each has at least two members. */
  readonly symmetry: readonly SymmetricClass[] | undefined;
}

/**
 * Persistent sets of tasks by closure (Godefroid 1996, Overman's algorithm on footprints of the future). From a state: begin with one
 * enabled task; while some task t in the set has `follows(t, place of t)[u]` set at the place of u, take u in. A set
 * is only used when none of its steps ended its run and at least one led to a new state; else the state is expanded fully.
 */
export interface PersistentSets {
  /** `placeCounts[t]`: number of places of task t, the place 0 included. */
  readonly placeCounts: Int32Array;
  /**
   * By task t, place p, other task u: a bit for each place q of u, set where the step of t at p may conflict with a step that u
   * can do at q or later, or where t at p may have to wait for u. Word index of (t, p, u): see `conflictAt`.
   */
  readonly conflicts: Int32Array;
  /** `conflictAt[t * tasks + u]` + p * `wordsPerRow[u]`: first word of the row. */
  readonly conflictAt: Int32Array;
  readonly wordsPerRow: Int32Array;
  /** By task, by place: slot of the lock word that the step takes (its value is holder + 1), or -1: a task that waits there pulls in the holder only. */
  readonly lockSlots: readonly Int32Array[];
}

/** Tasks that run the same text on their own places and registers, and whose identity nobody else stores but in locks. */
export interface SymmetricClass {
  readonly tasks: readonly number[];
  /** `own[i]`: slots that belong to member i, in corresponding order; they enter the fingerprint through a sum over members. */
  readonly own: readonly Int32Array[];
  /** Lock words: where one holds member i + 1, that counts as the member's own and not as shared. */
  readonly lockSlots: Int32Array;
}
