// A block of a graph that is being written (blocks.ts).

import { assert } from '../../base/assert.ts';
import type { Draft } from './code.ts';
import type { Exit, Instruction, Register, StepSite } from './graph.ts';
import type { Known } from './known.ts';

export interface DraftBlock {
  readonly step: StepSite | undefined;
  code: Instruction[];
  exit: Exit | undefined;
  /** How many ways lead here from what is written so far; what is known then is what all of them agree on. */
  ways: number;
  known: Known;
  /** The block that runs on into this one, if that is the only way. */
  from: DraftBlock | undefined;
  entered: boolean;
  /** The block that stands for it. */
  becomes: DraftBlock | undefined;
  /** What is written later jumps back here. */
  loop: boolean;
  /** Of a loop: registers of which something was known, and that it changes as far as is seen. */
  changing: readonly Changing[];
  position: number;
}

interface Changing {
  readonly register: Register;
  /** How often it had been set. */
  readonly settings: number;
}

export function draftBlock(step: StepSite | undefined): DraftBlock {
  return {
    step,
    code: noCode,
    exit: undefined,
    ways: 0,
    known: undefined,
    from: undefined,
    entered: false,
    becomes: undefined,
    loop: false,
    changing: noChanges,
    position: -1,
  };
}

export function append(block: DraftBlock, instruction: Instruction): void {
  // Most blocks get one or two: a list that begins empty takes room for seventeen at once.
  if (block.code.length === 0) block.code = [instruction];
  else block.code.push(instruction);
}

/** The blocks that stand for all others, in the order in which they were written. `byId`: all, as exits number them. */
export function finished(written: readonly DraftBlock[], byId: readonly DraftBlock[]): Draft[] {
  let position = 0;
  for (let at = 0; at < written.length; at++) {
    const block = written[at] as DraftBlock;
    if (block.becomes === undefined) block.position = position++;
  }
  const positionOf = (target: number): number => {
    let block = byId[target] as DraftBlock;
    while (block.becomes !== undefined) block = block.becomes;
    assert(block.position >= 0, 'every block that is jumped to is written');
    return block.position;
  };
  const blocks: Draft[] = [];
  for (let at = 0; at < written.length; at++) {
    const { step, code, exit, becomes } = written[at] as DraftBlock;
    // What is left open ends the task.
    if (becomes === undefined)
      blocks.push({ step, code, exit: exit ? moved(exit, positionOf) : { kind: 'end' } });
  }
  return blocks;
}

function moved(exit: Exit, positionOf: (target: number) => number): Exit {
  if (exit.kind === 'goto') return { kind: 'goto', target: positionOf(exit.target) };
  if (exit.kind !== 'branch') return exit;
  const then = positionOf(exit.then);
  const otherwise = positionOf(exit.else);
  if (then === otherwise) return { kind: 'goto', target: then };
  return { kind: 'branch', test: exit.test, then, else: otherwise };
}

const noCode: Instruction[] = [];
const noChanges: readonly Changing[] = [];
