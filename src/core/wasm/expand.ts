// The loop over records, batch by batch: pass 1 of all, then pass 2 of each: what comes out is inserted, and it is judged.
//
// Promises: records and their successors in order, as if there were no batches; stops between two records only, and
// says why; counters of a record that must be done again are not counted twice.

import { taskShift } from '../explore/path.ts';
import { StepCode } from '../machine/machine.ts';
import { emitLanes, goesOn } from './batch.ts';
import { Body, type Label } from './body.ts';
import type { Setting } from './frame.ts';
import { Outcome } from './insert.ts';
import { areaWord, Status, sharedAt, sharedWord } from './memory-map.ts';
import { op, type } from './opcodes.ts';
import { emitForget, emitMet } from './recent.ts';
import { laneWord } from './room.ts';
import { newsBytes } from './sift.ts';
import { emitWanted } from './table.ts';
import { entry, tryBytes } from './tries.ts';

export interface ExpandParts {
  /** Pass 1, see batch.ts. */
  readonly batch: number;
  readonly insert: number;
  readonly judge: number;
  readonly recordBytes: number;
  readonly mostSuccessors: number;
  /** (lane, bits of those that can run) -> those that are enough; undefined where all are taken. */
  readonly choose: number | undefined;
}

export const statusSignature = { takes: [], gives: [type.i32] } as const;

export function expandBody(setting: Setting, parts: ExpandParts): Body {
  const body = new Body(0);
  const block = body.local();
  const filled = body.local();
  const status = body.local();
  body.global(setting.threadGlobal).set(block);
  emitLanes(setting, body, block, parts.recordBytes);
  const each = body.loop();
  body
    .number(0)
    .atomic('load', sharedAt + 4 * sharedWord.stop)
    .if();
  body.number(Status.stopped).op(op.return).end();
  body.get(block).call(parts.batch).set(status).set(filled);
  emitSettle(setting, parts, body, block, filled);
  body.get(status).number(goesOn).op(op.eq).brIf(each).end();
  body.get(status);
  return body;
}

/** Pass 2 of the records in the lanes up to the one in the local `filled`. */
function emitSettle(setting: Setting, parts: ExpandParts, body: Body, block: number, filled: number): void {
  const { thread } = setting;
  const lane = body.local();
  const record = body.local();
  const first = body.local();
  const next = body.local();
  const tries = body.local();
  const at = body.local();
  const outcome = body.local();
  const done = body.local();
  const able = body.local();
  const chosen = body.local();
  const fresh = body.local();
  const ends = body.local();

  /** The entries of the chosen ones, in order. */
  const insertAll = () => {
    body.get(first).set(next);
    const inserted = body.block();
    const each = body.loop();
    body.get(next).memory('load', 0).tee(at).memory('load', entry.lane);
    body.get(lane).op(op.ne).brIf(inserted);
    const settled = body.block();
    if (parts.choose !== undefined) {
      body.get(chosen).get(at).memory('load', entry.choice).number(taskShift).op(op.shrU).op(op.shrU);
      body.number(1).op(op.and).op(op.eqz).brIf(settled);
      emitKnown(body, thread, block, at, done, settled);
    }
    body.get(lane).get(at).get(record).get(block).call(parts.insert).tee(outcome);
    body.number(Outcome.misfit).op(op.geU).if();
    body
      .number(Status.misfit)
      .number(Status.full)
      .get(outcome)
      .number(Outcome.misfit)
      .op(op.eq)
      .op(op.select);
    emitForget(body, thread, block);
    body.op(op.return).end();
    if (parts.choose !== undefined) {
      body.get(done).number(1).op(op.add).set(done);
      body.get(fresh).get(outcome).number(Outcome.fresh).op(op.eq).op(op.or).set(fresh);
      body.get(ends).get(outcome).number(Outcome.ends).op(op.eq).op(op.or).set(ends);
    }
    body.end();
    body.get(next).number(newsBytes).op(op.add).set(next).br(each);
    body.end().end();
  };

  body.get(block).set(lane);
  body.get(block).number(thread.news).op(op.add).set(first);
  body.get(block).number(thread.tries).op(op.add).set(tries);
  const settled = body.block();
  const each = body.loop();
  body.get(lane).get(filled).op(op.eq).brIf(settled);
  body.get(lane).memory('load', laneWord.record).set(record);
  body.get(lane).memory('load', laneWord.able).set(able);
  if (parts.choose === undefined) {
    // All that were tried count, also those that were sifted out.
    body.get(lane).memory('load', laneWord.triesEnd).get(tries).op(op.sub);
    body.number(tryBytes).op(op.divU).set(done);
    insertAll();
  } else {
    body.number(0).set(done).number(0).set(fresh).number(0).set(ends);
    body.get(lane).get(able).call(parts.choose).set(chosen);
    insertAll();
    // Nothing new, or something that ends a run: what the others do must be seen here.
    body.get(fresh).op(op.eqz).get(ends).op(op.or);
    body.get(lane).memory('load', laneWord.pruned).get(chosen).op(op.and).op(op.or);
    body.number(0).get(able).get(chosen).op(op.ne).op(op.select).if();
    body.get(able).get(chosen).op(op.xor).set(chosen);
    insertAll();
    body.end();
  }

  body.get(lane).get(record).get(able).get(block).call(parts.judge);
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
  body.get(next).set(first);
  body
    .get(tries)
    .number(parts.mostSuccessors * tryBytes)
    .op(op.add)
    .set(tries);
  body.get(lane).number(thread.laneBytes).op(op.add).set(lane).br(each);
  body.end().end();
}

/** Most that were not met lately are known as well, and at the first place where one looks: such an entry is only counted. */
function emitKnown(
  body: Body,
  thread: Setting['thread'],
  block: number,
  at: number,
  done: number,
  next: Label,
): void {
  const wanted = body.local(type.i64);
  emitWanted(body, () => body.get(at).memory('load64', entry.fingerprint), wanted);
  body.get(wanted).get(at).memory('load64', entry.word).op(op.eq64);
  body.get(at).memory('load', entry.result).number(StepCode.ok).op(op.eq).op(op.and).if();
  emitMet(body, thread, block, wanted);
  body.get(done).number(1).op(op.add).set(done).br(next).end();
}
