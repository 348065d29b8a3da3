// Which tasks may stand for each other if some objects do too: guesses from the texts, each to be proven.
//
// Promises: tasks that are exchanged have the same text but for addresses, and a CPU of their own; a guess is a
// permutation of tasks and one of the words of memory. Members of a class of equal tasks are not told apart.

import { lowestAddress } from '../check/finding.ts';
import type { Graph, MemoryObject, TaskGraph } from '../language/lower/graph.ts';
import type { Layout } from '../machine/layout.ts';
import type { SymmetricClass } from './plan.ts';
import { sameText } from './same-text.ts';
import { isFree } from './symmetric-tasks.ts';

export interface Candidate {
  /** By task: the one that then does what it did. */
  readonly tasks: readonly number[];
  /** Addresses of words, those that move and some that do not. */
  readonly words: ReadonlyMap<number, number>;
}

/** Tried ways to put one task for another. */
const mostTries = 4000;

export function exchangeCandidates(
  graph: Graph,
  layout: Layout,
  classes: readonly SymmetricClass[],
): readonly Candidate[] {
  const objectAt = objectsByAddress(graph.memory.objects);
  const count = graph.tasks.length;
  const free = graph.tasks.map((_, task) => isFree(layout, task));
  if (free.filter(Boolean).length < 2 || !mayMove(graph, objectAt)) return [];
  const between = (task: number, other: number) => wordsBetween(graph, objectAt, task, other);
  const maps = graph.tasks.map((_, task) =>
    graph.tasks.map((_, other) =>
      task !== other && free[task] && free[other] ? between(task, other) : undefined,
    ),
  );
  // No page stands for another one in any two tasks: the usual case.
  if (!maps.flat().some((map) => map && movesPage(map, objectAt))) return [];
  for (const [task, row] of maps.entries()) row[task] = between(task, task);
  const classOf = graph.tasks.map((_, task) => classes.findIndex(({ tasks }) => tasks.includes(task)));
  const found: Candidate[] = [];
  const taken = new Set<number>();
  const chosen: number[] = [];
  let tries = 0;
  const go = (words: ReadonlyMap<number, number>): void => {
    const task = chosen.length;
    if (task === count) {
      const whole = completed(graph, words);
      if (whole) found.push({ tasks: [...chosen], words: whole });
      return;
    }
    const triedClasses = new Set<number>();
    for (let other = 0; other < count && tries < mostTries; other++) {
      const map = maps[task]?.[other];
      if (taken.has(other) || map === undefined) continue;
      // Of equal tasks it makes no difference which one it is.
      const among = classOf[other] as number;
      if (among >= 0 && triedClasses.has(among)) continue;
      triedClasses.add(among);
      tries += 1;
      const both = union(words, map);
      if (!both) continue;
      taken.add(other);
      chosen.push(other);
      go(both);
      chosen.pop();
      taken.delete(other);
    }
  };
  go(new Map());
  return found.filter(({ words }) => movesPage(words, objectAt));
}

type ObjectAt = (address: number) => MemoryObject | undefined;

function objectsByAddress(objects: readonly MemoryObject[]): ObjectAt {
  const known = new Map<number, MemoryObject | undefined>();
  return (address) => {
    if (address < lowestAddress) return undefined;
    if (!known.has(address)) {
      known.set(
        address,
        objects.find((one) => address >= one.address && address < one.address + one.size),
      );
    }
    return known.get(address);
  };
}

/** Quickly: some two pages are the first that is named in as many tasks of each shape. */
function mayMove(graph: Graph, objectAt: ObjectAt): boolean {
  const pages = graph.memory.objects.filter(({ kind }) => kind === 'page');
  if (pages.length < 2) return false;
  const uses = new Map(pages.map((page): [MemoryObject, string[]] => [page, []]));
  for (const { kind, registers, blocks } of graph.tasks) {
    const first = firstPage(blocks, objectAt);
    if (first) uses.get(first)?.push(`${kind} ${registers} ${blocks.length}`);
  }
  const texts = [...uses.values()].map((shapes) => shapes.sort().join(';'));
  return new Set(texts).size < texts.length;
}

function firstPage(blocks: TaskGraph['blocks'], objectAt: ObjectAt): MemoryObject | undefined {
  for (const { code } of blocks) {
    for (const instruction of code) {
      if (!('address' in instruction) || instruction.address.kind !== 'const') continue;
      const object = objectAt(instruction.address.value);
      if (object?.kind === 'page') return object;
    }
  }
  return undefined;
}

function movesPage(words: ReadonlyMap<number, number>, objectAt: ObjectAt): boolean {
  return [...words].some(([from, to]) => from !== to && objectAt(from)?.kind === 'page');
}

/** Words that stand for each other if the one task stands for the other; undefined where it cannot. */
function wordsBetween(
  graph: Graph,
  objectAt: ObjectAt,
  task: number,
  other: number,
): ReadonlyMap<number, number> | undefined {
  const { kind } = graph.tasks[task] as TaskGraph;
  if (kind !== graph.tasks[other]?.kind) return undefined;
  const pairs = sameText(graph, task, other, (value) => objectAt(value) !== undefined);
  if (!pairs) return undefined;
  const words = new Map<number, number>();
  const back = new Map<number, number>();
  for (const [from, to] of pairs) {
    const [here, there] = [objectAt(from), objectAt(to)];
    if (!here || !there) {
      if (from === to) continue;
      return undefined;
    }
    const whole = here.size === there.size && from - here.address === to - there.address;
    // A whole object stands for another one, or for itself if it is a page; else only an element for an element.
    const size = whole && (here !== there || here.kind === 'page') ? here.size : 4;
    const begin = size === 4 ? [from & ~3, to & ~3] : [here.address, there.address];
    for (let at = 0; at < size; at += 4) {
      const [a, b] = [(begin[0] as number) + at, (begin[1] as number) + at];
      if ((words.get(a) ?? b) !== b || (back.get(b) ?? a) !== a) return undefined;
      words.set(a, b);
      back.set(b, a);
    }
  }
  return words;
}

function union(
  some: ReadonlyMap<number, number>,
  more: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> | undefined {
  const both = new Map(some);
  const back = new Map([...some].map(([from, to]) => [to, from]));
  for (const [from, to] of more) {
    if ((both.get(from) ?? to) !== to || (back.get(to) ?? from) !== from) return undefined;
    both.set(from, to);
    back.set(to, from);
  }
  return both;
}

/** What no text names goes along: elements of ghosts that have one for each page, and ends of chains. */
function completed(
  graph: Graph,
  words: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> | undefined {
  const whole = closed(words);
  const pages = graph.memory.objects.filter(({ kind }) => kind === 'page');
  const places = new Map(pages.map(({ address }, index) => [address, index]));
  let all: ReadonlyMap<number, number> | undefined = whole;
  for (const { kind, address, size } of graph.memory.objects) {
    if (kind !== 'ghost' || pages.length === 0 || size % (4 * pages.length) !== 0) continue;
    const each = size / pages.length;
    const elements = new Map<number, number>();
    for (const [index, page] of pages.entries()) {
      const to = places.get(whole.get(page.address) ?? page.address) ?? index;
      for (let at = 0; at < each; at += 4)
        elements.set(address + index * each + at, address + to * each + at);
    }
    if ([...elements.keys()].some((word) => whole.has(word))) continue;
    all = all && union(all, elements);
  }
  return all;
}

function closed(words: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const whole = new Map(words);
  const back = new Map([...words].map(([from, to]) => [to, from]));
  for (const end of words.values()) {
    if (whole.has(end)) continue;
    let first = end;
    for (let before = back.get(first); before !== undefined; before = back.get(first)) first = before;
    whole.set(end, first);
    back.set(first, end);
  }
  return whole;
}
