// What is said of a state once its steps were done: an end that `finally` is not content with, nobody able to run, an
// interrupt that would hang its CPU. The counterpart of `expanded` in core/explore/judge.ts.

import type { Graph } from '../language/lower/graph.ts';
import { slotAt } from '../machine/address-table.ts';
import type { TaskLayout } from '../machine/layout.ts';
import { Body } from './body.ts';
import type { Setting } from './frame.ts';
import { emitEvent } from './insert.ts';
import { pushHindrance } from './look.ts';
import { areaWord, EventKind } from './memory-map.ts';
import { emitFirstDiscontent } from './met.ts';
import { op, type } from './opcodes.ts';
import { stuckEntries } from './room.ts';
import { frameFor } from './step.ts';
import { readSlot } from './write.ts';

export interface JudgeParts {
  readonly routines: ReadonlyMap<number, number>;
  readonly finished: number;
  /** By interrupt's task, the place and the function that gives the value of the lock word wanted there. */
  readonly probes: ReadonlyMap<number, readonly { readonly place: number; readonly probe: number }[]>;
}

/** Numbers of things to report: properties come first, then each interrupt with each holder. */
export function interruptNumber({ properties, tasks }: Graph, task: number, holder: number): number {
  return properties.length + task * tasks.length + holder;
}

export const judgeSignature = { takes: [type.i32, type.i32, type.i32, type.i32], gives: [] } as const;

/** (lane with the record's state, record, bits of those that can run, block). */
export function judgeBody(setting: Setting, parts: JudgeParts): Body {
  const [lane, record, able, block] = [0, 1, 2, 3];
  const { graph, room } = setting;
  const body = new Body(4);
  const over = body.local();
  const pushNumber = () => body.get(record).memory('load', 8);
  const report = (kind: number, detail: () => void) =>
    emitEvent(
      body,
      block,
      () => body.number(kind),
      pushNumber,
      () => body.number(-1),
      detail,
    );

  const bitsOf = (...kinds: readonly string[]) =>
    graph.tasks.reduce((bits, { kind }, task) => (kinds.includes(kind) ? bits | (1 << task) : bits), 0);
  body.get(able).number(bitsOf('daemon')).op(op.and).op(op.eqz).get(able).op(op.eqz).op(op.or);
  // Who can run has not ended; an interrupt need not come.
  body.get(able).number(bitsOf('task', 'quiesce')).op(op.and).op(op.eqz).op(op.and);
  const finals = graph.properties.flatMap(({ kind }, property) => {
    const routine = parts.routines.get(property);
    return kind === 'finally' && routine !== undefined ? [{ property, routine }] : [];
  });
  body.if();
  body.get(lane).call(parts.finished).set(over);
  if (finals.length > 0) {
    body.get(over).if();
    body
      .get(block)
      .number(1)
      .memory('store', 4 * areaWord.sawEnd);
    for (const final of finals) {
      emitFirstDiscontent(body, room, final, lane, () =>
        report(EventKind.endViolated, () => body.number(final.property)),
      );
    }
    body.end();
  }
  body.get(able).get(over).op(op.or).op(op.eqz).if();
  emitStuck(setting, body, (hash) => report(EventKind.stuck, () => body.get(hash).op(op.wrap)));
  body.end();
  body.end();

  emitInterrupts(setting, parts, body, (task) => report(EventKind.interruptStuck, () => body.number(task)));
  return body;
}

/** Once for all states that are the same to core/explore/stuck.ts, unless two of them share an entry of the table and come by turns. */
function emitStuck(setting: Setting, body: Body, report: (hash: number) => void): void {
  const { room } = setting;
  const frame = frameFor(setting, body, undefined, () => undefined);
  const hash = body.local(type.i64);
  const at = body.local();
  body.long(1n).set(hash);
  for (const slot of decisiveSlots(setting)) {
    body.get(hash);
    readSlot(frame, slot);
    body.op(op.extendU).op(op.add64).long(0x9e3779b97f4a7c15n).op(op.mul64).tee(hash);
    body.get(hash).long(29n).op(op.shrU64).op(op.xor64).set(hash);
  }
  body
    .get(hash)
    .op(op.wrap)
    .number(stuckEntries - 1)
    .op(op.and)
    .number(3)
    .op(op.shl)
    .tee(at);
  body.memory('load64', room.stuck).get(hash).op(op.ne64).if();
  body.get(at).get(hash).memory('store64', room.stuck);
  report(hash);
  body.end();
}

/** What decides who waits for whom: places, words of CPUs, lock words; where an address is computed, every lock, or if there is none any word. */
function decisiveSlots(setting: Setting): readonly number[] {
  const { graph, layout, table } = setting;
  const locks = new Set<number>();
  let computed = false;
  for (const { blocks } of graph.tasks) {
    for (const { code } of blocks) {
      for (const instruction of code) {
        if (instruction.kind !== 'load' || instruction.access !== 'lock') continue;
        if (instruction.address.kind === 'const') locks.add(slotAt(table, instruction.address.value));
        else computed = true;
      }
    }
  }
  if (computed) for (const slot of lockWords(setting)) locks.add(slot);
  const all = [...layout.placeSlots, ...layout.cpuSlots, ...layout.bufferAt, ...locks];
  return all.filter((slot) => slot >= 0 && slot < layout.identity);
}

function lockWords({ graph, layout, table }: Setting): readonly number[] {
  const fields = graph.memory.objects.flatMap((object) =>
    object.fields.filter(({ display }) => display === 'lock'),
  );
  return fields.length > 0 ? fields.map(({ address }) => slotAt(table, address)) : [...layout.wordSlots];
}

/** The first interrupt, in task order, that could come and would wait for a lock held on its own CPU. */
function emitInterrupts(
  setting: Setting,
  { probes }: JudgeParts,
  body: Body,
  report: (task: number) => void,
): void {
  const { graph, layout, room } = setting;
  const frame = frameFor(setting, body, undefined, () => undefined);
  const holder = body.local();
  const number = body.local();
  const said = body.block();
  for (const [task, places] of probes) {
    const { placeSlot, startedOffset, graph: definition } = layout.tasks[task] as TaskLayout;
    // A lock word is the position of the holder plus one.
    const here = graph.tasks.reduce(
      (bits, { cpu }, other) => (cpu === definition.cpu ? bits | (1 << other) : bits),
      0,
    );
    const no = body.block();
    readSlot(frame, placeSlot);
    body.number(startedOffset).op(op.gtS).brIf(no);
    if (pushHindrance(frame, task)) body.brIf(no);
    for (const { place, probe } of places) {
      readSlot(frame, placeSlot);
      body.number(place).op(op.eq).if();
      body.get(0).call(probe).number(1).op(op.sub).tee(holder);
      body.number(graph.tasks.length).op(op.ltU).if();
      body.number(here).get(holder).op(op.shrU).number(1).op(op.and).if();
      body
        .number(interruptNumber(graph, task, 0))
        .get(holder)
        .op(op.add)
        .tee(number);
      body.memory('load8U', room.met).op(op.eqz).if();
      body.get(number).number(1).memory('store8', room.met);
      report(task);
      body.end();
      body.br(said).end().end().end();
    }
    body.end();
  }
  body.end();
}
