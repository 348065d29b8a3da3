// Store buffers inside the state vector: one per CPU, a few entries each, what generated text calls to fill and read them.
//
// A buffer at slot B: v[B] is the number of entries (and whether a write barrier came behind the last of them), then key
// and value of each, oldest first; unused entries are zero, so that equal buffers are equal vectors. A key is slot + 1,
// the bytes of the word, the operation, and what must be visible before it. Values stand where they go in the word.
// Promises: every change goes to the log; entries for one word become visible in their order.

import type { Instruction } from '../language/lower/graph.ts';

/** Stores that fit into one buffer. */
export const bufferEntries = 4;
/** Slots that one buffer takes. */
export const bufferSlots = 1 + 2 * bufferEntries;

type Operation = 'store' | (Instruction & { readonly kind: 'rmw' })['op'];

const operations: readonly Operation[] = ['store', 'add', 'or', 'and', 'xor'];
export const slotBits = 0xffff;
export const bytesShift = 16;
export const operationShift = 20;
/** Visible only when everything before it is. */
export const releaseBit = 1 << 23;
/** A write barrier stands before it: nothing from here on is visible before everything older is. */
export const barrierBit = 1 << 24;
export const orderBits = releaseBit | barrierBit;

/** In v[B]: a write barrier was done, and no store since. */
export const fencedBit = 1 << 8;
export const countMask = fencedBit - 1;

/** Which bits of a word four bits for its bytes stand for. */
const bitsOf = Int32Array.from({ length: 16 }, (_, bytes) =>
  [0, 1, 2, 3].reduce((bits, byte) => (bytes & (1 << byte) ? bits | (0xff << (8 * byte)) : bits), 0),
);

/** The part of a key that is the same for all addresses; for whole words the bytes are in it too. */
export function keyOf(operation: Operation, bytes: number, release: boolean): number {
  return (
    (operations.indexOf(operation) << operationShift) | (bytes << bytesShift) | (release ? releaseBit : 0)
  );
}

export interface PendingStore {
  /** Of the word. */
  readonly slot: number;
  readonly operation: Operation;
  /** Bits of the word that it changes, and what it stores or combines there. */
  readonly mask: number;
  readonly value: number;
}

/** What the entry at index `at` of the buffer at slot `buffer` is. */
export function pendingStore(v: Int32Array, buffer: number, at: number): PendingStore {
  const key = v[buffer + 1 + 2 * at] as number;
  return {
    slot: (key & slotBits) - 1,
    operation: operations[(key >>> operationShift) & 7] ?? 'store',
    mask: bitsOf[(key >>> bytesShift) & 15] as number,
    value: v[buffer + 2 + 2 * at] as number,
  };
}

/** Functions over vectors, with one log; generated text knows them by these names. `n` is the next free index of the log. */
export function storeBuffers(log: Int32Array) {
  const write = (v: Int32Array, n: number, slot: number, value: number): number => {
    if (v[slot] === value) return n;
    log[n] = slot;
    log[n + 1] = v[slot] as number;
    log[n + 2] = v[slot] = value;
    return n + 3;
  };

  const applied = (word: number, key: number, value: number): number => {
    const mask = bitsOf[(key >>> bytesShift) & 15] as number;
    let after = value;
    switch ((key >>> operationShift) & 7) {
      case 1:
        after = (word & mask) + value;
        break;
      case 2:
        after = word | value;
        break;
      case 3:
        after = word & value;
        break;
      case 4:
        after = word ^ value;
        break;
    }
    return (word & ~mask) | (after & mask);
  };

  /** The entries behind `at` move up; what has nothing before it any more has nothing to wait for. */
  const remove = (v: Int32Array, n: number, buffer: number, at: number): number => {
    const count = (v[buffer] as number) & countMask;
    let next = n;
    for (let to = at; to < count - 1; to++) {
      const key = v[buffer + 3 + 2 * to] as number;
      next = write(v, next, buffer + 1 + 2 * to, to === 0 ? key & ~orderBits : key);
      next = write(v, next, buffer + 2 + 2 * to, v[buffer + 4 + 2 * to] as number);
    }
    next = write(v, next, buffer - 1 + 2 * count, 0);
    next = write(v, next, buffer + 2 * count, 0);
    return write(v, next, buffer, count === 1 ? 0 : (v[buffer] as number) - 1);
  };

  return {
    /** The word as the CPU of this buffer sees it. */
    look(v: Int32Array, buffer: number, slot: number): number {
      const count = (v[buffer] as number) & countMask;
      let word = v[slot] as number;
      for (let at = 0; at < count; at++) {
        const key = v[buffer + 1 + 2 * at] as number;
        if ((key & slotBits) === slot + 1) word = applied(word, key, v[buffer + 2 + 2 * at] as number);
      }
      return word;
    },

    /** A store behind all others; there is room for it. */
    put(v: Int32Array, n: number, buffer: number, key: number, value: number): number {
      const head = v[buffer] as number;
      const count = head & countMask;
      const ordered = count === 0 ? key & ~orderBits : (head & fencedBit) !== 0 ? key | barrierBit : key;
      let next = write(v, n, buffer + 1 + 2 * count, ordered);
      next = write(v, next, buffer + 2 + 2 * count, value);
      return write(v, next, buffer, count + 1);
    },

    /** A write barrier. */
    order(v: Int32Array, n: number, buffer: number): number {
      const head = v[buffer] as number;
      return head === 0 ? n : write(v, n, buffer, head | fencedBit);
    },

    /** The word is born again: nothing old may reach it. Barriers among what is forgotten stay. */
    forget(v: Int32Array, n: number, buffer: number, slot: number): number {
      let next = n;
      for (let at = ((v[buffer] as number) & countMask) - 1; at >= 0; at--) {
        const key = v[buffer + 1 + 2 * at] as number;
        if ((key & slotBits) !== slot + 1) continue;
        const last = at === ((v[buffer] as number) & countMask) - 1;
        if ((key & barrierBit) !== 0) {
          const heir = last ? buffer : buffer + 3 + 2 * at;
          next = write(v, next, heir, (v[heir] as number) | (last ? fencedBit : barrierBit));
        }
        next = remove(v, next, buffer, at);
      }
      return next;
    },

    /** Entry `at` becomes visible. */
    drain(v: Int32Array, n: number, buffer: number, at: number): number {
      const key = v[buffer + 1 + 2 * at] as number;
      const slot = (key & slotBits) - 1;
      const word = applied(v[slot] as number, key, v[buffer + 2 + 2 * at] as number);
      return remove(v, write(v, n, slot, word), buffer, at);
    },
  };
}

/** Index of the entry that may become visible as the `choice`-th of those that may; -1 where there are not so many. */
export function drainable(v: Int32Array, buffer: number, inOrder: boolean, choice: number): number {
  const count = (v[buffer] as number) & countMask;
  if (inOrder) return choice === 0 && count > 0 ? 0 : -1;
  let left = choice;
  for (let at = 0; at < count; at++) {
    const key = v[buffer + 1 + 2 * at] as number;
    if (at > 0 && (key & barrierBit) !== 0) return -1;
    if (at > 0 && (key & releaseBit) !== 0) continue;
    let older = 0;
    while (older < at && ((v[buffer + 1 + 2 * older] as number) & slotBits) !== (key & slotBits)) older += 1;
    if (older < at) continue;
    if (left === 0) return at;
    left -= 1;
  }
  return -1;
}
