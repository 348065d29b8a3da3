// Which property says, under new names, what another one says.
//
// Promises: for all values that the words can hold; words are asked in one order, so that the order in which a text
// asks makes no difference. Undefined where some property has no such twin, or cannot be looked through.

import type { Graph, PropertyGraph } from '../language/lower/graph.ts';
import { addressTable } from '../machine/address-table.ts';
import type { Layout } from '../machine/layout.ts';
import { unchanged } from './renamed-steps.ts';
import type { Renaming, Values } from './renaming.ts';
import { stepPaths, TooMuch } from './step-paths.ts';
import type { Tree } from './step-tree.ts';

const mostNodes = 20_000;

export type PropertyTrees = readonly (Tree | undefined)[];

/** Undefined where one of them is too much. */
export function propertyTrees(
  { properties, ...graph }: Graph,
  layout: Layout,
  { held }: Values,
): PropertyTrees | undefined {
  const table = addressTable(graph.memory, layout.wordSlots);
  const around = {
    hidden: (slot: number) => slot >= layout.identity,
    possible: (slot: number) => held[slot],
    addsTo: () => undefined,
    isLock: () => false,
    takesLock: () => undefined,
    isCounter: () => false,
  };
  try {
    return properties.map(({ routine }) => {
      if (!routine) return undefined;
      const paths = stepPaths({ ...graph, properties }, routine.blocks, routine.registers, table);
      return paths.run(0, [], around, () => '');
    });
  } catch (reason) {
    if (reason instanceof TooMuch) return undefined;
    throw reason;
  }
}

/** By property: the one that then says what it said. */
export function propertyTwins(
  { properties }: Graph,
  trees: PropertyTrees,
  renaming: Renaming,
): Int32Array | undefined {
  const plain = trees.map((tree) => (tree ? decisions(tree, unchanged) : ''));
  const twins = new Int32Array(properties.length).fill(-1);
  const taken = new Set<number>();
  for (const [index, { kind, routine }] of properties.entries()) {
    const tree = trees[index];
    if (tree && !taken.has(index) && isUntouched(tree, renaming)) {
      taken.add(index);
      twins[index] = index;
      continue;
    }
    const text = tree ? decisions(tree, renaming) : '';
    if (text === undefined) return undefined;
    const fits = (other: number) =>
      !taken.has(other) &&
      (properties[other] as PropertyGraph).kind === kind &&
      plain[other] === text &&
      (routine !== undefined || other === index);
    const twin = fits(index) ? index : properties.findIndex((_, other) => fits(other));
    if (twin < 0) return undefined;
    taken.add(twin);
    twins[index] = twin;
  }
  return twins;
}

/** It looks at nothing that moves or gets another name. */
function isUntouched(tree: Tree, renaming: Renaming): boolean {
  if (tree.kind === 'leaf') return true;
  if (tree.kind === 'read') {
    if (renaming.slot(tree.slot) !== tree.slot) return false;
    const stays = (value: number | undefined) =>
      value === undefined ? renaming.nameless : renaming.value(tree.slot, value) === value;
    if (!tree.values.every(stays)) return false;
  }
  return tree.next.every((next) => isUntouched(next, renaming));
}

/** What it says for every combination of values, as text. */
function decisions(tree: Tree, renaming: Renaming): string | undefined {
  let nodes = 0;
  let isClear = true;
  const known = new Map<number, number | undefined>();
  const descend = (at: Tree): Tree => {
    if (at.kind !== 'read' || !known.has(at.slot)) return at;
    const way = at.values.indexOf(known.get(at.slot));
    if (way < 0) isClear = false;
    return descend(at.next[Math.max(way, 0)] as Tree);
  };
  const open = (at: Tree, into: Map<number, readonly (number | undefined)[]>): void => {
    const here = descend(at);
    if (here.kind === 'leaf') return;
    if (here.kind === 'read') into.set(here.slot, here.values);
    for (const next of here.next) open(next, into);
  };
  const say = (at: Tree): string => {
    nodes += 1;
    const here = descend(at);
    if (here.kind === 'leaf') {
      if (here.dark) isClear = false;
      return `${here.ending} ${here.ending === 'ok' ? here.outcome : ''}`;
    }
    const asked = new Map<number, readonly (number | undefined)[]>();
    open(here, asked);
    const [slot, values] = [...asked].sort(([a], [b]) => renaming.slot(a) - renaming.slot(b))[0] ?? [];
    if (slot === undefined || values === undefined || nodes > mostNodes || values.includes(undefined)) {
      isClear = false;
      return '';
    }
    const ways = values.map((value) => {
      known.set(slot, value);
      const text = say(here);
      known.delete(slot);
      return [renaming.value(slot, value as number), text] as const;
    });
    const [first] = ways;
    if (first && ways.every(([, text]) => text === first[1])) return first[1];
    return `${renaming.slot(slot)}{${ways
      .sort(([a], [b]) => a - b)
      .map(([value, text]) => `${value}:${text}`)
      .join(';')}}`;
  };
  const text = say(tree);
  return isClear ? text : undefined;
}
