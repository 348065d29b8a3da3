// A whole line of the visited set looked at at once, without a branch: whether a fingerprint is in it, and if not, where
// it would go.
//
// Promises: what `emitNextEntry` would come to word by word from the same beginning. Where other threads add entries
// meanwhile: the fingerprint was found, or is in no entry before the one that is said. That rests on a vector being read
// entry by entry whole, which every processor with 64-bit memory does, and WebAssembly leaves open.

import type { Body } from './body.ts';
import { entryBytes } from './memory-map.ts';
import { op, type } from './opcodes.ts';
import { emitNextLine, lineBytes, type Table } from './table.ts';

const entries = lineBytes / entryBytes;
const vectorBytes = 16;

export interface LineLocals {
  /** The entry where the search for the fingerprint begins. */
  readonly home: number;
  /** As it is in the table; an i64. */
  readonly wanted: number;
  /** Set here: not 0 where it was found. */
  readonly found: number;
  /** Set here: the entry that has it, else the first empty one, else where the search goes on. */
  readonly address: number;
}

/** Gives the function that emits it, for a body that does so once or more. */
export function lineLook(body: Body, table: Table): (locals: LineLocals) => void {
  const vector = body.local(type.v128);
  const parts = Array.from({ length: lineBytes / vectorBytes }, () => body.local(type.v128));
  const line = body.local();
  const from = body.local();
  const bits = body.local();
  /** Pushes a bit for each entry of the line that has what the vector has twice, the first one at `from`. */
  const pushBits = () => {
    parts.forEach((part, index) => {
      body.get(part).get(vector).vector('eq64').vector('bitmask64');
      if (index > 0)
        body
          .number((index * vectorBytes) / entryBytes)
          .op(op.shl)
          .op(op.or);
    });
    body.tee(bits).get(bits).number(entries).op(op.shl).op(op.or).get(from).op(op.shrU);
    body.number((1 << entries) - 1).op(op.and);
  };

  return ({ home, wanted, found, address }) => {
    body.get(home).number(-lineBytes).op(op.and).set(line);
    // Each entry is read once: another thread may fill what was still empty when the fingerprint was looked for, and with it.
    parts.forEach((part, index) => {
      body
        .get(line)
        .loadVector(index * vectorBytes)
        .set(part);
    });
    body
      .get(home)
      .number(Math.log2(entryBytes))
      .op(op.shrU)
      .number(entries - 1)
      .op(op.and);
    body.set(from);
    body.get(wanted).vector('splat64').set(vector);
    pushBits();
    body.set(found);
    body.long(0n).vector('splat64').set(vector);
    pushBits();
    body.set(bits);
    body.get(found).get(bits).get(found).op(op.select).tee(bits).if();
    body
      .get(bits)
      .op(op.ctz)
      .get(from)
      .op(op.add)
      .number(entries - 1)
      .op(op.and);
    body.number(Math.log2(entryBytes)).op(op.shl).get(line).op(op.or).set(address);
    body.else();
    body.get(home).set(address);
    emitNextLine(
      body,
      address,
      () => body.get(table.at),
      () => body.get(table.mask),
    );
    body.end();
  };
}
