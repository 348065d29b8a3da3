// Pass 2: one entry of pass 1 goes to the visited set; what is new is done again, judged, numbered and written down.
//
// Promises: an entry of the visited set is made only when the record fits; whoever makes it writes the state down, so
// that with several threads each state has one number. Events come in the order in which plain search would judge.

import { StepCode } from '../machine/machine.ts';
import { Body } from './body.ts';
import { emitApply, emitWatched, Mark } from './difference.ts';
import { base, pushLog, type Setting } from './frame.ts';
import { codeBits, codeMask } from './instruction.ts';
import { areaWord, EventKind, eventBytes, logEntryBytes, type Packing } from './memory-map.ts';
import { emitFirstDiscontent } from './met.ts';
import { op, type } from './opcodes.ts';
import { emitMet } from './recent.ts';
import { emitPack, emitUndo } from './record.ts';
import { emitNextEntry, emitWanted, loadTable, pushIsAlone, pushTableAddress } from './table.ts';
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
  readonly packing: Packing;
  /** Not all entries of a batch come here: only those that did were met. */
  readonly all: boolean;
  /** Function by property. */
  readonly routines: ReadonlyMap<number, number>;
  /** Index of the first `always`/`never` that is violated. */
  readonly check: number;
  /** The same for the state under other names, where that can be another property. */
  readonly renamedChecks: readonly number[];
}

export const insertSignature = {
  takes: [type.i32, type.i32, type.i32, type.i32],
  gives: [type.i32],
} as const;

/** (lane with the record's state, entry, record, block) -> an Outcome. */
export function insertBody(setting: Setting, parts: InsertParts): Body {
  const [lane, at, record, block] = [base, 1, 2, 3];
  const { room, graph, thread, differences } = setting;
  const body = new Body(4);
  const result = body.local();
  const address = body.local();
  const home = body.local();
  const number = body.local();
  const violated = body.local();
  const out = body.local();
  const watched = body.local();
  const marks = body.local();
  const log = body.local();
  const undo = body.local();
  const left = body.local();
  const found = body.local(type.i64);
  const wanted = body.local(type.i64);
  const raw = body.local(type.i64);
  const pushParent = () => body.get(record).memory('load', 8);
  const table = loadTable(body);
  const next = () =>
    emitNextEntry(
      body,
      address,
      home,
      () => body.get(table.at),
      () => body.get(table.mask),
    );
  /** Does the step, and pushes what it gives. */
  const pushStep = () => {
    body.get(lane).get(at).memory('load', entry.choice).number(1023).op(op.and);
    pushLog(body, setting).get(record).memory('load64', 0);
    return body.get(at).memory('load', entry.step).callIndirect(parts.stepSignature);
  };

  // What the step reports, if it is new.
  body.get(at).memory('load', entry.result).tee(result).number(StepCode.finding).op(op.geU).if();
  const told = body.block();
  const pushNumber = () => body.get(result).number(codeBits).op(op.shrU).tee(number);
  pushNumber().op(op.eqz).brIf(told);
  body.get(number).memory('load8U', room.met).if();
  // Told since pass 1. A step that warns of it may have more to warn of.
  body.get(result).number(codeMask).op(op.and).number(StepCode.warned).op(op.ne).brIf(told);
  pushStep().set(result).op(op.drop).get(lane).call(parts.undo);
  pushNumber().op(op.eqz).brIf(told);
  body.end();
  body.get(number).number(1).memory('store8', room.met);
  emitEvent(
    body,
    block,
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
  body.end();
  body.get(result).number(codeMask).op(op.and).number(StepCode.finding).op(op.eq).if();
  body.number(Outcome.ends).op(op.return).end();
  body.end();

  emitWanted(body, () => body.get(at).memory('load64', entry.fingerprint), wanted);
  body.get(at).memory('load', entry.tableAt).set(address);
  pushTableAddress(body, () => body.get(wanted), table);
  body.set(home);
  body.get(at).memory('load64', entry.word).set(found);
  body.number(longestProbe).set(left);
  const isNew = body.block();
  const probe = body.loop();
  body.get(found).op(op.eqz64).if();
  // An entry that pass 1 made since it was looked at?
  body.get(address).atomic('load64', 0).tee(found).op(op.eqz64).brIf(isNew);
  body.end();
  body.get(found).get(wanted).op(op.eq64).if();
  if (parts.all) emitMet(body, thread, block, wanted);
  body.number(Outcome.known).op(op.return).end();
  next();
  body.get(left).number(1).op(op.sub).tee(left).op(op.eqz).if();
  body.number(Outcome.full).op(op.return).end();
  body.get(address).atomic('load64', 0).set(found).br(probe);
  body.end().op(op.unreachable);
  body.end();

  // Nobody has it.
  body
    .get(block)
    .memory('load', 4 * areaWord.outAt)
    .set(out);
  if (differences) {
    body.get(at).memory('load', entry.marks).tee(marks).number(Mark.odd).op(op.and).op(op.eqz).if();
    emitApply(body, differences, {
      parent: record,
      record: out,
      words: at,
      offset: entry.difference,
    });
    body.get(at).memory('load64', entry.fingerprint).set(raw);
    body.get(marks).number(Mark.watched).op(op.and).set(watched);
    // Nothing is to be taken back.
    pushLog(body, setting).setGlobal(setting.logEndGlobal);
    body.else();
  }
  // The same step once more, and this time the state stays for a while.
  pushStep().op(op.drop).set(raw);
  emitPack(body, setting, parts.packing, { parent: record, record: out, watched }, () =>
    body.get(lane).call(parts.undo).number(Outcome.misfit).op(op.return),
  );
  if (differences) body.end();
  const taken = body.block();
  pushIsAlone(body).if();
  body.get(address).get(wanted).memory('store64', 0).br(taken).end();
  const race = body.loop();
  body.get(address).long(0n).get(wanted).atomic('compareExchange64', 0).tee(found).op(op.eqz64).brIf(taken);
  body.get(found).get(wanted).op(op.eq64).if();
  body.get(lane).call(parts.undo).number(Outcome.known).op(op.return).end();
  next();
  body.get(left).number(1).op(op.sub).tee(left).op(op.eqz).if();
  body.get(lane).call(parts.undo).number(Outcome.full).op(op.return).end();
  body.br(race).end().op(op.unreachable);
  body.end();

  if (parts.all) emitMet(body, thread, block, wanted);
  emitRegister(body, block, pushParent, () => body.get(at).memory('load', entry.choice), number);
  // Where no word changed that a property looks at, all are as content as they were.
  body.get(watched).if();
  if (differences) emitWatched(body, thread, differences, out);
  graph.properties.forEach(({ kind }, property) => {
    const routine = parts.routines.get(property);
    if (kind !== 'cost' || routine === undefined) return;
    emitFirstDiscontent(body, room, { property, routine }, lane, () =>
      emitEvent(
        body,
        block,
        () => body.number(EventKind.cost),
        () => body.get(number),
        () => body.number(-1),
        () => body.number(property),
      ),
    );
  });
  body.get(lane).call(parts.check).tee(violated).number(0).op(op.geS).if();
  const tell = () => {
    body.get(violated).memory('load8U', room.met).op(op.eqz).if();
    body.get(violated).number(1).memory('store8', room.met);
    emitEvent(
      body,
      block,
      () => body.number(EventKind.violated),
      () => body.get(number),
      () => body.number(-1),
      () => body.get(violated),
    );
    body.end();
  };
  tell();
  for (const check of parts.renamedChecks) {
    body.get(lane).call(check).set(violated);
    tell();
  }
  if (differences) emitWatched(body, thread, differences, record);
  body.get(lane).call(parts.undo).number(Outcome.ends).op(op.return).end();
  if (differences) emitWatched(body, thread, differences, record);
  body.end();

  emitKeep(body, block, () => body.get(raw), number, parts.packing.recordBytes);
  pushLog(body, setting).set(log);
  emitUndo(body, setting, undo, log);
  body.number(Outcome.fresh);
  return body;
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

export function emitEvent(body: Body, block: number, ...parts: readonly (() => void)[]): void {
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
