// What can be said of a machine without running it: where tasks can come, what each step can touch, what values words
// can have.
//
// Promises: everything that some run does is in it; what is in it need not happen. Holds under every memory model for
// values and places; a footprint says what a step touches under sequential consistency. Made by `analyse` (analyse.ts).

/** Every value that something can have: the listed ones, or any from `low` to `high` with `ones` and no bit outside `bits`. */
export interface Values {
  /** Signed, ascending, at most 64; undefined where there are too many. */
  readonly list: readonly number[] | undefined;
  /** Signed; of the list too. */
  readonly low: number;
  readonly high: number;
  /** Bits that some value has. */
  readonly bits: number;
  /** Bits that every value has. */
  readonly ones: number;
}

/** How a step touches a slot; several may be or-ed. Two `add`s commute, as do two of each of the other three. */
export const Touch = {
  read: 1,
  /** Also of a part of the word. */
  write: 2,
  /** A read-modify-write of the whole word whose old value nobody uses, and which comes whatever the word is. */
  add: 4,
  or: 8,
  and: 16,
  xor: 32,
} as const;

/**
 * Slots of the vector that a step may touch, from its first test to its end, everything that rides along included:
 * words, ghosts, the word of the task's CPU, and the places that decide who may run:
 *  - a step reads the place of each interrupt of its CPU; an interrupt's steps that begin or may end it write it;
 *  - the first step of the quiesce task reads the place of every task and interrupt; a step that may end one writes it.
 */
export interface Footprint {
  /** Ascending. */
  readonly slots: Int32Array;
  /** By index in `slots`: bits of `Touch`. */
  readonly touches: Uint8Array;
  /** An address was not known: every word that it may be is in `slots`, perhaps all of them. */
  readonly imprecise: boolean;
}

/** A step site that a task can come to. */
export interface SiteAnalysis {
  readonly block: number;
  readonly footprint: Footprint;
  /** Sites (1 … n) where the task can stand after this step, ascending; 0: it can end. Empty where no step leads on. */
  readonly next: readonly number[];
  /** A guard can be 0. Whether its CPU is free for the task is another question: `footprint` has those slots. */
  readonly mayBlock: boolean;
  /** Can end the run: a bad access, a BUG, a property at an event, a loop out of fuel. */
  readonly mayFail: boolean;
  readonly mayWarn: boolean;
  /** An `assume` can be 0. */
  readonly mayPrune: boolean;
  /** Alternatives of its `choose`, else 1. */
  readonly alternatives: number;
  /** On a cycle of `next`: a run can do it more than once. */
  readonly repeats: boolean;
}

/** Where one access instruction can go, over all steps that it is part of. */
export interface AccessAnalysis {
  /** Slots of the words, ascending. */
  readonly slots: readonly number[];
  /** The address may be bad. */
  readonly mayFault: boolean;
}

export interface TaskAnalysis {
  /**
   * By number of the site, in the order of `TaskLayout.sites`: 1 … n as places are; 0 is unused. A place above n
   * (interrupts and quiesce, once they have begun) is at site `place - n`. Undefined where the task never stands.
   */
  readonly sites: readonly (SiteAnalysis | undefined)[];
  /** By block: 1 where control can come after the start. */
  readonly reached: Uint8Array;
  /** Of the instruction at index `at` of a reached block, if it is a load, store or rmw. */
  access(block: number, at: number): AccessAnalysis | undefined;
  /** Whether control can go from a reached block along its `branch`. */
  takes(block: number, side: 'then' | 'else'): boolean;
}

export interface PropertyAnalysis {
  /** Slots that its routine can read in some reachable state, ascending; empty without a routine. */
  readonly reads: Int32Array;
  /** Its routine can say no, or fault. Of an `at` property: some reached check can fail. */
  readonly mayFail: boolean;
  /** Of an `at` property: some step can come to a check of it. */
  readonly asked: boolean;
}

export interface Analysis {
  readonly tasks: readonly TaskAnalysis[];
  /** By slot of the vector: what it can hold between two steps. Slots of store buffers: any value. */
  readonly slots: readonly Values[];
  /** By property of the graph. */
  readonly properties: readonly PropertyAnalysis[];
  /** Some footprint is. */
  readonly imprecise: boolean;
}
