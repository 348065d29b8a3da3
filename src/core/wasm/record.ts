// Between a record and the vector: take a state out, and put the state behind a step in.
//
// Promises: unpacking touches listed slots only (the others hold their initial values); a new record is that of the
// parent, with what the step wrote; what does not fit is noted in the area and nothing is kept.

import { Body } from './body.ts';
import { base, pushLog, type Setting } from './frame.ts';
import type { Packing } from './memory-map.ts';
import { areaWord, recordHeader } from './memory-map.ts';
import { op, type } from './opcodes.ts';
import { undoBytes } from './room.ts';

/** Entries of `Room.packs`: where in the record (shifted), whether a property looks at it, and how many bytes. */
const widthBits = 5;
const watchedBit = 16;
/** Never in a record: its changes are of no interest. */
const ignored = 8;
/** Longer records are copied by the engine. */
const longestUnrolled = 512;

/** `watched`: by slot, 1 where a property looks at it. */
export function packTable(packing: Packing, identity: number, watched: Uint8Array): Int32Array<ArrayBuffer> {
  const table = new Int32Array(watched.length).fill(ignored, identity);
  for (const { slot, width, at } of packing.fields) table[slot] = (at << widthBits) | width;
  watched.forEach((yes, slot) => {
    if (yes === 1) table[slot] = (table[slot] as number) | watchedBit;
  });
  return table;
}

/** The vector of the lane gets the values of the record in the local. */
export function emitUnpack(
  body: Body,
  { thread }: Pick<Setting, 'thread'>,
  { fields }: Pick<Packing, 'fields'>,
  record: number,
): void {
  const loads = { 1: 'load8S', 2: 'load16S', 4: 'load' } as const;
  for (const { slot, width, at } of fields) {
    body.get(base).get(record).memory(loads[width], at);
    body.memory('store', thread.vector + 4 * slot);
  }
}

/** Locals of `emitPack`. */
export interface PackLocals {
  readonly parent: number;
  readonly record: number;
  /** Set here: not 0 where the step wrote what a property looks at. */
  readonly watched: number;
}

/** The state in the lane, which a logged step has made from that of the parent's record, becomes a record; `misfits` leaves. */
export function emitPack(
  body: Body,
  setting: Setting,
  { recordBytes }: Packing,
  { parent, record, watched }: PackLocals,
  misfits: () => void,
): void {
  const { thread, room, logEndGlobal, threadGlobal } = setting;
  const at = body.local();
  const slot = body.local();
  const value = body.local();
  const how = body.local();
  const wide = body.local();

  if (recordBytes > longestUnrolled) {
    body.get(record).number(recordHeader).op(op.add).get(parent).number(recordHeader).op(op.add);
    body.number(recordBytes - recordHeader).copy();
  } else {
    let from = recordHeader;
    for (; from + 8 <= recordBytes; from += 8)
      body.get(record).get(parent).memory('load64', from).memory('store64', from);
    for (; from < recordBytes; from += 4)
      body.get(record).get(parent).memory('load', from).memory('store', from);
  }

  pushLog(body, setting).set(at);
  body.number(0).set(watched);
  const done = body.block();
  const misfit = body.block();
  const each = body.loop();
  body.get(at).global(logEndGlobal).op(op.geU).brIf(done);
  body.get(at).memory('load', 0).tee(slot).number(2).op(op.shl).tee(how);
  body.get(base).op(op.add).memory('load', thread.vector).set(value);
  body.get(how).memory('load', room.packs).tee(how);
  body.number(watchedBit).op(op.and).get(watched).op(op.or).set(watched);
  body
    .get(how)
    .number(watchedBit - 1)
    .op(op.and)
    .set(wide);
  const next = body.block();
  const target = () => body.get(record).get(how).number(widthBits).op(op.shrU).op(op.add).get(value);
  body.get(wide).number(1).op(op.eq).if();
  body.get(value).op(op.extend8).get(value).op(op.ne).brIf(misfit);
  target().memory('store8', 0).br(next).end();
  body.get(wide).number(2).op(op.eq).if();
  body.get(value).op(op.extend16).get(value).op(op.ne).brIf(misfit);
  target().memory('store16', 0).br(next).end();
  body.get(wide).number(4).op(op.eq).if();
  target().memory('store', 0).br(next).end();
  // Not listed: it may only have the value that it had.
  body.get(wide).op(op.eqz).get(value).get(at).memory('load', 4).op(op.ne).op(op.and).brIf(misfit);
  body.end();
  body.get(at).number(undoBytes).op(op.add).set(at).br(each);
  body.end();
  body.end();
  body
    .global(threadGlobal)
    .get(slot)
    .memory('store', 4 * areaWord.misfitSlot);
  body
    .global(threadGlobal)
    .get(value)
    .memory('store', 4 * areaWord.misfitValue);
  misfits();
  body.end();
}

export const undoSignature = { takes: [type.i32], gives: [] } as const;

/** (lane): takes back what the undo log holds. */
export function undoBody(setting: Setting): Body {
  const body = new Body(1);
  const log = body.local();
  pushLog(body, setting).set(log);
  emitUndo(body, setting, body.local(), log);
  return body;
}

/** The same in place; two i32 locals: one to use, and one that holds where the log begins. */
export function emitUndo(body: Body, setting: Setting, at: number, log: number): void {
  const { thread, logEndGlobal } = setting;
  body.global(logEndGlobal).set(at);
  const done = body.block();
  const each = body.loop();
  body.get(at).get(log).op(op.leU).brIf(done);
  body.get(at).number(undoBytes).op(op.sub).tee(at).memory('load', 0).number(2).op(op.shl);
  body.get(base).op(op.add).get(at).memory('load', 4).memory('store', thread.vector);
  body.br(each).end().end();
}
