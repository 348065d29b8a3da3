// Which of the tasks that can run are enough: the smallest persistent set by closure (reduce/plan.ts says what makes one).
//
// Promises: follows the plan's tables and nothing else; among sets of the same size the one of the first seed. All
// that can run, where no smaller set is found. Only for machines without store buffers.

import type { PersistentSets } from '../reduce/plan.ts';
import { Body } from './body.ts';
import type { Setting } from './frame.ts';
import { op, type } from './opcodes.ts';

/** Addresses of the tables, by task where it is a list: 4 bytes for each place. */
export interface SetTables {
  readonly matrix: number;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly locks: readonly number[];
  readonly optional: readonly number[];
}

/** The tables of a plan one behind the other, and where each begins if the first is at `from`. */
export function setTables(
  sets: PersistentSets,
  from: number,
): { readonly at: SetTables; readonly bytes: Int32Array<ArrayBuffer> } {
  const words: number[] = [];
  const put = (list: ArrayLike<number>): number => {
    const at = from + 4 * words.length;
    for (let index = 0; index < list.length; index++) words.push(list[index] as number);
    return at;
  };
  const { rows, columns, lockSlots, optional, matrix } = sets;
  const at = {
    rows: rows.map((list) => put(list.map((row) => 4 * row * sets.wordsPerRow))),
    columns: columns.map(put),
    locks: lockSlots.map(put),
    optional: optional.map(put),
    matrix: put(matrix),
  };
  return { at, bytes: Int32Array.from(words) };
}

export const chooseSignature = { takes: [type.i32, type.i32], gives: [type.i32] } as const;
export const maskSignature = chooseSignature;

/** (block, bits of those that can run) -> bits of the tasks that the step of `task` may have a conflict with. */
export function maskBody({ layout, thread }: Setting, tables: SetTables, task: number): Body {
  const [block, able] = [0, 1];
  const body = new Body(2);
  const row = body.local();
  const column = body.local();
  const lock = body.local();
  const pushPlace = (of: number) =>
    body
      .get(block)
      .memory('load', thread.vector + 4 * (layout.placeSlots[of] as number))
      .number(2)
      .op(op.shl);

  body
    .get(able)
    .number(1 << task)
    .op(op.and)
    .op(op.eqz)
    .if();
  pushPlace(task);
  body
    .memory('load', tables.locks[task] as number)
    .tee(lock)
    .number(0)
    .op(op.geS)
    .if();
  body.get(block).get(lock).number(2).op(op.shl).op(op.add).memory('load', thread.vector).tee(lock).if();
  // Taken: it waits for the holder, if that is a task, and not for itself.
  body.get(lock).number(1).op(op.sub).tee(lock).number(layout.tasks.length).op(op.ltU).if(type.i32);
  body
    .number(1)
    .get(lock)
    .op(op.shl)
    .number(~(1 << task))
    .op(op.and);
  body.else().number(0).end().op(op.return);
  body.end().end().end();

  pushPlace(task);
  body
    .memory('load', tables.rows[task] as number)
    .number(tables.matrix)
    .op(op.add)
    .set(row);
  body.number(0);
  layout.tasks.forEach((_, other) => {
    if (other === task) return;
    pushPlace(other);
    body.memory('load', tables.columns[other] as number).tee(column);
    body.number(5).op(op.shrU).number(2).op(op.shl).get(row).op(op.add).memory('load', 0);
    body.get(column).op(op.shrU).number(1).op(op.and).number(other).op(op.shl).op(op.or);
  });
  return body;
}

/** (block, bits of those that can run) -> bits of those that are enough. `masks`: index in the function table of the first task's mask. */
export function chooseBody(
  { layout, thread }: Setting,
  tables: SetTables,
  signature: number,
  masks: number,
): Body {
  const [block, able] = [0, 1];
  const body = new Body(2);
  const best = body.local();
  const size = body.local();
  const count = body.local();
  const known = body.local();
  const set = body.local();
  const open = body.local();
  const task = body.local();
  const mask = body.local();
  const pushMaskAt = () => body.get(block).get(task).number(2).op(op.shl).op(op.add);

  body.get(able).tee(best).op(op.popcnt).set(size);
  const done = body.block();
  layout.tasks.forEach(({ placeSlot }, seed) => {
    body.get(size).number(2).op(op.ltS).brIf(done);
    const next = body.block();
    body
      .get(able)
      .number(1 << seed)
      .op(op.and)
      .op(op.eqz)
      .brIf(next);
    body
      .get(block)
      .memory('load', thread.vector + 4 * placeSlot)
      .number(2)
      .op(op.shl);
    body.memory('load', tables.optional[seed] as number).brIf(next);
    body
      .number(1 << seed)
      .tee(set)
      .set(open);
    const grow = body.loop();
    body.get(open).op(op.ctz).set(task);
    body.get(known).get(task).op(op.shrU).number(1).op(op.and).if();
    pushMaskAt().memory('load', thread.masks).set(mask);
    body.else();
    body.get(block).get(able).get(task).number(masks).op(op.add).callIndirect(signature).set(mask);
    pushMaskAt().get(mask).memory('store', thread.masks);
    body.get(known).number(1).get(task).op(op.shl).op(op.or).set(known);
    body.end();
    body.get(open).get(open).number(1).op(op.sub).op(op.and);
    body.get(mask).get(set).number(-1).op(op.xor).op(op.and).op(op.or).set(open);
    body.get(set).get(mask).op(op.or).tee(set).get(able).op(op.and).op(op.popcnt).tee(count);
    body.get(size).op(op.geS).brIf(next);
    body.get(open).brIf(grow);
    body.end();
    body.get(set).get(able).op(op.and).set(best).get(count).set(size);
    body.end();
  });
  body.end();
  body.get(best);
  return body;
}
