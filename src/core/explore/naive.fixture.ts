// A naive explorer over whole vectors as text, to compare the search with: no packing, no log, no table, no layers.

import type { Machine } from '../machine/machine.ts';
import { StepCode, Truth } from '../machine/machine.ts';

export interface NaiveReach {
  readonly states: number;
  readonly transitions: number;
  /** Fewest steps to a state that violates property 0; undefined when there is none. */
  readonly shortest: number | undefined;
  /** Fewest switches to one. */
  readonly fewest: number | undefined;
}

interface Node {
  readonly state: Int32Array;
  readonly depth: number;
  readonly next: { readonly task: number; readonly key: string }[];
  /** A step from here ends in a finding. */
  leaves: boolean;
}

/** Undefined when there are more than `most` states. */
export function naiveReach(machine: Machine, most: number): NaiveReach | undefined {
  const { tasks, properties } = machine.graph;
  const { actors } = machine;
  const kind = properties[0]?.kind;
  const keyOf = (state: Int32Array) => state.subarray(0, machine.layout.identity).join(' ');
  const content = (state: Int32Array) => machine.evaluateProperty(state, 0) === Truth.content;
  const nodes = new Map<string, Node>();
  let transitions = 0;

  const first = machine.start().state;
  nodes.set(keyOf(first), { state: first, depth: 0, next: [], leaves: false });
  for (const node of nodes.values()) {
    if (nodes.size > most) return undefined;
    if (kind === 'always' && !content(node.state)) continue;
    for (let task = 0; task < actors.length; task++) {
      for (let alternative = 0; alternative < machine.alternatives(node.state, task); alternative++) {
        const state = node.state.slice();
        const code = machine.step(state, task, alternative);
        if (code === StepCode.blocked || code === StepCode.pruned) continue;
        transitions += 1;
        if (code === StepCode.finding) {
          node.leaves = true;
          continue;
        }
        const key = keyOf(state);
        if (!nodes.has(key)) nodes.set(key, { state, depth: node.depth + 1, next: [], leaves: false });
        node.next.push({ task, key });
      }
    }
  }

  const isOver = (state: Int32Array) =>
    machine.finished(state) &&
    tasks.every((task, index) => task.kind !== 'daemon' || !machine.enabled(state, index));
  const bad = new Set<string>();
  if (kind === 'can-still') {
    const able = new Set<string>();
    for (let before = -1; before !== able.size; ) {
      before = able.size;
      for (const [key, { state, next, leaves }] of nodes) {
        if (leaves || content(state) || next.some((edge) => able.has(edge.key))) able.add(key);
      }
    }
    for (const key of nodes.keys()) if (!able.has(key)) bad.add(key);
  } else {
    for (const [key, { state }] of nodes) {
      if ((kind === 'always' || isOver(state)) && !content(state)) bad.add(key);
    }
  }
  const depths = [...bad].map((key) => nodes.get(key)?.depth ?? 0);
  const switches = naiveSwitches(nodes, keyOf(first), bad, tasks.length);
  return {
    states: nodes.size,
    transitions,
    shortest: depths.length > 0 ? Math.min(...depths) : undefined,
    fewest: switches,
  };
}

/** Relaxes (state, last task) until nothing changes, as far from a layered search as can be. */
function naiveSwitches(
  nodes: ReadonlyMap<string, Node>,
  first: string,
  bad: ReadonlySet<string>,
  taskCount: number,
): number | undefined {
  const cost = new Map<string, number>();
  let best = bad.has(first) ? 0 : undefined;
  let open = [{ key: first, last: -1, switches: 0 }];
  while (open.length > 0) {
    const again: typeof open = [];
    for (const { key, last, switches } of open) {
      for (const { task, key: to } of nodes.get(key)?.next ?? []) {
        // Nobody runs while a store becomes visible.
        const runs = task < taskCount ? task : last;
        const total = switches + (last === -1 || last === runs ? 0 : 1);
        if ((cost.get(`${runs} ${to}`) ?? Number.POSITIVE_INFINITY) <= total) continue;
        cost.set(`${runs} ${to}`, total);
        if (bad.has(to)) best = Math.min(best ?? total, total);
        again.push({ key: to, last: runs, switches: total });
      }
    }
    open = again;
  }
  return best;
}
