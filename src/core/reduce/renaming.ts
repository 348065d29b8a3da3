// A candidate as a renaming: of the slots of the vector, and of the values that are names of something.
//
// Promises: a bijection of slots that only moves what somebody writes, and of the values of each slot: addresses of
// what moves, task numbers in locks; counts stay what they are. Whether the program is the same under it is for others
// to prove; why there is no such renaming is told.

import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { CodeBlock, Graph, Value } from '../language/lower/graph.ts';
import { valuesIn } from '../language/lower/read-graph.ts';
import { addressTable, slotAt } from '../machine/address-table.ts';
import type { Layout, TaskLayout } from '../machine/layout.ts';
import type { Candidate } from './exchange-candidates.ts';
import type { LocalStates } from './local-states.ts';
import { sameText } from './same-text.ts';
import { writes } from './step-touches.ts';
import { eachLeaf } from './step-tree.ts';
import { privateSlots } from './symmetric-tasks.ts';

export interface Renaming {
  readonly tasks: readonly number[];
  slot(slot: number): number;
  /** `slot`: where the value is, under its old name. */
  value(slot: number, value: number): number;
  /** The same of a register. */
  address(value: number): number;
  /**
   * No value anywhere is a name of what moves, and the texts only differ in where they read and write: what is computed
   * from unknown values is then the same, too.
   */
  readonly nameless: boolean;
}

/** What is known of the words of a machine, for all renamings. */
export interface Values {
  /** Slots of words that some step changes. */
  readonly written: ReadonlySet<number>;
  /** By slot of the identity: what it can hold; undefined where that is not known. */
  readonly held: readonly (readonly number[] | undefined)[];
}

export function valuesOf(layout: Layout, local: LocalStates, start: Int32Array): Values {
  const written = new Set<number>();
  const held = Array.from({ length: layout.identity }, () => new Set<number | undefined>());
  for (const slot of layout.wordSlots) {
    if (slot >= layout.identity) continue;
    const values = local.owners.has(slot) ? [start[slot]] : local.words.possible(slot, undefined);
    for (const value of values ?? [undefined]) held[slot]?.add(value);
  }
  for (const [task, states] of local.tasks.entries()) {
    const { plan, sites, registerSlot } = layout.tasks[task] as TaskLayout;
    for (const { tree, place, registers, own } of states) {
      for (const [slot, value] of own) held[slot]?.add(value);
      if (tree) {
        eachLeaf(tree, ({ ending, effects }) => {
          if (ending !== 'ok') return;
          for (const effect of effects) if (writes(effect)) written.add(effect.slot);
        });
      }
      const alive = place === 0 ? [] : plan.alive[sites[(place - 1) % sites.length] as number];
      alive?.forEach((register, at) => {
        held[registerSlot + (plan.colours[register] as number)]?.add(registers[at]);
      });
    }
  }
  const known = (values: Set<number | undefined>) => (values.has(undefined) ? undefined : [...values]);
  return { written, held: held.map((values) => known(values) as readonly number[] | undefined) };
}

export function renamingOf(
  graph: Graph,
  layout: Layout,
  local: LocalStates,
  values: Values,
  { tasks, words }: Candidate,
): Result<Renaming, string> {
  const { written } = values;
  const table = addressTable(graph.memory, layout.wordSlots);
  const slots = Int32Array.from({ length: layout.length }, (_, slot) => slot);
  for (const [task, other] of tasks.entries()) {
    const [mine, theirs] = [layout.tasks[task] as TaskLayout, layout.tasks[other] as TaskLayout];
    if (task === other) continue;
    const same = ({ plan, sites }: TaskLayout) =>
      JSON.stringify([sites, sites.map((block) => plan.alive[block]), [...plan.colours]]);
    if (same(mine) !== same(theirs)) return fail('their tasks keep different registers');
    const to = privateSlots(layout, other);
    for (const [at, slot] of privateSlots(layout, task).entries()) slots[slot] = to[at] as number;
  }
  const addressOf = new Map<number, number>();
  for (const [index, { address }] of graph.memory.words.entries())
    addressOf.set(layout.wordSlots[index] as number, address);
  const moved = (value: number): number => {
    const word = words.get(value & ~3);
    return word === undefined ? value : word + (value & 3);
  };
  const moves = (value: number | undefined) => value !== undefined && moved(value) !== value;
  const nameless =
    tasks.every((other, task) => task === other || sameText(graph, task, other) !== undefined) &&
    !holdsName(local, values, moves) &&
    !graph.tasks.some(({ blocks }) => namesInText(blocks, moves));
  const address = nameless ? (value: number) => value : moved;
  const isName = (slot: number) => !local.words.isCounter(slot) && !local.locks.has(slot);
  for (const slot of written) {
    const to = slotAt(table, moved(addressOf.get(slot) as number));
    if (!nameless && isName(slot) && values.held[slot] === undefined)
      return fail('what a word can hold is not known');
    if (!written.has(to) || isName(to) !== isName(slot) || local.locks.has(to) !== local.locks.has(slot))
      return fail('their words are not used alike');
    slots[slot] = to;
  }
  if (new Set(slots).size !== slots.length) return fail('two words would have one name');
  return ok({
    tasks,
    slot: (slot) => slots[slot] as number,
    value(slot, value) {
      if (local.locks.has(slot)) {
        const holder = tasks[value - 1];
        return holder === undefined ? value : holder + 1;
      }
      return local.words.isCounter(slot) ? value : address(value);
    },
    address,
    nameless,
  });
}

/** Whether some word that is read or written, or some register, can hold such a value. */
function holdsName(
  local: LocalStates,
  { written, held }: Values,
  moves: (value: number | undefined) => boolean,
): boolean {
  if ([...written].some((slot) => !local.words.isCounter(slot) && held[slot]?.some(moves))) return true;
  return local.tasks.flat().some(({ tree, registers, own }) => {
    let found = registers.some(moves) || [...own.values()].some(moves);
    if (tree) {
      eachLeaf(tree, ({ effects }) => {
        found ||= effects.some(({ before, after }) => moves(before) || moves(after));
      });
    }
    return found;
  });
}

/** Whether such a constant stands anywhere but as the place of an access. */
function namesInText(blocks: readonly CodeBlock[], moves: (value: number) => boolean): boolean {
  const names = (value: Value): boolean => {
    switch (value.kind) {
      case 'const':
        return moves(value.value);
      case 'register':
        return false;
      case 'unary':
        return names(value.operand);
      case 'binary':
        return names(value.left) || names(value.right);
      case 'valid':
        return names(value.address);
    }
  };
  return blocks.some(
    ({ code, exit }) =>
      (exit.kind === 'branch' && names(exit.test)) ||
      code.some((instruction) => {
        if (instruction.kind === 'ledger') return false;
        const place = 'address' in instruction ? instruction.address : undefined;
        return valuesIn(instruction).some((value) => {
          return value === place && value.kind === 'const' ? false : names(value);
        });
      }),
  );
}
