// A piece of control flow that runs at once, as the body of one JavaScript function: from an entry block to the
// blocks that begin a step, to `end`, or to `return`.
//
// A block with one way in is written where control comes from; one with several, or that a loop comes back to, is
// a case of a switch in a loop. Promises: every back edge costs fuel, so no body runs for ever.

import { assertNever } from '../base/assert.ts';
import type { CodeBlock, Exit, Value } from '../language/lower/graph.ts';
import { successors } from '../language/lower/read-graph.ts';
import type { CodeContext } from './emit-code.ts';
import { emitInstruction } from './emit-code.ts';
import { leave } from './emit-parts.ts';
import { emitTest } from './emit-value.ts';

/** Rounds of private loops inside one step. */
export const fuelRounds = 10_000;
/** A loop that fills the log beyond this is out of fuel too, however few its rounds. */
export const logLimit = 1 << 22;
/** Longer chains of blocks than this start a new case: this emitter recurses, and so do parsers of JavaScript. */
const longestChain = 48;

export interface RegionExits {
  /** Control reaches a block that begins a step. */
  step(block: number): string;
  end(): string;
  return(value: Value): string;
}

export interface Region {
  readonly entry: number;
  /** Blocks that belong to it, the entry first. */
  readonly blocks: readonly number[];
  /** Targets that control can reach in more than one way. */
  readonly merges: ReadonlySet<number>;
  /** `from * blocks.length + to` of the edges that go back in a loop. */
  readonly backEdges: ReadonlySet<number>;
}

export function regionFrom(blocks: readonly CodeBlock[], entry: number): Region {
  const order: number[] = [];
  const merges = new Set<number>();
  const backEdges = new Set<number>();
  const state = new Map<number, 'open' | 'closed'>();
  // Depth first, with a stack of its own: an edge to an open block closes a loop.
  const stack: { block: number; next: number; to: readonly number[] }[] = [];
  const enter = (block: number) => {
    state.set(block, 'open');
    order.push(block);
    stack.push({ block, next: 0, to: inside(blocks, block) });
  };
  enter(entry);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const to = top.to[top.next];
    if (to === undefined) {
      state.set(top.block, 'closed');
      stack.pop();
      continue;
    }
    top.next += 1;
    const seen = state.get(to);
    if (seen === undefined) {
      enter(to);
      continue;
    }
    merges.add(to);
    if (seen === 'open') backEdges.add(top.block * blocks.length + to);
  }
  return { entry, blocks: order, merges, backEdges };
}

function inside(blocks: readonly CodeBlock[], block: number): readonly number[] {
  const exit = blocks[block]?.exit;
  return exit ? successors(exit).filter((to) => blocks[to]?.step === undefined) : [];
}

/** The body; `f` (fuel) and `b` (block) must be declared when `usesSwitch` is true. */
export function emitRegion(
  context: CodeContext,
  blocks: readonly CodeBlock[],
  region: Region,
  exits: RegionExits,
): { readonly text: string; readonly usesSwitch: boolean } {
  const cases = new Map<number, number>();
  const waiting: number[] = [];
  const caseOf = (block: number): number => {
    const known = cases.get(block);
    if (known !== undefined) return known;
    cases.set(block, cases.size);
    waiting.push(block);
    return cases.size - 1;
  };

  const jump = (from: number, to: number, depth: number): string => {
    if (blocks[to]?.step) return exits.step(to);
    const merge = region.merges.has(to);
    if (!merge && depth <= longestChain) return body(to, depth);
    const fuel = region.backEdges.has(from * blocks.length + to)
      ? `if(++f>${fuelRounds}${context.emission.logged ? `||n>${logLimit}` : ''}){${leave(context.emission, 'fuel()')}}`
      : '';
    return `${fuel}b=${caseOf(to)};continue;`;
  };
  const leaveBlock = (block: number, exit: Exit, depth: number): string => {
    switch (exit.kind) {
      case 'goto':
        return jump(block, exit.target, depth + 1);
      case 'branch': {
        const test = emitTest(exit.test);
        if (test === 'true') return jump(block, exit.then, depth + 1);
        if (test === 'false') return jump(block, exit.else, depth + 1);
        const yes = jump(block, exit.then, depth + 1);
        return `if(${test}){${yes}}else{${jump(block, exit.else, depth + 1)}}`;
      }
      case 'end':
        return exits.end();
      case 'return':
        return exits.return(exit.value);
      default:
        return assertNever(exit);
    }
  };
  const body = (block: number, depth: number): string => {
    const { code, exit } = blocks[block] as CodeBlock;
    const text = code.map((instruction) => emitInstruction(context, instruction)).join('');
    return text + leaveBlock(block, exit, depth);
  };

  // The entry comes first, so that it is case 0 where there are cases at all.
  caseOf(region.entry);
  const parts: string[] = [];
  for (let block = waiting.shift(); block !== undefined; block = waiting.shift()) {
    parts.push(body(block, 0));
  }
  const [only = ''] = parts;
  if (parts.length === 1 && !region.merges.has(region.entry)) return { text: only, usesSwitch: false };
  const text = parts.map((part, index) => `case ${index}:${part}`).join('');
  return { text: `for(;;)switch(b){${text}}`, usesSwitch: true };
}
