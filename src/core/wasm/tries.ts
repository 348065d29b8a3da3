// Pass 1 of a record: every step from the state is done and taken back, and what came out is remembered.
//
// Promises: actors ascending, alternatives ascending, as plain search; blocked and pruned steps leave no entry. Then
// the first table word of each entry is read, all in a row, so that the waits for memory overlap.

import { encodeChoice } from '../explore/path.ts';
import type { TaskLayout } from '../machine/layout.ts';
import { StepCode } from '../machine/machine.ts';
import { Body } from './body.ts';
import type { Setting } from './frame.ts';
import { codeMask } from './instruction.ts';
import { pushHindrance } from './look.ts';
import { op, type } from './opcodes.ts';
import { emitUndo } from './record.ts';
import { frameFor } from './step.ts';
import { pushMembers, type Symmetry } from './symmetry.ts';
import { loadTable, pushTableAddress } from './table.ts';
import { readSlot } from './write.ts';

/** Words of an entry, in bytes. */
export const entry = { fingerprint: 0, word: 8, choice: 16, result: 20, step: 24, tableAt: 28 } as const;
export const tryBytes = 32;

/** How a task is asked for its steps. */
export interface Actor {
  /** Index in the function table of its step at place 0. */
  readonly steps: number;
  /** The same of steps that are only tried: dry where that can be. */
  readonly tries: number;
  /** Index there of the function that does a step and the private ones behind it; undefined where there are none. */
  readonly chain: number | undefined;
  /** Address of its alternatives by place, 2 bytes each; undefined where there is always one. */
  readonly alternatives: number | undefined;
}

/** The tasks by number, then the buffers. */
export interface Actors {
  readonly tasks: readonly Actor[];
  readonly buffers: readonly { readonly slot: number; readonly step: number }[];
  readonly signature: number;
}

export const triesSignature = { takes: [type.i32, type.i64], gives: [type.i32] } as const;

/** (block, fingerprint) -> a bit for each actor that can run; the global says where the entries end. */
export function triesBody(
  setting: Setting,
  actors: Actors,
  endGlobal: number,
  symmetry: Symmetry | undefined,
): Body {
  const { layout, thread, logEndGlobal } = setting;
  const [block, hash] = [0, 1];
  const body = new Body(2);
  const frame = frameFor(setting, body, undefined, () => undefined);
  const able = body.local();
  const at = body.local();
  const place = body.local();
  const alternative = body.local();
  const result = body.local();
  const undo = body.local();
  const after = body.local(type.i64);
  /** The sum over all members of classes of equal tasks, and the term of each. */
  const all = body.local(type.i64);
  const terms = new Map([...(symmetry?.members.keys() ?? [])].map((task) => [task, body.local(type.i64)]));

  /** One step and what came of it; leaves `skip` where it is blocked. */
  const attempt = (actor: number, skip: number, pushStep: () => void, pushTry = pushStep) => {
    body.get(block).get(alternative).get(block).number(thread.log).op(op.add).get(hash);
    pushTry();
    body.callIndirect(actors.signature).set(result).set(after);
    if (symmetry) emitMembersAfter(body, symmetry, actor, { after, all, term: terms.get(actor) });
    emitUndo(body, thread, logEndGlobal, undo);
    body.get(result).number(codeMask).op(op.and).tee(undo).number(StepCode.blocked).op(op.eq).brIf(skip);
    body
      .get(able)
      .number(1 << actor)
      .op(op.or)
      .set(able);
    body.get(undo).number(StepCode.pruned).op(op.ne).if();
    body.get(at).get(after).get(after).op(op.eqz64).op(op.extendU).op(op.or64);
    body.memory('store64', entry.fingerprint);
    body.get(at).get(alternative).number(encodeChoice(actor, 0)).op(op.or).memory('store', entry.choice);
    body.get(at).get(result).memory('store', entry.result);
    body.get(at);
    pushStep();
    body.memory('store', entry.step);
    body.get(at).number(tryBytes).op(op.add).set(at);
    body.else();
    body
      .global(setting.prunedGlobal)
      .number(1 << actor)
      .op(op.or)
      .setGlobal(setting.prunedGlobal);
    body.end();
  };

  if (symmetry) {
    pushMembers(body, symmetry, terms);
    body.set(all);
  }
  body.number(0).setGlobal(setting.prunedGlobal);
  body.get(block).number(thread.tries).op(op.add).set(at);
  actors.tasks.forEach(({ steps, tries, chain, alternatives }, task) => {
    const { placeSlot } = layout.tasks[task] as TaskLayout;
    const skip = body.block();
    readSlot(frame, placeSlot);
    body.tee(place).op(op.eqz).brIf(skip);
    if (pushHindrance(frame, task)) body.brIf(skip);
    body.number(0).set(alternative);
    const again = body.loop();
    const pushFrom = (first: number) => () => {
      if (chain === undefined) body.get(place).number(first).op(op.add);
      else body.number(chain);
    };
    attempt(task, skip, pushFrom(steps), pushFrom(tries));
    if (alternatives !== undefined) {
      body.get(alternative).number(1).op(op.add).tee(alternative);
      body.get(place).number(1).op(op.shl).memory('load16U', alternatives).op(op.ltU).brIf(again);
    }
    body.end();
    body.end();
  });
  actors.buffers.forEach(({ slot, step }, index) => {
    const skip = body.block();
    readSlot(frame, slot);
    body.op(op.eqz).brIf(skip).number(0).set(alternative);
    const again = body.loop();
    attempt(actors.tasks.length + index, skip, () => body.number(step));
    body.get(alternative).number(1).op(op.add).set(alternative).br(again);
    body.end();
    body.end();
  });
  body.get(at).setGlobal(endGlobal);

  emitTouch(body, setting, endGlobal, at);
  body.get(able);
  return body;
}

/** Adds to the fingerprint behind a step what belongs to members: of the others it is what it was before. */
function emitMembersAfter(
  body: Body,
  { members, locks }: Symmetry,
  actor: number,
  { after, all, term }: { readonly after: number; readonly all: number; readonly term: number | undefined },
): void {
  const block = 0;
  body.get(after).get(all).op(op.add64).get(block).call(locks).op(op.add64);
  const own = members.get(actor);
  if (own !== undefined && term !== undefined) {
    body.get(block).call(own).op(op.add64).get(term).op(op.sub64);
  }
  body.set(after);
}

function emitTouch(body: Body, { thread }: Setting, endGlobal: number, at: number): void {
  const block = 0;
  const table = loadTable(body);
  const address = body.local();
  body.get(block).number(thread.tries).op(op.add).set(at);
  const done = body.block();
  const each = body.loop();
  body.get(at).global(endGlobal).op(op.geU).brIf(done);
  body.get(at);
  pushTableAddress(body, () => body.get(at).memory('load64', entry.fingerprint), table);
  body.tee(address).memory('store', entry.tableAt);
  body.get(at).get(address).memory('load64', 0).memory('store64', entry.word);
  body.get(at).number(tryBytes).op(op.add).set(at).br(each);
  body.end().end();
}
