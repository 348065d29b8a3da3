// Pass 2: one entry of pass 1 goes to the visited set; what is new is done again, judged, numbered and written down.
//
// Promises: an entry of the visited set is made only when the record fits; whoever makes it writes the state down, so
// that with several threads each state has one number. Events come in the order in which plain search would judge.

import { StepCode } from '../machine/machine.ts';
import { Body } from './body.ts';
import type { Setting } from './frame.ts';
import { codeBits, codeMask } from './instruction.ts';
import { areaWord, EventKind, eventBytes, logEntryBytes } from './memory-map.ts';
import { emitFirstDiscontent } from './met.ts';
import { op, type } from './opcodes.ts';
import { emitNextEntry, pushTableWord } from './table.ts';
import { entry } from './tries.ts';

/** What became of an entry. */
export const Outcome = {
  known: 0,
  fresh: 1,
  /** A finding, or a state that is not expanded. */ ends: 2,
  misfit: 3,
  full: 4,
} as const;

/** Entries of the table that are looked at before it counts as full. */
const longestProbe = 1 << 14;

export interface InsertParts {
  readonly stepSignature: number;
  readonly undo: number;
  readonly pack: number;
  /** Function by property. */
  readonly routines: ReadonlyMap<number, number>;
  /** Index of the first `always`/`never` that is violated. */
  readonly check: number;
  readonly recordBytes: number;
}

export const insertSignature = { takes: [type.i32, type.i32, type.i32], gives: [type.i32] } as const;

/** (block, entry, record) -> an Outcome. */
export function insertBody(setting: Setting, parts: InsertParts): Body {
  const [block, at, record] = [0, 1, 2];
  const { thread, room, graph } = setting;
  const body = new Body(3);
  const result = body.local();
  const address = body.local();
  const number = body.local();
  const violated = body.local();
  const left = body.local();
  const found = body.local(type.i64);
  const wanted = body.local(type.i64);
  const raw = body.local(type.i64);
  const pushParent = () => body.get(record).memory('load', 8);

  // What the step reports, if it is new.
  body.get(at).memory('load', entry.result).tee(result).number(StepCode.finding).op(op.geU).if();
  body.get(result).number(codeBits).op(op.shrU).tee(number).if();
  body.get(number).memory('load8U', room.met).op(op.eqz).if();
  body.get(number).number(1).memory('store8', room.met);
  emitEvent(
    body,
    () =>
      body
        .number(EventKind.failed)
        .number(EventKind.warned)
        .get(result)
        .number(codeMask)
        .op(op.and)
        .number(StepCode.finding)
        .op(op.eq)
        .op(op.select),
    pushParent,
    () => body.get(at).memory('load', entry.choice),
    () => body.get(number),
  );
  body.end().end();
  body.get(result).number(codeMask).op(op.and).number(StepCode.finding).op(op.eq).if();
  body.number(Outcome.ends).op(op.return).end();
  body.end();

  body.get(at).memory('load64', entry.fingerprint).set(wanted);
  body.get(at).memory('load', entry.tableAt).set(address);
  body.get(at).memory('load64', entry.word).set(found);
  body.number(longestProbe).set(left);
  const isNew = body.block();
  const probe = body.loop();
  body.get(found).op(op.eqz64).if();
  // An entry that pass 1 made since it was looked at?
  body.get(address).atomic('load64', 0).tee(found).op(op.eqz64).brIf(isNew);
  body.end();
  body.get(found).get(wanted).op(op.eq64).if();
  body.number(Outcome.known).op(op.return).end();
  emitNext(body, address);
  body.get(left).number(1).op(op.sub).tee(left).op(op.eqz).if();
  body.number(Outcome.full).op(op.return).end();
  body.get(address).atomic('load64', 0).set(found).br(probe);
  body.end().op(op.unreachable);
  body.end();

  // Nobody has it: the same step once more, and this time the state stays for a while.
  body.get(block).get(at).memory('load', entry.choice).number(1023).op(op.and);
  body.get(block).number(thread.log).op(op.add).get(record).memory('load64', 0);
  body.get(at).memory('load', entry.step).callIndirect(parts.stepSignature).op(op.drop).set(raw);
  body
    .get(block)
    .get(record)
    .get(block)
    .memory('load', 4 * areaWord.outAt)
    .call(parts.pack)
    .op(op.eqz)
    .if();
  body.get(block).call(parts.undo).number(Outcome.misfit).op(op.return).end();
  const taken = body.block();
  const race = body.loop();
  body.get(address).long(0n).get(wanted).atomic('compareExchange64', 0).tee(found).op(op.eqz64).brIf(taken);
  body.get(found).get(wanted).op(op.eq64).if();
  body.get(block).call(parts.undo).number(Outcome.known).op(op.return).end();
  emitNext(body, address);
  body.get(left).number(1).op(op.sub).tee(left).op(op.eqz).if();
  body.get(block).call(parts.undo).number(Outcome.full).op(op.return).end();
  body.br(race).end().op(op.unreachable);
  body.end();

  emitRegister(body, block, pushParent, () => body.get(at).memory('load', entry.choice), number);
  graph.properties.forEach(({ kind }, property) => {
    const routine = parts.routines.get(property);
    if (kind !== 'cost' || routine === undefined) return;
    emitFirstDiscontent(body, room, { property, routine }, block, () =>
      emitEvent(
        body,
        () => body.number(EventKind.cost),
        () => body.get(number),
        () => body.number(-1),
        () => body.number(property),
      ),
    );
  });
  body.get(block).call(parts.check).tee(violated).number(0).op(op.geS).if();
  body.get(violated).memory('load8U', room.met).op(op.eqz).if();
  body.get(violated).number(1).memory('store8', room.met);
  emitEvent(
    body,
    () => body.number(EventKind.violated),
    () => body.get(number),
    () => body.number(-1),
    () => body.get(violated),
  );
  body.end();
  body.get(block).call(parts.undo).number(Outcome.ends).op(op.return).end();

  emitKeep(body, block, () => body.get(raw), number, parts.recordBytes);
  body.get(block).call(parts.undo).number(Outcome.fresh);
  return body;
}

function emitNext(body: Body, address: number): void {
  const table = () => pushTableWord(body, 'tableAt');
  emitNextEntry(body, address, table, () => pushTableWord(body, 'tableMask'));
}

/** A new state: counted, numbered (into the local `number`), and its log entry written. */
export function emitRegister(
  body: Body,
  block: number,
  pushParent: () => void,
  pushChoice: () => void,
  number: number,
): void {
  const word = (of: keyof typeof areaWord) => 4 * areaWord[of];
  body
    .get(block)
    .get(block)
    .memory('load64', word('states'))
    .long(1n)
    .op(op.add64)
    .memory('store64', word('states'));
  body.get(block).get(block).memory('load', word('nextNumber')).tee(number).number(1).op(op.add);
  body.memory('store', word('nextNumber'));
  const log = () => body.get(block).memory('load', word('logAt'));
  log();
  pushParent();
  body.memory('store', 0);
  log();
  pushChoice();
  body.memory('store', 4);
  body.get(block);
  log();
  body.number(logEntryBytes).op(op.add).memory('store', word('logAt'));
}

/** The record at `outAt`, whose slots are packed already, gets its head and is kept. */
export function emitKeep(
  body: Body,
  block: number,
  pushFingerprint: () => void,
  number: number,
  recordBytes: number,
): void {
  const out = () => body.get(block).memory('load', 4 * areaWord.outAt);
  out();
  pushFingerprint();
  body.memory('store64', 0);
  out();
  body.get(number).memory('store', 8);
  body.get(block);
  out();
  body
    .number(recordBytes)
    .op(op.add)
    .memory('store', 4 * areaWord.outAt);
}

export function emitEvent(body: Body, ...parts: readonly (() => void)[]): void {
  const block = 0;
  const at = () => body.get(block).memory('load', 4 * areaWord.eventAt);
  parts.forEach((push, index) => {
    at();
    push();
    body.memory('store', 4 * index);
  });
  body.get(block);
  at();
  body
    .number(eventBytes)
    .op(op.add)
    .memory('store', 4 * areaWord.eventAt);
}
