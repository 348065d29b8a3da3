// Runs one step of one task on all values that the words it reads can hold.
//
// Promises: every path that the machine can take from a reachable state is in the tree; values that cannot meet may
// be combined in others. Follows machine/emit-step.ts under sequential consistency; CPUs are not looked at. Throws `TooMuch`
// where the paths are too many or an address is unknown.

import type { CodeBlock, Graph, Instruction, Register, Value } from '../language/lower/graph.ts';
import { evaluateBinary, evaluateUnary } from '../language/lower/value.ts';
import type { AddressTable } from '../machine/address-table.ts';
import { isValid, slotAt } from '../machine/address-table.ts';
import type { Effect, Ending, Leaf, Tree } from './step-tree.ts';
import { applied, combined, extracted, inserted, isSmallSum } from './word-bits.ts';
import type { Possible } from './word-values.ts';

/** What is too large, or too dark, to be looked through; nothing is reduced then. */
export class TooMuch extends Error {}

const mostLeaves = 6000;
/** Blocks of one path: this walk recurses, and a step may have 10 000 private rounds before it is out of fuel. */
const longestPath = 600;
const mostBlocks = 300_000;

/** What a step knows and is told of memory. */
export interface Surroundings {
  /** A word that nothing but words of its kind depends on: it is not looked at. */
  hidden(slot: number): boolean;
  possible(slot: number): Possible;
  /** An addition to this word is about to be made: it may be a counter. */
  addsTo(slot: number): void;
  /** Taken as a lock here, or known to be one: the value is looked at before it is overwritten. */
  isLock(slot: number): boolean;
  takesLock(slot: number): void;
  isCounter(slot: number): boolean;
}

/** Where a path that goes on comes out: the next site's block, or -1 for the end; registers can be asked for. */
export type Arrive = (
  block: number,
  register: (index: number) => number | undefined,
  effects: readonly Effect[],
) => string;

interface Cell {
  known: boolean;
  before: number | undefined;
  after: number | undefined;
  mask: number;
}

export interface StepPaths {
  /** From the block of a site, or of a routine; `values` of the registers that are alive there, all others are 0. */
  run(block: number, values: readonly (number | undefined)[], around: Surroundings, arrive: Arrive): Tree;
}

export function stepPaths(
  graph: Graph,
  blocks: readonly CodeBlock[],
  registerCount: number,
  table: AddressTable,
  alive: readonly (readonly Register[])[] = [],
): StepPaths {
  const registers = new Array<number | undefined>(registerCount).fill(0);
  const cells = new Map<number, Cell>();
  /** What was there before, to go back to: a register's value, or the cell of a slot (as -1 - slot). */
  const changed: number[] = [];
  const were: (number | Cell | undefined)[] = [];
  let around: Surroundings;
  let arrive: Arrive;
  let leaves = 0;
  let visited = 0;
  let length = 0;
  let warned = '';
  let dark = false;

  const setRegister = (register: number, value: number | undefined) => {
    changed.push(register);
    were.push(registers[register]);
    registers[register] = value;
  };
  const setCell = (slot: number, cell: Cell) => {
    changed.push(-1 - slot);
    were.push(cells.get(slot));
    cells.set(slot, cell);
  };
  const rollBack = (to: number) => {
    while (changed.length > to) {
      const at = changed.pop() as number;
      const was = were.pop();
      if (at >= 0) registers[at] = was as number | undefined;
      else if (was === undefined) cells.delete(-1 - at);
      else cells.set(-1 - at, was as Cell);
    }
  };

  /** Undefined: anything. NaN: whatever it is, it comes from hidden words and goes nowhere else. */
  const evaluate = (value: Value): number | undefined => {
    const result = compute(value);
    if (result === undefined) dark = true;
    return result;
  };
  const compute = (value: Value): number | undefined => {
    switch (value.kind) {
      case 'const':
        return value.value | 0;
      case 'register':
        return registers[value.register];
      case 'unary': {
        const operand = compute(value.operand);
        if (operand === undefined || Number.isNaN(operand)) return operand;
        return evaluateUnary(value.op, operand) | 0;
      }
      case 'binary': {
        const left = compute(value.left);
        const right = compute(value.right);
        if (left === undefined || right === undefined) return undefined;
        if (Number.isNaN(left) || Number.isNaN(right)) return Number.NaN;
        return evaluateBinary(value.op, left, right) | 0;
      }
      case 'valid': {
        const address = compute(value.address);
        if (address === undefined || Number.isNaN(address)) return address;
        return Number(isValid(table, address, value.size));
      }
    }
  };

  const leaf = (ending: Ending, outcome: string): Leaf => {
    leaves += 1;
    if (leaves > mostLeaves) throw new TooMuch('a step has too many paths');
    const effects: Effect[] = [];
    for (const [slot, cell] of cells) if (!around.hidden(slot)) effects.push({ slot, ...cell });
    return { kind: 'leaf', ending, outcome: warned + outcome, warned: warned !== '', dark, effects };
  };
  const fork = (arms: readonly (() => Tree)[], unknown: boolean): Tree => {
    const mark = changed.length;
    const kept = { warned, dark, length };
    const next = arms.map((arm) => {
      const tree = arm();
      rollBack(mark);
      ({ warned, dark, length } = kept);
      return tree;
    });
    return { kind: 'fork', dark: unknown, next };
  };
  /** The slot of an access, or the finding. */
  const locate = (
    instruction: Instruction & { readonly size: 1 | 2 | 4 | 8; readonly address: Value },
  ): number | Leaf => {
    const address = evaluate(instruction.address);
    if (address === undefined || Number.isNaN(address)) throw new TooMuch('an address is not known');
    const slot = slotAt(table, address);
    const aligned = (address & (instruction.size - 1)) === 0;
    if (slot >= 0 && aligned) return slot;
    return leaf('finding', `access ${address} ${instruction.size} ${instruction.kind === 'store'}`);
  };
  const shiftOf = (instruction: { readonly address: Value }) =>
    ((evaluate(instruction.address) ?? 0) & 3) << 3;

  /** Goes on, with the word's value known, once for each that it can have. */
  const look = (slot: number, onward: () => Tree): Tree => {
    const cell = cells.get(slot);
    if (cell?.known) return onward();
    const values: readonly (number | undefined)[] = around.hidden(slot)
      ? [Number.NaN]
      : (around.possible(slot) ?? [undefined]);
    const settle = (before: number | undefined) => {
      const after = cell === undefined ? before : applied(cell, before);
      if (cell !== undefined && after === undefined) dark = true;
      setCell(slot, { known: true, before, after, mask: 0 });
    };
    if (values.length === 1) {
      settle(values[0]);
      const tree = onward();
      return values[0] === undefined ? { kind: 'read', slot, values, next: [tree] } : tree;
    }
    const mark = changed.length;
    const kept = { warned, dark, length };
    const next = values.map((value) => {
      settle(value);
      const tree = onward();
      rollBack(mark);
      ({ warned, dark, length } = kept);
      return tree;
    });
    return { kind: 'read', slot, values, next };
  };
  const write = (slot: number, after: number | undefined) => {
    const cell = cells.get(slot) as Cell;
    if (around.hidden(slot)) return;
    if (after === undefined || Number.isNaN(after)) dark = true;
    setCell(slot, { ...cell, after: Number.isNaN(after) ? undefined : after });
  };

  const store = (
    instruction: Instruction & { readonly kind: 'store' },
    slot: number,
    onward: () => Tree,
  ): Tree => {
    const { size, access } = instruction;
    if (access === 'lock') around.takesLock(slot);
    const value = evaluate(instruction.value);
    if (cells.get(slot)?.known) {
      const cell = cells.get(slot) as Cell;
      const { value: text } = instruction;
      const adds = text.kind === 'binary' && text.op === '+' && text.right.kind === 'const';
      if (adds || (text.kind === 'register' && isSmallSum(cell.before, value))) around.addsTo(slot);
      write(slot, size >= 4 ? value : inserted(cell.after, value, size, shiftOf(instruction)));
      return onward();
    }
    const whole = size >= 4;
    const blind = cells.get(slot);
    const simple = value !== undefined && !Number.isNaN(value) && (blind === undefined || whole);
    if (!simple || around.isLock(slot) || around.isCounter(slot)) {
      return look(slot, () => store(instruction, slot, onward));
    }
    const shift = shiftOf(instruction);
    const mask = whole ? -1 : ((1 << (size * 8)) - 1) << shift;
    setCell(slot, { known: false, before: undefined, after: whole ? value : (value << shift) & mask, mask });
    return onward();
  };
  const modify = (
    instruction: Instruction & { readonly kind: 'rmw' },
    slot: number,
    onward: () => Tree,
  ): Tree => {
    const by = evaluate(instruction.value);
    const { op, size } = instruction;
    if (op === 'add' && size >= 4) around.addsTo(slot);
    const cell = cells.get(slot);
    if (
      !cell?.known &&
      cell === undefined &&
      by !== undefined &&
      !Number.isNaN(by) &&
      size >= 4 &&
      op !== 'xor' &&
      !around.isLock(slot)
    ) {
      const mask = op === 'add' ? 0 : op === 'or' ? by : ~by;
      setCell(slot, { known: false, before: undefined, after: op === 'and' ? 0 : by, mask });
      return onward();
    }
    return look(slot, () => {
      const now = (cells.get(slot) as Cell).after;
      const shift = size >= 4 ? 0 : shiftOf(instruction);
      const old = now === undefined ? undefined : size >= 4 ? now : (now >>> shift) & ((1 << (size * 8)) - 1);
      const known = old !== undefined && by !== undefined && !Number.isNaN(by);
      const made = known ? combined[op](old, by) | 0 : undefined;
      write(slot, size >= 4 ? made : inserted(now, made, size, shift));
      return onward();
    });
  };

  const branch = (test: number | undefined, yes: () => Tree, no: () => Tree): Tree => {
    if (test === undefined || Number.isNaN(test)) return fork([yes, no], true);
    return test !== 0 ? yes() : no();
  };

  const goTo = (block: number): Tree => {
    if (blocks[block]?.step !== undefined) return comeOut(block);
    return go(block, 0);
  };
  const comeOut = (block: number): Tree => {
    const made = leaf('ok', '');
    return { ...made, outcome: made.outcome + arrive(block, (index) => registers[index], made.effects) };
  };

  const go = (block: number, from: number): Tree => {
    const { code, exit } = blocks[block] as CodeBlock;
    if (from === 0) {
      visited += 1;
      length += 1;
      if (length > longestPath || visited > mostBlocks) throw new TooMuch('a step is too long');
    }
    for (let at = from; at < code.length; at++) {
      const instruction = code[at] as Instruction;
      switch (instruction.kind) {
        case 'set':
          setRegister(instruction.register, evaluate(instruction.value));
          break;
        case 'load': {
          const slot = locate(instruction);
          if (typeof slot !== 'number') return slot;
          if (instruction.access === 'lock') around.takesLock(slot);
          const take = () => {
            const { after } = cells.get(slot) as Cell;
            const { register, size, signed } = instruction;
            const whole = size >= 4 || Number.isNaN(after);
            setRegister(register, whole ? after : extracted(after, size, signed, shiftOf(instruction)));
          };
          if (!cells.get(slot)?.known) {
            return look(slot, () => {
              take();
              return go(block, at + 1);
            });
          }
          take();
          break;
        }
        case 'store': {
          const slot = locate(instruction);
          return typeof slot === 'number' ? store(instruction, slot, () => go(block, at + 1)) : slot;
        }
        case 'rmw': {
          const slot = locate(instruction);
          return typeof slot === 'number' ? modify(instruction, slot, () => go(block, at + 1)) : slot;
        }
        case 'guard':
        case 'prune': {
          const ending = instruction.kind === 'guard' ? 'blocked' : 'pruned';
          const test = evaluate(instruction.test);
          if (test !== undefined && !Number.isNaN(test) && test !== 0) break;
          return branch(
            test,
            () => go(block, at + 1),
            () => leaf(ending, ending),
          );
        }
        case 'choose':
          return fork(
            Array.from({ length: instruction.count }, (_, alternative) => () => {
              setRegister(instruction.register, alternative);
              return go(block, at + 1);
            }),
            false,
          );
        case 'check': {
          const bug = instruction.of === 'bug';
          if (!bug && graph.properties[instruction.index]?.skipped !== undefined) break;
          const test = evaluate(instruction.test);
          if (test !== undefined && !Number.isNaN(test) && test !== 0) break;
          const text = `${instruction.of} ${instruction.index};`;
          const onward = () => go(block, at + 1);
          if (bug && graph.bugs[instruction.index]?.severity === 'warn') {
            return branch(test, onward, () => {
              const kept = warned;
              warned += text;
              const tree = onward();
              warned = kept;
              return tree;
            });
          }
          return branch(test, onward, () => leaf('finding', text));
        }
        case 'ledger':
        case 'fence':
        case 'cpu-control':
          break;
      }
    }
    switch (exit.kind) {
      case 'goto':
        return goTo(exit.target);
      case 'branch':
        return branch(
          evaluate(exit.test),
          () => goTo(exit.then),
          () => goTo(exit.else),
        );
      case 'end':
        return comeOut(-1);
      case 'return': {
        const value = evaluate(exit.value);
        return leaf('ok', value === 0 ? 'violated' : 'content');
      }
    }
  };

  return {
    run(block, values, surroundings, onArrival) {
      around = surroundings;
      arrive = onArrival;
      leaves = 0;
      visited = 0;
      length = 0;
      warned = '';
      dark = false;
      const given = alive[block] ?? [];
      for (let index = 0; index < given.length; index++) setRegister(given[index] as Register, values[index]);
      try {
        return go(block, 0);
      } finally {
        rollBack(0);
      }
    },
  };
}
