// The run to a violated property with the fewest changes of the running task, then the fewest steps, then task order.
//
// Searches pairs (state, task that ran last) in layers: one layer per number of switches, inside it by number of
// steps. A store that becomes visible is a step, but it changes nothing about who ran last. Works on the states that
// the plain search has met; what it did not meet is not considered.

import type { Finding, SearchProgress } from '../check/verdict.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';
import type { Budget } from './budget.ts';
import type { Clockwork } from './clockwork.ts';
import type { Goal } from './goal.ts';
import { choicesTo, encodeChoice, violatingFlag } from './path.ts';
import type { StateStore } from './state-store.ts';
import { absent } from './state-store.ts';

const pollEvery = 2048;
/** Bytes that one node takes, for the budget: four numbers in growing arrays. */
const nodeBytes = 64;
const nodesPerReserve = 1 << 14;

/** Undefined when there is no time or memory for it. */
export function fewestSwitches(
  machine: Machine,
  store: StateStore,
  budget: Budget,
  clock: Clockwork,
  goal: Goal,
  progress: (transitions: number) => Omit<SearchProgress, 'ms'>,
): { readonly finding: Finding; readonly choices: readonly Choice[] } | undefined {
  const taskCount = machine.graph.tasks.length;
  const actorCount = machine.actors.length;
  const settled = budget.bytes(Math.ceil((store.count * taskCount) / 8));
  if (!settled) return undefined;
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
    const byte = settled[Math.floor(bit / 8)] as number;
    settled[Math.floor(bit / 8)] = byte | (1 << (bit % 8));
    return (byte & (1 << (bit % 8))) === 0;
  };
  const expand = (node: number, put: (stays: boolean, to: number) => void) => {
    const last = ran[node] as number;
    for (let task = 0; task < actorCount; task++) {
      const stays = task >= taskCount || task === last || last === absent;
      const runs = task >= taskCount ? last : task;
      const alternatives = machine.alternatives(state, task);
      for (let alternative = 0; alternative < alternatives; alternative++) {
        const code = machine.step(state, task, alternative);
        if (code === StepCode.blocked) break;
        transitions += 1;
        let to = absent;
        if (code === StepCode.ok || code === StepCode.warned) to = store.find(machine.log, state);
        const ended = code === StepCode.finding || code === StepCode.warned ? goal.step(code) : undefined;
        machine.undo(state);
        const choice = encodeChoice(task, alternative);
        if (ended) put(stays, makeNode(-findings.push(ended), runs, node, choice));
        else if (to !== absent) put(stays, makeNode(to, runs, node, choice));
      }
    }
  };

  /** By number of steps: the nodes of this layer. */
  let layer: number[][] = [[makeNode(0, absent, absent, 0)]];
  while (layer.length > 0) {
    const next: number[][] = [];
    for (let steps = 0; steps < layer.length; steps++) {
      for (const node of layer[steps] ?? []) {
        const index = at[node] as number;
        if (index < 0)
          return { finding: findings[-index - 1] as Finding, choices: choicesTo(ancestry, node, undefined) };
        const last = ran[node] as number;
        if (last !== absent && !settle(index, last)) continue;
        store.load(index, state);
        const finding = goal.state(index, state);
        if (finding) return { finding, choices: choicesTo(ancestry, node, undefined) };
        if ((store.choice(index) & violatingFlag) !== 0) continue;
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
        if (stopped) return undefined;
      }
    }
    layer = next;
  }
  return undefined;
}
