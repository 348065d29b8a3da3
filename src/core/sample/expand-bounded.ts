// The loop of the preemption-bounded search: breadth first over nodes, each state judged the first time it is met.
//
// A node is left out where the same state was come to before, with the same task running, no more steps and no more
// preemptions. `whole` means: every step that any met state offers was done from some node, so that nothing is beyond.

import type { BoundHit } from '../check/search-result.ts';
import type { Bounds } from '../check/verdict.ts';
import type { Budget } from '../explore/budget.ts';
import type { Clockwork } from '../explore/clockwork.ts';
import type { Judge } from '../explore/judge.ts';
import { encodeChoice, violatingFlag } from '../explore/path.ts';
import type { StateStore } from '../explore/state-store.ts';
import { absent, full } from '../explore/state-store.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { Nodes } from './nodes.ts';

/** Nobody has run yet. */
const nobody = 63;
/** More preemptions than this are as many as anybody needs, and what a node has room for. */
export const mostPreemptions = 250;
const unmet = 255;
const pollEvery = 1024;
const chunkStates = 1 << 12;

export interface BoundedSearch {
  readonly machine: Machine;
  readonly store: StateStore;
  readonly nodes: Nodes;
  readonly judge: Judge;
  readonly budget: Budget;
  readonly clock: Clockwork;
  readonly bounds: Bounds;
  /** At most `mostPreemptions`. */
  readonly preemptions: number;
  /** Asked between layers: enough was found. */
  done(): boolean;
}

export interface BoundedResult {
  /** Different steps of different states. */
  readonly transitions: number;
  readonly depth: number;
  readonly hit: BoundHit | undefined;
}

export function expandBounded(search: BoundedSearch): BoundedResult {
  const { machine, store, nodes, judge, budget, clock, bounds } = search;
  const { actors } = machine;
  const taskCount = machine.graph.tasks.length;
  const all = actors.length >= 32 ? -1 : (1 << actors.length) - 1;
  const state = new Int32Array(machine.layout.length);
  /** By state and task: the fewest preemptions that it was come to with; and whose steps were done from the state. */
  const least: Uint8Array[] = [];
  const stepped: Int32Array[] = [];
  let transitions = 0;
  let work = 0;
  let depth = 0;
  let node = 0;

  const end = (hit: BoundHit | undefined): BoundedResult => ({ transitions, depth, hit });
  const progress = () => ({
    states: store.count,
    transitions,
    depth,
    frontier: nodes.count - node,
    memory: budget.used,
  });
  const whyFull = (): BoundHit => clock.poll(progress) ?? 'memory';

  const makeRoom = (index: number): boolean => {
    while (index >= least.length * chunkStates) {
      const used = budget.bytes(chunkStates * taskCount);
      const mask = budget.words(chunkStates);
      if (!used || !mask) return false;
      least.push(used.fill(unmet));
      stepped.push(mask);
    }
    return true;
  };
  /** False where the node is one too many. */
  const isBetter = (index: number, ran: number, used: number): boolean => {
    if (ran === nobody) return true;
    const chunk = least[Math.floor(index / chunkStates)] as Uint8Array;
    const at = (index % chunkStates) * taskCount + ran;
    if ((chunk[at] as number) <= used) return false;
    chunk[at] = used;
    return true;
  };

  /** One step of a node. */
  const follow = (
    code: StepCode,
    from: number,
    choice: number,
    ran: number,
    used: number,
  ): BoundHit | undefined => {
    if (code === StepCode.finding) {
      judge.failed(node, choice, depth);
      return undefined;
    }
    if (code === StepCode.warned) judge.warned(node, choice, depth);
    const to = store.add(machine.log, state, from, choice);
    if (to === full || !makeRoom(to)) return whyFull();
    const { wasNew } = store;
    if (!wasNew && ((store.choice(to) & violatingFlag) !== 0 || !isBetter(to, ran, used))) return undefined;
    if (wasNew) isBetter(to, ran, used);
    if (!nodes.add(to, node, choice, ran, used)) return 'memory';
    if (wasNew && judge.met(state, nodes.count - 1, depth + 1)) {
      store.setChoice(to, store.choice(to) | violatingFlag);
    }
    return store.count > bounds.maxStates ? 'states' : undefined;
  };

  const expand = (): BoundHit | undefined => {
    const from = nodes.state(node);
    store.load(from, state);
    const last = nodes.ran(node);
    const used = nodes.used(node);
    const goesOn = last !== nobody && machine.enabled(state, last);
    const masks = stepped[Math.floor(from / chunkStates)] as Int32Array;
    const mask = masks[from % chunkStates] as number;
    let done = 0;
    let daemonEnabled = false;
    let othersEnabled = goesOn;
    for (let actor = 0; actor < actors.length; actor++) {
      const isBuffer = actor >= taskCount;
      const costs = goesOn && !isBuffer && actor !== last ? 1 : 0;
      if (used + costs > search.preemptions) continue;
      done |= 1 << actor;
      const isFirst = (mask & (1 << actor)) === 0;
      const alternatives = machine.alternatives(state, actor);
      for (let alternative = 0; alternative < alternatives; alternative++) {
        const code = machine.step(state, actor, alternative);
        work += 1;
        if (code === StepCode.blocked) break;
        if (actors[actor]?.kind === 'daemon') daemonEnabled = true;
        else othersEnabled = true;
        if (code !== StepCode.pruned) {
          if (isFirst) transitions += 1;
          const choice = encodeChoice(actor, alternative);
          const hit = follow(code, from, choice, isBuffer ? last : actor, used + costs);
          if (hit) return hit;
        }
        machine.undo(state);
      }
    }
    masks[from % chunkStates] = mask | done;
    // Where steps were left out, somebody who is no daemon can go on, or a daemon that ran last can.
    const daemonGoesOn = goesOn && actors[last]?.kind === 'daemon';
    if (mask === 0) {
      const enabled = daemonEnabled || daemonGoesOn ? 'some' : othersEnabled ? 'no-daemon' : 'none';
      judge.expanded(state, node, depth, enabled);
    }
    return undefined;
  };

  const isWhole = (): boolean => {
    for (let index = 0; index < store.count; index++) {
      if ((store.choice(index) & violatingFlag) !== 0) continue;
      if ((stepped[Math.floor(index / chunkStates)] as Int32Array)[index % chunkStates] !== all) return false;
    }
    return true;
  };

  store.load(0, state);
  if (!makeRoom(0) || !nodes.add(0, absent, 0, nobody, 0)) return end('memory');
  if (judge.met(state, 0, 0)) return end(undefined);
  let nextPoll = 0;
  for (let layerEnd = 1; node < nodes.count; node++) {
    if (node === layerEnd) {
      if (search.done()) return end(undefined);
      if (depth + 1 >= bounds.maxDepth) return end('depth');
      depth += 1;
      layerEnd = nodes.count;
    }
    if (work >= nextPoll) {
      nextPoll = work + pollEvery;
      const hit = clock.poll(progress);
      if (hit) return end(hit);
    }
    if ((store.choice(nodes.state(node)) & violatingFlag) !== 0) continue;
    const hit = expand();
    if (hit) return end(hit);
  }
  return end(isWhole() ? undefined : 'preemptions');
}
