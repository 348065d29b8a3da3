// One linear memory holds a whole sweep: what is where. The kernel (this room) and the conductor (core/sweep) agree here
// and nowhere else.
//
// All of it is shared between threads. A sweep that stands still between two `expand` calls is complete in this
// memory: that is what a checkpoint writes. Addresses are bytes, entries little-endian.

//   visited set   2^bits entries of 8 bytes: the fingerprint of a state, 0 where empty; linear probing, inserted by
//                 compare-and-exchange; a fingerprint of 0 is stored as 1
//   record        running fingerprint (8; without what belongs to equal tasks, see symmetry.ts) · number of the state (4) ·
//                 the varying slots, packed · padding to 4
//   log           by number of a state: number of its parent (4) · choice that led to it (4), as explore/path.ts encodes it
//   event         4 words: kind · number of a state · choice, or -1 for the state itself · detail

/** Words of a thread's area, each 4 bytes; counters of 8 bytes take two. */
export const areaWord = {
  /** Address of the record that `expand` does next, and the end of the input. */
  at: 0,
  end: 1,
  /** Where the next new record goes, and the end of that room. */
  outAt: 2,
  outEnd: 3,
  /** Number of the next new state, and the first that is not ours; address of the log entry of `nextNumber`. */
  nextNumber: 4,
  lastNumber: 5,
  logAt: 6,
  eventAt: 7,
  eventEnd: 8,
  /** Not 0: some run came to its end (all tasks ended, no daemon able to run). */
  sawEnd: 9,
  /** New states so far, 8 bytes. */
  states: 10,
  /** Transitions so far, 8 bytes. */
  transitions: 12,
  /** Not 0: some store had to wait for room in its buffer. */
  bufferFull: 14,
  /** Slot whose new value does not fit its width, and that value: see `Status.misfit`. Task and place: see `Status.missing`. */
  misfitSlot: 15,
  misfitValue: 16,
} as const;

/** Address of the shared words. */
export const sharedAt = 64;

/** Words that all threads share. */
export const sharedWord = {
  tableAt: 0,
  /** Number of entries - 1. */
  tableMask: 1,
  /** Not 0: end `expand` before the next record. */
  stop: 2,
  /** Not 0: no other thread works in this memory now, so that nobody can come in between. */
  alone: 3,
} as const;

/** What `expand` returns. It stops only between two records; `areaWord.at` says where. */
export const Status = {
  /** The input is used up. */
  done: 0,
  /** No room for as many records, numbers or log entries as one more record may need. */
  room: 1,
  /** No room for as many events. */
  events: 2,
  /** `sharedWord.stop` was set. */
  stopped: 3,
  /** A value does not fit the packing; the record at `at` is to be done again with a wider one (what it already inserted is complete: re-doing it is harmless). */
  misfit: 4,
  /** A probe found no free entry within reach. */
  full: 5,
  /** Task `misfitSlot` stands at place `misfitValue`, whose step the module was made without; the record is to be done again with a module that has it. */
  missing: 6,
} as const;

export const EventKind = {
  /** A new state violates always/never property `detail`; it was counted, its record not written. Choice: -1. */
  violated: 1,
  /** The step `choice` of the state ended in a finding; detail: number of the check or access that found it. */
  failed: 2,
  /** The step `choice` warned; detail as for `failed`. The state it leads to is treated like any other. */
  warned: 3,
  /** The state is an end and `finally` property `detail` is not content there. */
  endViolated: 4,
  /** Nobody can run in the state and it is no proper end; detail: hash of the places. */
  stuck: 5,
  /** A COST property `detail` is incurred in the state. */
  cost: 6,
  /** An interrupt could come now and would wait at once for a lock; detail: the interrupt. */
  interruptStuck: 7,
} as const;

/** Bytes of a record before the packed slots. */
export const recordHeader = 12;
export const logEntryBytes = 8;
export const eventBytes = 16;
export const entryBytes = 8;

/** How the varying slots of a state lie in a record. Slots that are not listed have their initial value. */
export interface Packing {
  readonly fields: readonly PackedField[];
  /** Bytes of a whole record, a multiple of 4. */
  readonly recordBytes: number;
}

/** A signed integer of `width` bytes at byte `at` of the record. */
export interface PackedField {
  readonly slot: number;
  readonly width: 1 | 2 | 4;
  readonly at: number;
}

/** What a thread's instance of the kernel offers; see core/wasm for what it is built from. */
export interface Kernel {
  /** Computes the fingerprint of the state in the thread's vector, inserts it, writes its record and log entry (parent: itself). */
  seed(): void;
  expand(): number;
  /** Inserts every entry of the old table into the new, empty one. */
  rehash(oldAt: number, oldMask: number, newAt: number, newMask: number): void;
}
