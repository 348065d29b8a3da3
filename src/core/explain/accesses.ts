// Which words a step touches in a given state: its code gone through by hand, on a copy of the state.
//
// Ghosts and conditions that ride along with a step are no accesses of its own, but where it waits for its condition.
// A store that goes into a buffer is a write of the buffer's step, where it becomes visible. Promises: what is missing
// or too much only makes an explanation poorer; no verdict depends on it.

import { assert } from '../base/assert.ts';
import type { Access, CodeBlock, Instruction, Value } from '../language/lower/graph.ts';
import { evaluateBinary, evaluateUnary } from '../language/lower/value.ts';
import type { Layout } from '../machine/layout.ts';
import type { Machine, VectorLayout } from '../machine/machine.ts';
import { bufferSlots } from '../machine/store-buffer.ts';
import type { Choice } from '../schedule/schedule.ts';

export interface Accesses {
  /** Addresses of words. */
  readonly reads: ReadonlySet<number>;
  readonly writes: ReadonlySet<number>;
}

export type Watch = (state: Int32Array, choice: Choice) => Accesses;

/** Blocks in one step; loops that touch nothing can be long. */
const mostBlocks = 2000;

export function watchAccesses(machine: Machine): Watch {
  const { layout, graph } = machine;
  assert(isWhole(layout), 'a compiled machine knows where its registers are');
  const slots = new Map(
    graph.memory.words.map(({ address }, at) => [address, layout.wordSlots[at] as number]),
  );
  const scratch = new Int32Array(layout.length);
  let registers = new Int32Array(0);

  const evaluate = (value: Value): number => {
    switch (value.kind) {
      case 'const':
        return value.value;
      case 'register':
        return registers[value.register] as number;
      case 'unary':
        return evaluateUnary(value.op, evaluate(value.operand));
      case 'binary':
        return evaluateBinary(value.op, evaluate(value.left), evaluate(value.right)) | 0;
      case 'valid':
        return 1;
    }
  };
  const read = (address: number, size: number, signed: boolean): number => {
    const word = scratch[slots.get(address & ~3) ?? -1] ?? 0;
    if (size >= 4) return word;
    const shifted = word >> ((address & 3) * 8);
    const bits = 32 - 8 * size;
    return signed ? (shifted << bits) >> bits : (shifted << bits) >>> bits;
  };
  const write = (address: number, size: number, value: number) => {
    const slot = slots.get(address & ~3);
    if (slot === undefined) return;
    const by = (address & 3) * 8;
    const mask = size >= 4 ? -1 : ((1 << (8 * size)) - 1) << by;
    scratch[slot] = ((scratch[slot] as number) & ~mask) | ((size >= 4 ? value : value << by) & mask);
  };

  return (state, { task, alternative }) => {
    const reads = new Set<number>();
    const writes = new Set<number>();
    const of = layout.tasks[task];
    if (!of) {
      const store = machine.drains(state, task)[alternative];
      if (store) writes.add(store.address);
      return { reads, writes };
    }
    const place = state[of.placeSlot] as number;
    const index = of.startedOffset > 0 && place > of.startedOffset ? place - of.startedOffset : place;
    const first = of.sites[index - 1];
    if (first === undefined) return { reads, writes };
    registers = Int32Array.from(of.plan.colours, (colour) =>
      colour < 0 ? 0 : (state[of.registerSlot + colour] as number),
    );
    const waits = of.graph.blocks[first]?.step?.operation === 'wait';
    const isOwn = (access: Access) => access !== 'ghost' && (access !== 'pure' || waits);
    const buffer = layout.bufferAt[of.graph.cpu] ?? -1;
    const isQueued = buffer >= 0 && putsInto(machine, state, { task, alternative }, buffer, scratch);
    scratch.set(state);
    const isSeen = (access: Access) => isOwn(access) && !isQueued;

    const perform = (instruction: Instruction) => {
      if (instruction.kind === 'set') registers[instruction.register] = evaluate(instruction.value);
      else if (instruction.kind === 'choose') registers[instruction.register] = alternative;
      else if (instruction.kind === 'load') {
        const address = evaluate(instruction.address);
        if (isOwn(instruction.access)) reads.add(address & ~3);
        registers[instruction.register] = read(address, instruction.size, instruction.signed);
      } else if (instruction.kind === 'store') {
        const address = evaluate(instruction.address);
        if (isSeen(instruction.access)) writes.add(address & ~3);
        write(address, instruction.size, evaluate(instruction.value));
      } else if (instruction.kind === 'rmw') {
        const address = evaluate(instruction.address);
        if (!isSeen(instruction.access)) return;
        writes.add(address & ~3);
        reads.add(address & ~3);
      }
    };
    let at: number | undefined = first;
    for (let blocks = 0; at !== undefined && blocks < mostBlocks; blocks++) {
      const block: CodeBlock | undefined = of.graph.blocks[at];
      if (!block || (blocks > 0 && block.step)) break;
      block.code.forEach(perform);
      at = nextOf(block, evaluate);
    }
    return { reads, writes };
  };
}

/** Whether the step puts something into the buffer of its CPU. */
function putsInto(
  machine: Machine,
  state: Int32Array,
  { task, alternative }: Choice,
  buffer: number,
  scratch: Int32Array,
): boolean {
  scratch.set(state);
  machine.step(scratch, task, alternative);
  const { log } = machine;
  for (let at = 1; at < (log[0] as number); at += 3) {
    const slot = log[at] as number;
    if (slot >= buffer && slot < buffer + bufferSlots) return true;
  }
  return false;
}

function nextOf({ exit }: CodeBlock, evaluate: (value: Value) => number): number | undefined {
  if (exit.kind === 'goto') return exit.target;
  return exit.kind === 'branch' ? (evaluate(exit.test) !== 0 ? exit.then : exit.else) : undefined;
}

function isWhole(layout: VectorLayout): layout is Layout {
  return 'tasks' in layout;
}
