// The loop over records: room for what one may bring, unpack, try every step, insert, judge.
//
// Promises: stops between two records only, and says why; counters of a record that must be done again are not
// counted twice.

import { taskShift } from '../explore/path.ts';
import { Body } from './body.ts';
import type { Setting } from './frame.ts';
import { emitKeep, emitRegister, Outcome } from './insert.ts';
import { areaWord, type Packing, recordHeader, Status, sharedAt, sharedWord } from './memory-map.ts';
import { emitMixAt } from './mix.ts';
import { op, type } from './opcodes.ts';
import { pushMembers, type Symmetry } from './symmetry.ts';
import { emitNextEntry, loadTable, pushTableAddress } from './table.ts';
import { entry, tryBytes } from './tries.ts';

export interface ExpandParts {
  readonly unpack: number;
  readonly tries: number;
  readonly insert: number;
  readonly judge: number;
  /** Global: where the entries of pass 1 end. */
  readonly triesEnd: number;
  readonly recordBytes: number;
  readonly mostSuccessors: number;
  readonly eventRoom: number;
  /** (block, bits of those that can run) -> those that are enough; undefined where all are taken. */
  readonly choose: number | undefined;
}

export const statusSignature = { takes: [], gives: [type.i32] } as const;

export function expandBody(setting: Setting, parts: ExpandParts): Body {
  const { thread, threadGlobal } = setting;
  const body = new Body(0);
  const block = body.local();
  const record = body.local();
  const able = body.local();
  const at = body.local();
  const outcome = body.local();
  const done = body.local();
  const chosen = body.local();
  const fresh = body.local();
  const ends = body.local();
  const area = (of: keyof typeof areaWord) => body.get(block).memory('load', 4 * areaWord[of]);
  const stop = (status: number) => body.number(status).op(op.return);
  /** Stops unless there are so many between the two. */
  const room = (next: keyof typeof areaWord, end: keyof typeof areaWord, needed: number, status: number) => {
    area(end);
    area(next);
    body.op(op.sub).number(needed).op(op.ltU).if();
    stop(status);
    body.end();
  };

  /** The entries of the chosen ones, in order. */
  const insertAll = () => {
    body.get(block).number(thread.tries).op(op.add).set(at);
    const inserted = body.block();
    const each = body.loop();
    body.get(at).global(parts.triesEnd).op(op.geU).brIf(inserted);
    const next = body.block();
    if (parts.choose !== undefined) {
      body.get(chosen).get(at).memory('load', entry.choice).number(taskShift).op(op.shrU).op(op.shrU);
      body.number(1).op(op.and).op(op.eqz).brIf(next);
    }
    body.get(block).get(at).get(record).call(parts.insert).tee(outcome);
    body.number(Outcome.misfit).op(op.geU).if();
    body
      .number(Status.misfit)
      .number(Status.full)
      .get(outcome)
      .number(Outcome.misfit)
      .op(op.eq)
      .op(op.select);
    body.op(op.return).end();
    body.get(done).number(1).op(op.add).set(done);
    if (parts.choose !== undefined) {
      body.get(fresh).get(outcome).number(Outcome.fresh).op(op.eq).op(op.or).set(fresh);
      body.get(ends).get(outcome).number(Outcome.ends).op(op.eq).op(op.or).set(ends);
    }
    body.end();
    body.get(at).number(tryBytes).op(op.add).set(at).br(each);
    body.end().end();
  };

  body.global(threadGlobal).set(block);
  const each = body.loop();
  area('at');
  body.tee(record);
  area('end');
  body.op(op.geU).if();
  stop(Status.done);
  body.end();
  body
    .number(0)
    .atomic('load', sharedAt + 4 * sharedWord.stop)
    .if();
  stop(Status.stopped);
  body.end();
  room('outAt', 'outEnd', parts.mostSuccessors * parts.recordBytes, Status.room);
  room('nextNumber', 'lastNumber', parts.mostSuccessors, Status.room);
  room('eventAt', 'eventEnd', parts.eventRoom, Status.events);

  body.get(block).get(record).call(parts.unpack);
  body.get(block).get(record).memory('load64', 0).call(parts.tries).set(able);
  body.global(setting.missingGlobal).if();
  body.number(0).setGlobal(setting.missingGlobal);
  stop(Status.missing);
  body.end();
  body.number(0).set(done);
  if (parts.choose === undefined) insertAll();
  else {
    body.number(0).set(fresh).number(0).set(ends);
    body.get(block).get(able).call(parts.choose).set(chosen);
    insertAll();
    // Nothing new, or something that ends a run: what the others do must be seen here.
    body.get(fresh).op(op.eqz).get(ends).op(op.or);
    body.global(setting.prunedGlobal).get(chosen).op(op.and).op(op.or);
    body.number(0).get(able).get(chosen).op(op.ne).op(op.select).if();
    body.get(able).get(chosen).op(op.xor).set(chosen);
    insertAll();
    body.end();
  }

  body.get(block).get(record).get(able).call(parts.judge);
  body.get(block);
  body
    .get(block)
    .memory('load64', 4 * areaWord.transitions)
    .get(done)
    .op(op.extendU)
    .op(op.add64);
  body.memory('store64', 4 * areaWord.transitions);
  body
    .get(block)
    .get(record)
    .number(parts.recordBytes)
    .op(op.add)
    .memory('store', 4 * areaWord.at);
  body.br(each).end().op(op.unreachable);
  return body;
}

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
  body.get(hash);
  if (symmetry) {
    pushMembers(body, symmetry, new Map());
    body.op(op.add64).get(block).call(symmetry.locks).op(op.add64);
  }
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
  const moved = body.local(type.i64);
  const there = body.local(type.i64);
  const each = body.loop();
  const next = body.block();
  body.get(at).number(3).op(op.shl).get(from).op(op.add).memory('load64', 0).tee(moved);
  body.op(op.eqz64).brIf(next);
  pushTableAddress(body, () => body.get(moved), { at: to, mask: toMask });
  body.set(address);
  const probe = body.loop();
  body.get(address).long(0n).get(moved).atomic('compareExchange64', 0).tee(there);
  body.op(op.eqz64).get(there).get(moved).op(op.eq64).op(op.or).brIf(next);
  emitNextEntry(
    body,
    address,
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
