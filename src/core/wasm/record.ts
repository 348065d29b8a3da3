// Between a record and the vector: take a state out, and put the state behind a step in.
//
// Promises: unpacking touches listed slots only (the others hold their initial values); a new record is that of the
// parent, with what the step wrote; what does not fit is noted in the area and nothing is kept.

import { Body } from './body.ts';
import type { Setting } from './frame.ts';
import type { Packing } from './memory-map.ts';
import { areaWord, recordHeader } from './memory-map.ts';
import { op, type } from './opcodes.ts';
import { undoBytes } from './room.ts';

/** Entries of `Room.packs`: where in the record (shifted), and how many bytes. */
const widthBits = 4;
/** Never in a record: its changes are of no interest. */
const ignored = 8;
/** Longer records are copied by the engine. */
const longestUnrolled = 512;

export function packTable(packing: Packing, slots: number, identity: number): Int32Array<ArrayBuffer> {
  const table = new Int32Array(slots).fill(ignored, identity);
  for (const { slot, width, at } of packing.fields) table[slot] = (at << widthBits) | width;
  return table;
}

export const unpackSignature = { takes: [type.i32, type.i32], gives: [] } as const;

/** (block, record): the vector gets the values of the record. */
export function unpackBody({ thread }: Setting, { fields }: Packing): Body {
  const [block, record] = [0, 1];
  const body = new Body(2);
  const loads = { 1: 'load8S', 2: 'load16S', 4: 'load' } as const;
  for (const { slot, width, at } of fields) {
    body.get(block).get(record).memory(loads[width], at);
    body.memory('store', thread.vector + 4 * slot);
  }
  return body;
}

export const packSignature = { takes: [type.i32, type.i32, type.i32], gives: [type.i32] } as const;

/** (block, parent's record, new record) -> 1, or 0 where a value does not fit. Reads the undo log of the step. */
export function packBody({ thread, room, logEndGlobal }: Setting, { recordBytes }: Packing): Body {
  const [block, parent, record] = [0, 1, 2];
  const body = new Body(3);
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

  body.get(block).number(thread.log).op(op.add).set(at);
  const done = body.block();
  const misfit = body.block();
  const each = body.loop();
  body.get(at).global(logEndGlobal).op(op.geU).brIf(done);
  body.get(at).memory('load', 0).tee(slot).number(2).op(op.shl).tee(how);
  body.get(block).op(op.add).memory('load', thread.vector).set(value);
  body.get(how).memory('load', room.packs).tee(how);
  body
    .number((1 << widthBits) - 1)
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
    .get(block)
    .get(slot)
    .memory('store', 4 * areaWord.misfitSlot);
  body
    .get(block)
    .get(value)
    .memory('store', 4 * areaWord.misfitValue);
  body.number(0).op(op.return);
  body.end();
  body.number(1);
  return body;
}

export const undoSignature = { takes: [type.i32], gives: [] } as const;

/** (block): takes back what the undo log holds. */
export function undoBody({ thread, logEndGlobal }: Setting): Body {
  const body = new Body(1);
  emitUndo(body, thread, logEndGlobal, body.local());
  return body;
}

/** The same in place; `at` is an i32 local. */
export function emitUndo(body: Body, thread: Setting['thread'], logEndGlobal: number, at: number): void {
  const block = 0;
  body.global(logEndGlobal).set(at);
  const done = body.block();
  const each = body.loop();
  body.get(at).get(block).number(thread.log).op(op.add).op(op.leU).brIf(done);
  body.get(at).number(undoBytes).op(op.sub).tee(at).memory('load', 0).number(2).op(op.shl);
  body.get(block).op(op.add).get(at).memory('load', 4).memory('store', thread.vector);
  body.br(each).end().end();
}
