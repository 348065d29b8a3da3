// Pass 1 of a record: every step from the state is done and taken back, and what came out is remembered.
//
// Promises: actors ascending, alternatives ascending, as plain search; blocked and pruned steps leave no entry.

import { encodeChoice } from '../explore/path.ts';
import type { TaskLayout } from '../machine/layout.ts';
import { StepCode } from '../machine/machine.ts';
import type { Body, Label } from './body.ts';
import { differenceLocals, Mark, mostWords, wordBytes } from './difference.ts';
import { base, type RefusalCode, type Setting } from './frame.ts';
import { placeSteps } from './in-place.ts';
import { codeMask } from './instruction.ts';
import { pushHindrance } from './look.ts';
import { op, type } from './opcodes.ts';
import { emitUndo } from './record.ts';
import { laneWord } from './room.ts';
import { frameFor } from './step.ts';
import { openTerms, type Symmetry, type Terms } from './symmetry.ts';
import { readSlot } from './write.ts';

/** Words of an entry, in bytes. */
export const entry = {
  /** 0 where it is 0: 1 stands for that in tables only. */
  fingerprint: 0,
  word: 8,
  choice: 16,
  result: 20,
  /** Index in the function table of the step, to do it again. */
  step: 24,
  tableAt: 28,
  /** Address of the lane of the record; 0 behind the last entry of a batch. */
  lane: 32,
  /** See `Mark`, and what the step changed; only where steps leave that. */
  marks: 36,
  difference: 40,
} as const;
export const tryBytes = entry.difference + wordBytes * mostWords;

/** How a task is asked for its steps. */
export interface Actor {
  /** Index in the function table of its step at place 0. */
  readonly steps: number;
  /** The same of steps that are only tried: dry where that can be. */
  readonly tries: number;
  /** By place: the block that begins a step that is tried in place; undefined where a function does it. */
  readonly inPlace: readonly (number | undefined)[];
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
  /** Before the code of a step is written: what it reports gets its numbers. */
  begin(task: number, block: number): void;
}

/** Locals of the function that does it. */
export interface TriesLocals {
  /** The first lane, and the first that has no record: lowered to one with a step that the module has not. */
  readonly block: number;
  readonly end: number;
  /** The undo log. */
  readonly log: number;
}

/**
 * Every step of the states in the lanes, task by task: in neighbouring records most tasks stand at the same place, so that the
 * processor foresees where the code goes on.
 */
export function emitTries(
  setting: Setting,
  actors: Actors,
  symmetry: Symmetry | undefined,
  body: Body,
  { block, end, log }: TriesLocals,
): void {
  const { layout, thread } = setting;
  const lane = base;
  const frame = frameFor(setting, body, undefined, () => undefined);
  const place = body.local();
  const alternative = body.local();
  const result = body.local();
  const undo = body.local();
  const at = body.local();
  const hash = body.local(type.i64);
  const after = body.local(type.i64);
  const difference = setting.differences && differenceLocals(body, setting.differences);
  const missed = body.local();
  const inPlace = placeSteps(setting, actors, body, {
    place,
    alternative,
    log,
    hash,
    result,
    after,
    difference,
  });
  const note = (word: 'able' | 'pruned', actor: number) => {
    body.get(lane).get(lane).memory('load', laneWord[word]);
    body
      .number(1 << actor)
      .op(op.or)
      .memory('store', laneWord[word]);
  };

  /** One step and what came of it; leaves `skip` where it is blocked. `task`: where steps may be done in place. */
  const attempt = (
    { actor, terms }: Turn,
    skip: Label,
    pushStep: () => void,
    pushTry = pushStep,
    task: Actor | undefined = undefined,
  ) => {
    const done = body.block();
    const refuse = (code: RefusalCode) => {
      if (code === StepCode.pruned) {
        note('able', actor);
        note('pruned', actor);
      }
      body.br(code === StepCode.pruned ? done : skip);
    };
    inPlace(actor, task?.inPlace ?? [], refuse, () => {
      body.get(lane).get(alternative);
      body.get(log).get(hash);
      pushTry();
      body.callIndirect(actors.signature).set(result).set(after);
      terms?.after(actor, after);
      emitUndo(body, setting, undo, log);
      body.get(result).number(codeMask).op(op.and).tee(undo).number(StepCode.blocked).op(op.eq).brIf(skip);
      body.get(undo).number(StepCode.pruned).op(op.eq).if();
      refuse(StepCode.pruned);
      body.end();
    });
    note('able', actor);
    body.get(lane).memory('load', laneWord.triesEnd).tee(at);
    body.get(after).memory('store64', entry.fingerprint);
    body.get(at).get(alternative).number(encodeChoice(actor, 0)).op(op.or).memory('store', entry.choice);
    body.get(at).get(result).memory('store', entry.result);
    body.get(at).get(lane).memory('store', entry.lane);
    body.get(at);
    pushStep();
    body.memory('store', entry.step);
    if (difference) {
      // What is reported is done again, to say it.
      body.get(at).get(difference.marks).number(Mark.odd).number(0).get(result).op(op.select);
      body.op(op.or).memory('store', entry.marks);
    }
    difference?.words.forEach((word, index) => {
      body
        .get(at)
        .get(word)
        .memory('store64', entry.difference + wordBytes * index);
    });
    body.get(lane).get(at).number(tryBytes).op(op.add).memory('store', laneWord.triesEnd);
    body.end();
  };

  /** Each alternative of one actor's step. */
  const taskTurn = (turn: Turn) => {
    const { steps, tries, chain, alternatives } = actors.tasks[turn.actor] as Actor;
    const { placeSlot } = layout.tasks[turn.actor] as TaskLayout;
    const skip = body.block();
    readSlot(frame, placeSlot);
    body.tee(place).op(op.eqz).brIf(skip);
    if (pushHindrance(frame, turn.actor)) body.brIf(skip);
    const once = () => {
      const pushFrom = (first: number) => () => body.get(place).number(first).op(op.add);
      if (chain !== undefined) attempt(turn, skip, () => body.number(chain));
      else attempt(turn, skip, pushFrom(steps), pushFrom(tries), actors.tasks[turn.actor]);
    };
    if (alternatives === undefined) {
      once();
      body.end();
      return;
    }
    const again = body.loop();
    once();
    body.get(alternative).number(1).op(op.add).tee(alternative);
    body.get(place).number(1).op(op.shl).memory('load16U', alternatives).op(op.ltU).brIf(again);
    body.end();
    body.end();
    body.number(0).set(alternative);
  };
  const bufferTurn = (turn: Turn, { slot, step }: Actors['buffers'][number]) => {
    const skip = body.block();
    readSlot(frame, slot);
    body.op(op.eqz).brIf(skip);
    const again = body.loop();
    attempt(turn, skip, () => body.number(step));
    body.get(alternative).number(1).op(op.add).set(alternative).br(again);
    body.end();
    body.end();
    body.number(0).set(alternative);
  };
  const taskCount = actors.tasks.length;
  const all = [...Array(taskCount + actors.buffers.length).keys()];
  // What equal tasks are is found out once for a record.
  for (const turns of symmetry ? [all] : all.map((actor) => [actor])) {
    body.get(block).set(lane);
    const over = body.block();
    const each = body.loop();
    body.get(lane).get(end).op(op.geU).brIf(over);
    body.get(lane).memory('load64', laneWord.hash).set(hash);
    const terms = symmetry && openTerms(body, symmetry, hash);
    for (const actor of turns) {
      const buffer = actors.buffers[actor - taskCount];
      if (buffer) bufferTurn({ actor, terms }, buffer);
      else taskTurn({ actor, terms });
    }
    body.global(setting.missingGlobal).if();
    // The turns of the others come still, up to this lane.
    body.number(0).setGlobal(setting.missingGlobal).number(1).set(missed);
    body.get(lane).set(end).br(over).end();
    body.get(lane).number(thread.laneBytes).op(op.add).set(lane).br(each);
    body.end().end();
  }
  body.get(missed).setGlobal(setting.missingGlobal);
}

/** `actor` as in choices: a task, or behind them a buffer. */
interface Turn {
  readonly actor: number;
  readonly terms: Terms | undefined;
}
