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
  /**
   * By slot of the vector: 1 where the word decides nothing any more; it stays out of the fingerprint. Its value is
   * carried along all the same: a counter that nobody looks at must still be what its steps made it.
   */
  readonly deadSlots: Uint8Array | undefined;
  /** By task, by place (0 … 2n): 1 where the step is private: it is done at once after the step that leads to it. */
  readonly privatePlaces: readonly Uint8Array[] | undefined;
  readonly persistent: PersistentSets | undefined;
  /** Classes of tasks that may be exchanged. Where there are `exchanges`, every task is in one, be it alone. */
  readonly symmetry: readonly SymmetricClass[] | undefined;
  /** What else may be exchanged: objects, together with the tasks that work on them. With the exchange of nothing, and up to the classes, a group. */
  readonly exchanges: readonly Exchange[] | undefined;
}

/**
 * Persistent sets of tasks by closure (Godefroid 1996, Overman's algorithm on footprints of the future). From a state: begin
 * with one enabled task whose place is not optional; while a task t of the set has a conflict with a task u, take u in. A
 * set is only used when each of its steps led to a state that violates nothing, and one of them to a new one; else the
 * state is expanded fully.
 */
export interface PersistentSets {
  /** By task, by place: row of `matrix`: what the step there does, and what it may have to wait for. */
  readonly rows: readonly Int32Array[];
  /** By task, by place: column of `matrix`: what the task can still do from there on. */
  readonly columns: readonly Int32Array[];
  /** Rows of bits, `wordsPerRow` words each: bit `column` is set where the two conflict. */
  readonly matrix: Int32Array;
  readonly wordsPerRow: number;
  /**
   * By task, by place: slot of the lock word that the step takes (its value is holder + 1), or -1. A task that cannot run
   * while that word is not 0 has a conflict with the holder only.
   */
  readonly lockSlots: readonly Int32Array[];
  /** By task, by place: 1 where the task need never do its step: an interrupt that has not begun. */
  readonly optional: readonly Uint8Array[];
}

/** Tasks that run the same text on their own places and registers, and whose identity nobody else stores but in locks. */
export interface SymmetricClass {
  readonly tasks: readonly number[];
  /** `own[i]`: slots that belong to member i, in corresponding order; they enter the fingerprint through a sum over members. */
  readonly own: readonly Int32Array[];
  /** Lock words: where one holds member i + 1, that counts as the member's own and not as shared. */
  readonly lockSlots: Int32Array;
}

/** A renaming of tasks, words and addresses under which the program is the same. */
export interface Exchange {
  /** By task: the one that then does what it did. */
  readonly tasks: Int32Array;
  /** By slot of the state's identity: where its word is taken from. */
  readonly from: Int32Array;
  /** By slot from which a word is taken: values in it that get another name (addresses of what is exchanged, holders of locks), and that name. */
  readonly values: ReadonlyMap<number, readonly (readonly [number, number])[]>;
  /** By property: the one that then says what it said. */
  readonly properties: Int32Array;
}
