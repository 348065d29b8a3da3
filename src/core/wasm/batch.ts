// Pass 1 of a batch of records: each is unpacked into a lane of its own, the steps of all are tried, and what came out is sifted.
//
// Promises: nothing but lanes and results is written, so that a batch can be left anywhere.

import { Body } from './body.ts';
import { base, pushLog, type Setting } from './frame.ts';
import { areaWord, type Packing, Status } from './memory-map.ts';
import { op, type } from './opcodes.ts';
import { emitUnpack } from './record.ts';
import { lanes, laneWord } from './room.ts';
import { emitSift } from './sift.ts';
import type { Symmetry } from './symmetry.ts';
import { loadTable } from './table.ts';
import { type Actors, emitTries, tryBytes } from './tries.ts';

export interface BatchParts {
  readonly actors: Actors;
  readonly symmetry: Symmetry | undefined;
  readonly packing: Packing;
  readonly mostSuccessors: number;
  readonly eventRoom: number;
  /** Every step has an entry, see tries.ts. */
  readonly all: boolean;
}

/** No status: the call goes on. */
export const goesOn = -1;

const area = (body: Body, block: number, of: keyof typeof areaWord) =>
  body.get(block).memory('load', 4 * areaWord[of]);

/** Words that no record holds are the same in all lanes; those of the first are the conductor's. `block`: a local. */
export function emitLanes({ thread, layout }: Setting, body: Body, block: number, recordBytes: number): void {
  const lane = body.local();
  const record = body.local();
  body.get(block).set(lane);
  area(body, block, 'at').set(record);
  const done = body.block();
  const each = body.loop();
  body.get(lane).number(thread.laneBytes).op(op.add).tee(lane);
  pushLanesEnd(body, block, thread.laneBytes).op(op.geU).brIf(done);
  body.get(record).number(recordBytes).op(op.add).tee(record);
  area(body, block, 'end').op(op.geU).brIf(done);
  body.get(lane).number(thread.vector).op(op.add).get(block).number(thread.vector).op(op.add);
  body.number(4 * layout.length).copy();
  body.br(each).end().end();
}

const pushLanesEnd = (body: Body, block: number, laneBytes: number) =>
  body
    .get(block)
    .number(lanes * laneBytes)
    .op(op.add);

export const batchSignature = { takes: [type.i32], gives: [type.i32, type.i32] } as const;

/** (block) -> the first lane that has no record, and a status: what the call ends with behind this batch. */
export function batchBody(setting: Setting, parts: BatchParts): Body {
  const { thread } = setting;
  const { recordBytes } = parts.packing;
  const lane = base;
  const body = new Body(1);
  const record = body.local();
  const status = body.local();
  const taken = body.local();
  const block = body.local();
  const end = body.local();
  const tries = body.local();
  const log = body.local();
  const table = loadTable(body);
  const triesBytes = parts.mostSuccessors * tryBytes;

  body.get(lane).set(block);
  pushLog(body, setting).set(log);
  body.get(block).number(thread.tries).op(op.add).set(tries);
  area(body, block, 'at').set(record);
  const filled = body.block();
  /** Leaves unless there is room for what all records of the batch may need. */
  const room = (next: keyof typeof areaWord, end: keyof typeof areaWord, needed: number, why: number) => {
    area(body, block, end);
    area(body, block, next).op(op.sub).get(taken).number(needed).op(op.mul).op(op.ltU).if();
    // A batch that asked for more than it will use is none of the caller's trouble.
    body.number(goesOn).number(why).get(taken).number(1).op(op.gtU).op(op.select).set(status);
    body.br(filled).end();
  };
  const note = (word: keyof typeof laneWord, push: () => void) => {
    body.get(lane);
    push();
    body.memory(word === 'hash' ? 'store64' : 'store', laneWord[word]);
  };
  const each = body.loop();
  body.number(Status.done).set(status).get(record);
  area(body, block, 'end').op(op.geU).brIf(filled);
  body.get(taken).number(1).op(op.add).set(taken);
  room('outAt', 'outEnd', parts.mostSuccessors * recordBytes, Status.room);
  room('nextNumber', 'lastNumber', parts.mostSuccessors, Status.room);
  room('eventAt', 'eventEnd', parts.eventRoom, Status.events);

  emitUnpack(body, setting, parts.packing, record);
  note('record', () => body.get(record));
  note('able', () => body.number(0));
  note('pruned', () => body.number(0));
  note('triesEnd', () => body.get(tries));
  note('hash', () => body.get(record).memory('load64', 0));
  body.get(tries).number(triesBytes).op(op.add).set(tries);
  body.get(record).number(recordBytes).op(op.add).set(record);
  body.number(goesOn).set(status).get(lane).number(thread.laneBytes).op(op.add).tee(lane);
  pushLanesEnd(body, block, thread.laneBytes).op(op.ltU).brIf(each);
  body.end().end();

  body.get(lane).set(end);
  emitTries(setting, parts.actors, parts.symmetry, body, { block, end, log });
  body.global(setting.missingGlobal).if();
  body.number(0).setGlobal(setting.missingGlobal).number(Status.missing).set(status).end();
  emitSift(setting, body, { block, end, table }, triesBytes, parts.all);
  body.get(end).get(status);
  return body;
}
