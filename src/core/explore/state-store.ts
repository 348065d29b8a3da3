// The visited set: every state met, whole, in the order it was met, with the step that first led to it.
//
// Records lie in chunks; an open-addressing table of (index + 1, hash) finds them. Exact: no state is taken for
// another. Promises: indices are dense from 0 in order of `add`; memory is reserved before it is allocated, and
// `add` says `full` instead of going over.

import type { Budget } from './budget.ts';
import { createPacking } from './packing.ts';

const chunkBits = 12;
const chunkStates = 1 << chunkBits;
const chunkMask = chunkStates - 1;
/** Records between two questions whether to stop, in loops over all of them. */
const pollMask = (1 << 18) - 1;
const firstTableBits = 10;

/** From here on bits of records count. While there are fewer, bits are cheaper than to write them all again. */
export const manyStates = 30_000;
const roomWhileFew = { spare: 2, free: 32 };
const roomOfMany = { spare: 1, free: 0 };

/** Memory is used up. */
export const full = -2;
/** Never met. */
export const absent = -1;

export interface StateStore {
  readonly count: number;
  /** Reads state `index` into the vector, and makes it the base of `find` and `add`. Steps done on it must be undone before. */
  load(index: number, vector: Int32Array): void;
  /** Index of the state that `log` leads to from the loaded base, or `absent`. `vector` is that state. */
  find(log: Int32Array, vector: Int32Array): number;
  /** As `find`, but a new state is kept; then `wasNew` is true. `full` when there is no memory for it. */
  add(log: Int32Array, vector: Int32Array, parent: number, choice: number): number;
  readonly wasNew: boolean;
  /** Makes room for the values that a step writes, if `prepare` follows; it saves writing all records again later. */
  meet(log: Int32Array): void;
  /** False when memory is used up. */
  prepare(): boolean;
  /** What slots have held: each with all its values, but where these were too many to be numbered. */
  eachSlot(to: (slot: number, values: Int32Array) => void): void;
  parent(index: number): number;
  /** As given to `add`, at most 16 bits. */
  choice(index: number): number;
  setChoice(index: number, choice: number): void;
}

/**
 * `initial` gets index 0. Undefined when not even the beginning fits. Where all records must be written again,
 * `cancelled` is asked now and then, and true counts as `full`; the store is of no use for `find` and `load` then.
 */
export function createStateStore(
  identity: number,
  initial: Int32Array,
  budget: Budget,
  cancelled: () => boolean = () => false,
): StateStore | undefined {
  const packing = createPacking(initial.length, identity);
  const base = new Int32Array(initial.length + 1);
  const record = new Int32Array(initial.length + 1);
  let baseIndex = 0;
  const chunks: Int32Array[] = [];
  const parents: Int32Array[] = [];
  const choices: Uint16Array[] = [];
  let count = 0;
  let words = 0;
  let identityWords = 0;
  let tableMask = 0;
  let table: Int32Array = new Int32Array(0);
  let valueMemory = 0;
  let wasNew = false;
  let foundHash = 0;
  let lastVector: Int32Array | undefined;

  const hashOf = (from: Int32Array, at: number): number => {
    let hash = 0x811c9dc5;
    for (let index = at; index < at + identityWords; index++) {
      hash = Math.imul(hash ^ (from[index] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0x85ebca6b);
    return hash ^ (hash >>> 13);
  };

  const insert = (hash: number, index: number) => {
    let at = hash & tableMask;
    while (table[2 * at] !== 0) at = (at + 1) & tableMask;
    table[2 * at] = index + 1;
    table[2 * at + 1] = hash;
  };

  const growTable = (mask: number): boolean => {
    const larger = budget.words(2 * (mask + 1));
    if (!larger) return false;
    const before = table;
    table = larger;
    tableMask = mask;
    for (let at = 0; at < before.length; at += 2) {
      if ((at & pollMask) === 0 && cancelled()) return false;
      if (before[at] !== 0) insert(before[at + 1] as number, (before[at] as number) - 1);
    }
    budget.release(before.byteLength);
    return true;
  };

  const addChunk = (): boolean => {
    const records = budget.words(words * chunkStates);
    const parent = budget.words(chunkStates);
    const choice = budget.halves(chunkStates);
    if (!records || !parent || !choice) return false;
    chunks.push(records);
    parents.push(parent);
    choices.push(choice);
    return true;
  };

  /** Counts what the value tables have grown by. False when memory is used up. */
  const countValues = (): boolean => {
    const grown = packing.memory - valueMemory;
    if (grown === 0) return true;
    if (!budget.reserve(grown)) return false;
    valueMemory += grown;
    return true;
  };

  /** Writes every record again, in a layout that has room for the values met since. */
  const repack = (): boolean => {
    if (!countValues()) return false;
    const before = packing.layout;
    const after = packing.relayout(count < manyStates ? roomWhileFew : roomOfMany);
    words = after.words;
    identityWords = after.identityWords;
    for (let chunk = 0; chunk < chunks.length; chunk++) {
      const from = chunks[chunk] as Int32Array;
      const to = cancelled() ? undefined : budget.words(words * chunkStates);
      if (!to) return false;
      const states = Math.min(chunkStates, count - chunk * chunkStates);
      for (let state = 0; state < states; state++) {
        packing.transcode(before, from, state * before.words, to, state * words);
      }
      chunks[chunk] = to;
      budget.release(from.byteLength);
    }
    table.fill(0);
    for (let index = 0; index < count; index++) {
      if ((index & pollMask) === 0 && cancelled()) return false;
      insert(hashOf(chunks[index >>> chunkBits] as Int32Array, (index & chunkMask) * words), index);
    }
    readBase();
    return true;
  };

  const readBase = () => {
    const chunk = chunks[baseIndex >>> chunkBits] as Int32Array;
    const at = (baseIndex & chunkMask) * words;
    for (let index = 0; index < words; index++) base[index] = chunk[at + index] as number;
  };

  const lookUp = (): number => {
    foundHash = hashOf(record, 0);
    for (let at = foundHash & tableMask; ; at = (at + 1) & tableMask) {
      const entry = table[2 * at] as number;
      if (entry === 0) return absent;
      if (table[2 * at + 1] !== foundHash) continue;
      const chunk = chunks[(entry - 1) >>> chunkBits] as Int32Array;
      const first = ((entry - 1) & chunkMask) * words;
      let index = 0;
      while (index < identityWords && chunk[first + index] === record[index]) index += 1;
      if (index === identityWords) return entry - 1;
    }
  };

  /** False when memory is used up. */
  const writeRecord = (log: Int32Array, vector: Int32Array): boolean => {
    for (let index = 0; index < words; index++) record[index] = base[index] as number;
    packing.patch(record, log);
    if (!packing.overflowed) return true;
    if (!packing.extend() && !repack()) return false;
    packing.encode(vector, record);
    return true;
  };

  const keep = (parent: number, choice: number): number => {
    if (!countValues()) return full;
    if ((count & chunkMask) === 0 && !addChunk()) return full;
    if (count * 3 > tableMask * 2 && !growTable(tableMask * 2 + 1)) return full;
    const chunk = chunks[count >>> chunkBits] as Int32Array;
    const first = (count & chunkMask) * words;
    for (let index = 0; index < words; index++) chunk[first + index] = record[index] as number;
    (parents[count >>> chunkBits] as Int32Array)[count & chunkMask] = parent;
    (choices[count >>> chunkBits] as Uint16Array)[count & chunkMask] = choice;
    insert(foundHash, count);
    count += 1;
    return count - 1;
  };

  if (!growTable((1 << firstTableBits) - 1)) return undefined;
  packing.learn(initial);
  foundHash = hashOf(record, 0);
  if (keep(absent, 0) === full) return undefined;

  return {
    get count() {
      return count;
    },
    get wasNew() {
      return wasNew;
    },
    load(index, vector) {
      baseIndex = index;
      readBase();
      // The slots that never change are right already where the caller comes back with the same vector.
      if (vector !== lastVector) packing.constants(vector);
      lastVector = vector;
      packing.decode(packing.layout, base, 0, vector);
    },
    find(log, vector) {
      return writeRecord(log, vector) ? lookUp() : absent;
    },
    add(log, vector, parent, choice) {
      wasNew = false;
      if (!writeRecord(log, vector)) return full;
      const known = lookUp();
      if (known !== absent) return known;
      wasNew = true;
      return keep(parent, choice);
    },
    meet: packing.meet,
    prepare: repack,
    eachSlot: packing.eachSlot,
    parent: (index) => (parents[index >>> chunkBits] as Int32Array)[index & chunkMask] as number,
    choice: (index) => (choices[index >>> chunkBits] as Uint16Array)[index & chunkMask] as number,
    setChoice(index, choice) {
      (choices[index >>> chunkBits] as Uint16Array)[index & chunkMask] = choice;
    },
  };
}
