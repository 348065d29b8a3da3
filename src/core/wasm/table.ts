// The visited set as generated code reads it: where it begins, and where a fingerprint is looked for.

import type { Body } from './body.ts';
import { entryBytes, sharedAt, sharedWord } from './memory-map.ts';
import { op } from './opcodes.ts';

/** Tables begin at a multiple of it. */
export const lineBytes = 64;

/** Locals of a body. */
export interface Table {
  readonly at: number;
  readonly mask: number;
}

export function pushTableWord(body: Body, word: 'tableAt' | 'tableMask'): Body {
  return body.number(0).memory('load', sharedAt + 4 * sharedWord[word]);
}

/** Whether nobody else can have touched the table meanwhile. */
export function pushIsAlone(body: Body): Body {
  return body.number(0).memory('load', sharedAt + 4 * sharedWord.alone);
}

/** Reads it into locals: it moves only between two calls of `expand`. */
export function loadTable(body: Body): Table {
  const table = { at: body.local(), mask: body.local() };
  pushTableWord(body, 'tableAt').set(table.at);
  pushTableWord(body, 'tableMask').set(table.mask);
  return table;
}

/** Sets the local to the fingerprint as it is in tables, where 0 is no state. */
export function emitWanted(body: Body, pushFingerprint: () => void, wanted: number): void {
  pushFingerprint();
  body.tee(wanted).get(wanted).op(op.eqz64).op(op.extendU).op(op.or64).set(wanted);
}

/** Address of the entry where the search for a fingerprint begins. */
export function pushTableAddress(body: Body, pushFingerprint: () => void, { at, mask }: Table): void {
  pushFingerprint();
  body.long(32n).op(op.shrU64).op(op.wrap).get(mask).op(op.and);
  body.number(Math.log2(entryBytes)).op(op.shl).get(at).op(op.add);
}

/**
 * The local `address` goes on to the next entry where what began at `home` is looked for: round the line of memory first,
 * which is there already, then to the next line, round the end of the table.
 */
export function emitNextEntry(
  body: Body,
  address: number,
  home: number,
  pushAt: () => void,
  pushMask: () => void,
): void {
  body.get(address).number(-lineBytes).op(op.and);
  body
    .get(address)
    .number(entryBytes)
    .op(op.add)
    .number(lineBytes - 1)
    .op(op.and)
    .op(op.or)
    .tee(address);
  body
    .get(home)
    .op(op.xor)
    .number(lineBytes - 1)
    .op(op.and)
    .op(op.eqz)
    .if();
  emitNextLine(body, address, pushAt, pushMask);
  body.end();
}

/** The local `address` goes on to the same place in the next line, round the end of the table. */
export function emitNextLine(body: Body, address: number, pushAt: () => void, pushMask: () => void): void {
  body.get(address);
  pushAt();
  body.op(op.sub).number(lineBytes).op(op.add);
  pushMask();
  body.number(Math.log2(entryBytes)).op(op.shl).op(op.and);
  pushAt();
  body.op(op.add).set(address);
}
