// What a step in place makes of a record: every word of it before the step, xor the same word behind. So a new record is
// written from its parent's and these words, without doing the step again.
//
// Promises: a step after which a record of this packing cannot hold the state, or of which that is not known, is marked
// as odd: it has to be done again by its function, which says what is wrong.

import type { Body } from './body.ts';
import { type PackedField, type Packing, recordHeader } from './memory-map.ts';
import { op, type } from './opcodes.ts';
import { emitUnpack } from './record.ts';
import type { ThreadBlock } from './room.ts';

/** Every step that is tried writes all of them, as many as a record has; for longer records the step is done again. */
export const mostWords = 5;
export const wordBytes = 8;

/** Of what a step did: it wrote what a property looks at; it is odd. */
export const Mark = { watched: 1, odd: 2 } as const;

/** Of a whole module. */
export interface Differences {
  readonly packing: Packing;
  readonly words: number;
  readonly fieldOf: ReadonlyMap<number, PackedField>;
  /** Slots below it are part of what a state is. */
  readonly identity: number;
  /** By slot: 1 where a property looks at it. */
  readonly watched: Uint8Array;
}

/** Locals of the function that does steps in place: an i64 for each word, and an i32 of marks. */
export interface DifferenceLocals {
  readonly words: readonly number[];
  readonly marks: number;
}

/** Undefined where records are too long, or a field does not lie in one word. */
export function differencesOf(
  packing: Packing,
  identity: number,
  watched: Uint8Array,
): Differences | undefined {
  const words = Math.ceil((packing.recordBytes - recordHeader) / wordBytes);
  if (words > mostWords || packing.fields.some((field) => wordOf(field) !== wordOf(field, field.width - 1)))
    return undefined;
  const fieldOf = new Map(packing.fields.map((field) => [field.slot, field]));
  return { packing, words, fieldOf, identity, watched };
}

/** Number of the word that the field, or a byte of it, is in. */
function wordOf({ at }: PackedField, byte = 0): number {
  return Math.floor((at + byte - recordHeader) / wordBytes);
}

export function differenceLocals(body: Body, { words }: Differences): DifferenceLocals {
  return { words: Array.from({ length: words }, () => body.local(type.i64)), marks: body.local() };
}

/** Before a step: nothing has changed. */
export function emitNoDifference(body: Body, { words, marks }: DifferenceLocals): void {
  for (const word of words) body.long(0n).set(word);
  body.number(0).set(marks);
}

export function emitMark(body: Body, { marks }: DifferenceLocals, mark: number): void {
  body.get(marks).number(mark).op(op.or).set(marks);
}

/** Both values, or what pushes old xor new and what pushes the new one. */
type Change =
  | { readonly from: number; readonly to: number }
  | { readonly pushXor: () => void; readonly pushNew: () => void };

/** The slot changes. */
export function emitDifference(
  body: Body,
  { fieldOf, identity, watched }: Differences,
  into: DifferenceLocals,
  slot: number,
  change: Change,
): void {
  const field = fieldOf.get(slot);
  if (field === undefined) {
    if (slot < identity || watched[slot] === 1) emitMark(body, into, Mark.odd);
    return;
  }
  if (watched[slot] === 1) emitMark(body, into, Mark.watched);
  const word = into.words[wordOf(field)] as number;
  const shift = BigInt(8 * ((field.at - recordHeader) % wordBytes));
  const mask = (1n << BigInt(8 * field.width)) - 1n;
  body.get(word);
  if ('from' in change) body.long(BigInt.asIntN(64, (BigInt(change.from ^ change.to) & mask) << shift));
  else {
    change.pushXor();
    body.op(op.extendU);
    if (field.width < 4) body.long(mask).op(op.and64);
    if (shift > 0n) body.long(shift).op(op.shl64);
  }
  body.op(op.xor64).set(word);
  emitFits(body, field, into, change);
}

/** A new value that the field has no room for makes the step odd. */
function emitFits(body: Body, { width }: PackedField, into: DifferenceLocals, change: Change): void {
  if (width === 4) return;
  if ('from' in change) {
    const most = width === 1 ? 0x80 : 0x8000;
    if (change.to < -most || change.to >= most) emitMark(body, into, Mark.odd);
    return;
  }
  body.get(into.marks);
  change.pushNew();
  body.op(width === 1 ? op.extend8 : op.extend16);
  change.pushNew();
  body.op(op.ne).number(Math.log2(Mark.odd)).op(op.shl).op(op.or).set(into.marks);
}

/** Locals: the record at `record` is made from the one at `parent` and the words at `words` + `offset`. */
export function emitApply(
  body: Body,
  { packing: { recordBytes } }: Differences,
  { parent, record, words, offset }: Record<'parent' | 'record' | 'words' | 'offset', number>,
): void {
  for (let at = recordHeader; at < recordBytes; at += wordBytes) {
    const [load, store, xor] =
      at + wordBytes <= recordBytes
        ? (['load64', 'store64', op.xor64] as const)
        : (['load', 'store', op.xor] as const);
    body.get(record).get(parent).memory(load, at);
    body.get(words).memory(load, offset + at - recordHeader);
    body.op(xor).memory(store, at);
  }
}

/** The words that properties look at, from the record in the local to the lane. */
export function emitWatched(
  body: Body,
  thread: ThreadBlock,
  { packing, watched }: Differences,
  record: number,
): void {
  const fields = packing.fields.filter(({ slot }) => watched[slot] === 1);
  emitUnpack(body, { thread }, { ...packing, fields }, record);
}
