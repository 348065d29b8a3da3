// Classes of tasks that may be exchanged: a state and its image under the exchange have the same runs, up to names.
//
// Promises: members run the same text, begin alike, share their CPU with nobody, and store their number in nothing but
// locks, of which nobody asks who holds them; no property looks at what is a member's own.

import type { Graph, MemoryObject } from '../language/lower/graph.ts';
import { addressTable, slotAt } from '../machine/address-table.ts';
import type { Layout, TaskLayout } from '../machine/layout.ts';
import type { LocalStates } from './local-states.ts';
import type { SymmetricClass } from './plan.ts';
import type { Pairs } from './same-text.ts';
import { sameText } from './same-text.ts';
import { labels } from './step-touches.ts';
import type { Leaf } from './step-tree.ts';
import { eachLeaf, treatsAlike } from './step-tree.ts';
import type { Sight } from './visible.ts';

/** `sights`: of every property that is asked. */
export function symmetricTasks(
  graph: Graph,
  layout: Layout,
  start: Int32Array,
  local: LocalStates,
  sights: readonly Sight[],
): readonly SymmetricClass[] {
  if (sights.includes(undefined) || local.lockMisused) return [];
  const seen = new Set(sights.flatMap((sight) => [...(sight?.keys() ?? [])]));
  const classes: SymmetricClass[] = [];
  const taken = new Set<number>();
  for (const [first] of graph.tasks.entries()) {
    if (taken.has(first) || !isFree(layout, first)) continue;
    let order = ownWords(layout, local, first);
    const members = [{ task: first, own: order }];
    for (let other = first + 1; other < graph.tasks.length; other++) {
      if (taken.has(other) || !isFree(layout, other)) continue;
      const own = image(graph, layout, start, local, first, other, order);
      if (own) members.push({ task: other, own });
    }
    if (members.length < 2) continue;
    order = members.flatMap(({ own }) => own);
    const tasks = members.map(({ task }) => task);
    if (order.some((slot) => seen.has(slot)) || !sameHolders(local, tasks, seen)) continue;
    for (const task of tasks) taken.add(task);
    classes.push({
      tasks,
      own: members.map(({ task, own }) => Int32Array.from([...privateSlots(layout, task), ...own])),
      lockSlots: Int32Array.from(sharedLocks(local)),
    });
  }
  return classes;
}

/** It is a task or a daemon that nobody can keep from its CPU. */
export function isFree(layout: Layout, task: number): boolean {
  const { graph } = layout.tasks[task] as TaskLayout;
  if (graph.kind !== 'task' && graph.kind !== 'daemon') return false;
  if ((layout.cpuSlots[graph.cpu] ?? -1) >= 0) return false;
  return layout.tasks.every(
    (other, at) => at === task || other.graph.cpu !== graph.cpu || other.graph.kind === 'quiesce',
  );
}

export function privateSlots(layout: Layout, task: number): readonly number[] {
  const { placeSlot, registerSlot, plan } = layout.tasks[task] as TaskLayout;
  return [placeSlot, ...Array.from({ length: plan.colourCount }, (_, colour) => registerSlot + colour)];
}

export function ownWords(layout: Layout, { owners }: LocalStates, task: number): readonly number[] {
  const own = [...owners].filter(([slot, owner]) => owner === task && slot < layout.identity);
  return own.map(([slot]) => slot).sort((a, b) => a - b);
}

/** The other task's words in the order of the first one's; undefined where the two do not stand for each other. */
function image(
  graph: Graph,
  layout: Layout,
  start: Int32Array,
  local: LocalStates,
  first: number,
  other: number,
  words: readonly number[],
): readonly number[] | undefined {
  const pairs = sameText(graph, first, other);
  if (!pairs) return undefined;
  const own = mapped(graph, layout, pairs, words);
  if (!own || own.length !== ownWords(layout, local, other).length) return undefined;
  if (!own.every((slot) => local.owners.get(slot) === other)) return undefined;
  // Whatever differs in the two texts belongs to one of them, or to nobody who can tell.
  const table = addressTable(graph.memory, layout.wordSlots);
  for (const addresses of pairs) {
    for (const [at, address] of addresses.entries()) {
      const slot = slotAt(table, address);
      const owner = local.owners.get(slot);
      if (slot < 0 || slot >= layout.identity || owner === (at === 0 ? first : other)) continue;
      if (owner !== undefined || isTouched(local, slot)) return undefined;
    }
  }
  const mine = [...privateSlots(layout, first), ...words];
  const theirs = [...privateSlots(layout, other), ...own];
  if (mine.length !== theirs.length || mine.some((slot, at) => start[slot] !== start[theirs[at] as number]))
    return undefined;
  return own;
}

function isTouched({ tasks }: LocalStates, slot: number): boolean {
  return tasks.flat().some(({ tree }) => {
    let touched = false;
    if (tree) eachLeaf(tree, ({ effects }) => (touched ||= effects.some((effect) => effect.slot === slot)));
    return touched;
  });
}

/** Each word by the object it is in: objects correspond where an address in one is paired with one in the other. */
function mapped(
  graph: Graph,
  layout: Layout,
  pairs: Pairs,
  words: readonly number[],
): readonly number[] | undefined {
  const table = addressTable(graph.memory, layout.wordSlots);
  const addresses = new Map<number, number>();
  for (const [index, { address }] of graph.memory.words.entries())
    addresses.set(layout.wordSlots[index] as number, address);
  const objectAt = (address: number): MemoryObject | undefined =>
    graph.memory.objects.find(
      (object) => address >= object.address && address < object.address + object.size,
    );
  const own: number[] = [];
  for (const slot of words) {
    const address = addresses.get(slot) as number;
    const object = objectAt(address);
    const pair = [...pairs].find(
      ([mine]) => mine === address || (object !== undefined && objectAt(mine) === object),
    );
    if (!pair) return undefined;
    own.push(slotAt(table, address + pair[1] - pair[0]));
  }
  return own;
}

function sharedLocks({ locks, owners }: LocalStates): readonly number[] {
  return [...locks].filter((slot) => !owners.has(slot)).sort((a, b) => a - b);
}

/** Whoever looks at a lock does the same whichever member holds it. */
export function sameHolders(
  local: LocalStates,
  tasks: readonly number[],
  seen: ReadonlySet<number>,
): boolean {
  const values = tasks.map((task) => task + 1);
  const used = sharedLocks(local);
  if (used.some((slot) => seen.has(slot))) return false;
  return local.tasks.flat().every(({ tree }) => {
    if (!tree) return true;
    const leaves: Leaf[] = [];
    eachLeaf(tree, (leaf) => leaves.push(leaf));
    const text = labels(leaves);
    return used.every((slot) => treatsAlike(tree, slot, values, (leaf) => text(leaf, -1)));
  });
}
