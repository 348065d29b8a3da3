// The run to a violated property with the fewest changes of the running task, then the fewest steps, then task order.
//
// Searches pairs (state, task that ran last) in layers: one layer per number of switches, inside it by number of
// steps. A store that becomes visible is a step, but it changes nothing about who ran last. Works on the states of its
// ground: those that a finished search has met, or those that it meets itself (fewest-fresh.ts).

import type { Finding, SearchProgress } from '../check/verdict.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';
import type { Budget } from './budget.ts';
import type { Clockwork } from './clockwork.ts';
import type { Goal } from './goal.ts';
import { choicesTo, encodeChoice, violatingFlag } from './path.ts';
import type { StateStore } from './state-store.ts';
import { absent, full } from './state-store.ts';

const pollEvery = 2048;
/** Bytes that one node takes, for the budget: four numbers in growing arrays. */
const nodeBytes = 64;
const nodesPerReserve = 1 << 14;
const settledChunk = 1 << 13;

/** The states that may be gone through, by index; 0 is the initial one. */
export interface Ground {
  load(index: number, state: Int32Array): void;
  /** Where the step just done leads: `absent` where it is not gone, `full` when there is no memory to go on. */
  reach(log: Int32Array, state: Int32Array, from: number, choice: number): number;
  /** It violates `always` or `never`: nothing behind it counts. */
  isDead(index: number, state: Int32Array): boolean;
}

export interface SwitchedRun {
  readonly finding: Finding;
  readonly choices: readonly Choice[];
}

/** `none`: no run within the bounds. `stopped`: no time or no memory for an answer. */
export type FewestAnswer = SwitchedRun | 'none' | 'stopped';

export interface SwitchBounds {
  /** Runs with so many switches or more are not looked for. */
  readonly below: number;
  readonly transitions: number;
}

/** On the states of a finished search; undefined when there is no time or memory for it. */
export function fewestSwitches(
  machine: Machine,
  store: StateStore,
  budget: Budget,
  clock: Clockwork,
  goal: Goal,
  progress: (transitions: number) => Omit<SearchProgress, 'ms'>,
): SwitchedRun | undefined {
  const ground: Ground = {
    load: store.load,
    reach: store.find,
    isDead: (index) => (store.choice(index) & violatingFlag) !== 0,
  };
  const unbounded = { below: Number.POSITIVE_INFINITY, transitions: Number.POSITIVE_INFINITY };
  const answer = searchBySwitches(machine, ground, budget, clock, goal, unbounded, progress);
  return typeof answer === 'string' ? undefined : answer;
}

export function searchBySwitches(
  machine: Machine,
  ground: Ground,
  budget: Budget,
  clock: Clockwork,
  goal: Goal,
  bounds: SwitchBounds,
  progress: (transitions: number) => Omit<SearchProgress, 'ms'>,
): FewestAnswer {
  const taskCount = machine.graph.tasks.length;
  const actorCount = machine.actors.length;
  const settled: Uint8Array[] = [];
  const state = new Int32Array(machine.layout.length);

  // Nodes: which state (or, below 0, which finding), who ran last, from which node, by which choice.
  const at: number[] = [];
  const ran: number[] = [];
  const parents: number[] = [];
  const choices: number[] = [];
  const findings: Finding[] = [];
  const ancestry = {
    parent: (node: number) => parents[node] as number,
    choice: (node: number) => choices[node] as number,
  };
  let reservedNodes = 0;
  let transitions = 0;
  let nextPoll = pollEvery;
  let stopped = false;

  const makeNode = (place: number, task: number, parent: number, choice: number): number => {
    if (at.length >= reservedNodes) {
      stopped ||= !budget.reserve(nodeBytes * nodesPerReserve);
      reservedNodes += nodesPerReserve;
    }
    parents.push(parent);
    choices.push(choice);
    ran.push(task);
    return at.push(place) - 1;
  };
  /** True the first time it is asked. */
  const settle = (index: number, task: number): boolean => {
    const bit = index * taskCount + task;
    const at = Math.floor(bit / 8);
    const chunk = settledAt(Math.floor(at / settledChunk));
    if (!chunk) return false;
    const byte = chunk[at % settledChunk] as number;
    chunk[at % settledChunk] = byte | (1 << (bit % 8));
    return (byte & (1 << (bit % 8))) === 0;
  };
  const settledAt = (index: number): Uint8Array | undefined => {
    for (let made = settled.length; made <= index && !stopped; made++) {
      const chunk = budget.bytes(settledChunk);
      if (chunk) settled.push(chunk);
      else stopped = true;
    }
    return settled[index];
  };
  const expand = (node: number, put: (stays: boolean, to: number) => void) => {
    const last = ran[node] as number;
    const from = at[node] as number;
    for (let task = 0; task < actorCount; task++) {
      const stays = task >= taskCount || task === last || last === absent;
      const runs = task >= taskCount ? last : task;
      const alternatives = machine.alternatives(state, task);
      for (let alternative = 0; alternative < alternatives; alternative++) {
        const code = machine.step(state, task, alternative);
        if (code === StepCode.blocked) break;
        transitions += 1;
        const choice = encodeChoice(task, alternative);
        let to = absent;
        if (code === StepCode.ok || code === StepCode.warned)
          to = ground.reach(machine.log, state, from, choice);
        const ended = code === StepCode.finding || code === StepCode.warned ? goal.step(code) : undefined;
        machine.undo(state);
        if (to === full) stopped = true;
        if (ended) put(stays, makeNode(-findings.push(ended), runs, node, choice));
        else if (to >= 0) put(stays, makeNode(to, runs, node, choice));
      }
    }
  };

  /** By number of steps: the nodes of this layer. */
  let layer: number[][] = [[makeNode(0, absent, absent, 0)]];
  for (let switches = 0; layer.length > 0 && switches < bounds.below; switches++) {
    const next: number[][] = [];
    for (let steps = 0; steps < layer.length; steps++) {
      for (const node of layer[steps] ?? []) {
        const index = at[node] as number;
        if (index < 0)
          return { finding: findings[-index - 1] as Finding, choices: choicesTo(ancestry, node, undefined) };
        const last = ran[node] as number;
        if (last !== absent && !settle(index, last)) continue;
        ground.load(index, state);
        const finding = goal.state(index, state);
        if (finding) return { finding, choices: choicesTo(ancestry, node, undefined) };
        if (ground.isDead(index, state)) continue;
        expand(node, (stays, to) => {
          const nodes = stays ? layer : next;
          const bucket = nodes[steps + 1];
          if (bucket) bucket.push(to);
          else nodes[steps + 1] = [to];
        });
        if (transitions >= nextPoll) {
          nextPoll = transitions + pollEvery;
          stopped ||= clock.poll(() => progress(transitions)) !== undefined;
        }
        if (stopped || transitions > bounds.transitions) return 'stopped';
      }
    }
    layer = next;
  }
  return 'none';
}
