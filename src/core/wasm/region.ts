// A piece of control flow that runs at once, as structured WebAssembly; the counterpart of machine/emit-region.ts.
//
// A block with one way in is written where control comes from. Blocks with several are written once: without loops, one
// behind the other, so that control only jumps forward; with loops, as cases of a `br_table` in a loop. Promises: every
// back edge costs fuel; nesting stays below `longestChain`.

import { assertNever } from '../base/assert.ts';
import type { CodeBlock, Value } from '../language/lower/graph.ts';
import { successors } from '../language/lower/read-graph.ts';
import { fuelRounds, logLimit, type Region } from '../machine/emit-region.ts';
import type { Label } from './body.ts';
import type { Frame } from './frame.ts';
import { emitInstruction } from './instruction.ts';
import type { MemoryCode } from './memory-code.ts';
import { op } from './opcodes.ts';
import { undoBytes } from './room.ts';
import { emitValue } from './value.ts';

const longestChain = 48;
/** The machine's log counts three entries for each change, and begins with one more. */
const mostUndo = Math.floor((logLimit - 1) / 3) * undoBytes;

/** Each leaves the function. */
export interface Exits {
  step(block: number): void;
  end(): void;
  return(value: Value): void;
}

/** `fuel` is asked for where the region has loops only. */
export function emitRegion(
  frame: Frame,
  memory: MemoryCode,
  blocks: readonly CodeBlock[],
  region: Region,
  exits: Exits,
): void {
  const { body, step } = frame;
  const order = topDown(blocks, region.entry);
  const cases = startsOfCases(blocks, region, order);
  const labels = new Map<number, Label>();
  const loops = region.backEdges.size > 0;
  const fuel = loops ? body.local() : -1;
  const next = loops ? body.local() : -1;
  let again: Label = 0;

  const jump = (from: number, to: number): void => {
    if (blocks[to]?.step) {
      exits.step(to);
      return;
    }
    const label = labels.get(to);
    if (label === undefined) {
      whole(to);
      return;
    }
    if (!loops) {
      body.br(label);
      return;
    }
    if (region.backEdges.has(from * blocks.length + to)) {
      body.get(fuel).number(1).op(op.add).tee(fuel).number(fuelRounds).op(op.gtS);
      if (step) {
        body
          .get(step.log)
          .global(frame.setting.threadGlobal)
          .op(op.sub)
          .number(frame.setting.thread.log + mostUndo)
          .op(op.gtU)
          .op(op.or);
      }
      body.if();
      frame.fault();
      body.end();
    }
    body.number(cases.indexOf(to)).set(next).br(again);
  };
  const whole = (block: number): void => {
    const { code, exit } = blocks[block] as CodeBlock;
    for (const instruction of code) emitInstruction(frame, memory, instruction);
    switch (exit.kind) {
      case 'goto':
        jump(block, exit.target);
        return;
      case 'branch':
        if (exit.test.kind === 'const') {
          jump(block, exit.test.value !== 0 ? exit.then : exit.else);
          return;
        }
        emitValue(frame, exit.test);
        body.if();
        jump(block, exit.then);
        body.else();
        jump(block, exit.else);
        body.end().op(op.unreachable);
        return;
      case 'end':
        exits.end();
        return;
      case 'return':
        exits.return(exit.value);
        return;
      default:
        assertNever(exit);
    }
  };

  if (!loops) {
    for (const start of cases.slice(1).reverse()) labels.set(start, body.block());
    whole(region.entry);
    for (const start of cases.slice(1)) {
      body.end();
      whole(start);
    }
    return;
  }
  again = body.loop();
  for (const start of [...cases].reverse()) labels.set(start, body.block());
  const targets = cases.map((start) => labels.get(start) as Label);
  body.get(next).brTable([...targets, targets[0] as Label]);
  for (const start of cases) {
    body.end();
    whole(start);
  }
  body.end().op(op.unreachable);
}

/** The entry, then those with several ways in and those that would nest too deeply, so that without loops all jumps lead on. */
function startsOfCases(
  blocks: readonly CodeBlock[],
  { entry, merges }: Region,
  order: readonly number[],
): readonly number[] {
  const nesting = new Map<number, number>();
  const cases = [entry];
  for (const block of order) {
    let here = nesting.get(block) ?? 0;
    if (block !== entry && (merges.has(block) || here > longestChain)) {
      cases.push(block);
      here = 0;
    }
    for (const to of inside(blocks, block)) nesting.set(to, here + 1);
  }
  return cases;
}

/** Blocks of the region so that without loops each comes behind those that lead to it. */
export function topDown(blocks: readonly CodeBlock[], entry: number): readonly number[] {
  const finished: number[] = [];
  const seen = new Set([entry]);
  const stack = [{ block: entry, to: inside(blocks, entry), next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const to = top.to[top.next++];
    if (to === undefined) {
      finished.push(top.block);
      stack.pop();
    } else if (!seen.has(to)) {
      seen.add(to);
      stack.push({ block: to, to: inside(blocks, to), next: 0 });
    }
  }
  return finished.reverse();
}

export function inside(blocks: readonly CodeBlock[], block: number): readonly number[] {
  const exit = blocks[block]?.exit;
  return exit ? successors(exit).filter((to) => blocks[to]?.step === undefined) : [];
}
