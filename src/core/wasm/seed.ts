// How a sweep begins, and how its visited set is copied into a larger one.

import { Body } from './body.ts';
import type { Setting } from './frame.ts';
import { emitKeep, emitRegister } from './insert.ts';
import { areaWord, type Packing, recordHeader } from './memory-map.ts';
import { emitMixAt } from './mix.ts';
import { op, type } from './opcodes.ts';
import { pushWhole, type Symmetry } from './symmetry.ts';
import { emitNextEntry, loadTable, pushTableAddress } from './table.ts';

export const seedSignature = { takes: [], gives: [] } as const;

/** The state in the vector becomes the first one: its parent is itself. */
export function seedBody(
  setting: Setting,
  { fields, recordBytes }: Packing,
  symmetry: Symmetry | undefined,
): Body {
  const slots = setting.layout.length;
  const { thread, room, threadGlobal } = setting;
  const body = new Body(0);
  const block = body.local();
  const slot = body.local();
  const number = body.local();
  const hash = body.local(type.i64);
  const whole = body.local(type.i64);
  const mixed = body.local(type.i64);
  body.global(threadGlobal).set(block);
  const each = body.loop();
  body.get(slot).memory('load8U', room.counts).if();
  body.get(hash).get(block).get(slot).number(2).op(op.shl).op(op.add).memory('load', thread.vector);
  emitMixAt(body, slot, mixed);
  body.op(op.xor64).set(hash).end();
  body.get(slot).number(1).op(op.add).tee(slot).number(slots).op(op.ltU).brIf(each);
  body.end();
  if (symmetry) pushWhole(body, symmetry, hash);
  else body.get(hash);
  body.tee(whole).get(whole).op(op.eqz64).op(op.extendU).op(op.or64).set(whole);

  pushTableAddress(body, () => body.get(whole), loadTable(body));
  body.get(whole).memory('store64', 0);
  const out = () => body.get(block).memory('load', 4 * areaWord.outAt);
  const stores = { 1: 'store8', 2: 'store16', 4: 'store' } as const;
  for (let at = recordHeader; at < recordBytes; at += 4) {
    out();
    body.number(0).memory('store', at);
  }
  for (const { slot: of, width, at } of fields) {
    out();
    body
      .get(block)
      .memory('load', thread.vector + 4 * of)
      .memory(stores[width], at);
  }
  emitRegister(
    body,
    block,
    () => body.get(number),
    () => body.number(0),
    number,
  );
  emitKeep(body, block, () => body.get(hash), number, recordBytes);
  return body;
}

export const rehashSignature = { takes: [type.i32, type.i32, type.i32, type.i32], gives: [] } as const;

/** (old table, its mask, new table, its mask): every entry goes over; several threads may do it at once. */
export function rehashBody(): Body {
  const [from, fromMask, to, toMask] = [0, 1, 2, 3];
  const body = new Body(4);
  const at = body.local();
  const address = body.local();
  const home = body.local();
  const moved = body.local(type.i64);
  const there = body.local(type.i64);
  const each = body.loop();
  const next = body.block();
  body.get(at).number(3).op(op.shl).get(from).op(op.add).memory('load64', 0).tee(moved);
  body.op(op.eqz64).brIf(next);
  pushTableAddress(body, () => body.get(moved), { at: to, mask: toMask });
  body.tee(home).set(address);
  const probe = body.loop();
  // A page of new memory that is read first is given twice.
  body.get(address).long(0n).get(moved).atomic('compareExchange64', 0).tee(there);
  body.op(op.eqz64).get(there).get(moved).op(op.eq64).op(op.or).brIf(next);
  emitNextEntry(
    body,
    address,
    home,
    () => body.get(to),
    () => body.get(toMask),
  );
  body.br(probe);
  body.end();
  body.end();
  body.get(at).number(1).op(op.add).tee(at).get(fromMask).op(op.leU).brIf(each);
  body.end();
  return body;
}
