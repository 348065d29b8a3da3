// Where everything of a graph is in the state vector.
//
// Promises: a task's place is 0 when it has ended and 1 … n at its n step sites, in block order; interrupts and the
// quiesce task, which must remember whether they have begun, stand at n + 1 … 2n after their first step.

import type { MemoryModel } from '../check/verdict.ts';
import type { Graph, TaskGraph } from '../language/lower/graph.ts';
import { asks } from './buffered-memory.ts';
import type { VectorLayout } from './machine.ts';
import type { RegisterPlan } from './registers.ts';
import { planRegisters } from './registers.ts';
import { bufferSlots } from './store-buffer.ts';

export interface TaskLayout {
  readonly graph: TaskGraph;
  readonly plan: RegisterPlan;
  /** Block of each site, in block order. */
  readonly sites: readonly number[];
  /** By block: 1 … n for a block that begins a step, 0 for others. */
  readonly places: Int32Array;
  readonly placeSlot: number;
  /** Slot of the register with colour 0. */
  readonly registerSlot: number;
  /** Added to a place once the task has done a step; 0 for kinds that need not remember it. */
  readonly startedOffset: number;
}

export interface Layout extends VectorLayout {
  readonly tasks: readonly TaskLayout[];
  /**
   * By CPU: slot of its word (see cpu.ts); -1 for a CPU where preemption and interrupts are never switched or where
   * that makes no difference.
   */
  readonly cpuSlots: Int32Array;
  /** By CPU: first slot of its store buffer (see store-buffer.ts); -1 where there is none or nothing ever waits in it. */
  readonly bufferAt: Int32Array;
}

const known = new WeakMap<Graph, Map<string, Layout>>();

/**
 * Made once for each graph: every run of it that is shown has a machine of its own. Whether the ledger is kept makes no
 * difference to a graph without one.
 */
export function layOut(graph: Graph, wantsLedger: boolean, memory: MemoryModel): Layout {
  const ledger = wantsLedger && graph.tasks.some(hasLedger);
  const ofGraph = known.get(graph) ?? new Map<string, Layout>();
  known.set(graph, ofGraph);
  const key = `${ledger} ${memory}`;
  const layout = ofGraph.get(key) ?? makeLayout(graph, ledger, memory);
  ofGraph.set(key, layout);
  return layout;
}

function hasLedger({ blocks }: TaskGraph): boolean {
  return blocks.some(({ code }) => code.some(({ kind }) => kind === 'ledger'));
}

function makeLayout(graph: Graph, ledger: boolean, memory: MemoryModel): Layout {
  const { words } = graph.memory;
  const wordSlots = new Int32Array(words.length).fill(-1);
  let next = 0;
  const place = (wanted: (word: (typeof words)[number]) => boolean) => {
    words.forEach((word, index) => {
      if (wanted(word)) wordSlots[index] = next++;
    });
  };

  place((word) => !word.ghost);
  place((word) => word.ghost && word.observed);
  const placeSlots = new Int32Array(graph.tasks.length);
  for (let task = 0; task < placeSlots.length; task++) placeSlots[task] = next++;
  const tasks = graph.tasks.map((task, index): TaskLayout => {
    const plan = planRegisters(task.registers, task.blocks, ledger);
    const places = new Int32Array(task.blocks.length);
    const sites: number[] = [];
    task.blocks.forEach((block, at) => {
      if (block.step) places[at] = sites.push(at);
    });
    const registerSlot = next;
    next += plan.colourCount;
    const remembers = task.kind === 'interrupt' || task.kind === 'quiesce';
    return {
      graph: task,
      plan,
      sites,
      places,
      placeSlot: placeSlots[index] ?? -1,
      registerSlot,
      startedOffset: remembers ? sites.length : 0,
    };
  });
  const cpuSlots = new Int32Array(graph.cpus).fill(-1);
  for (let cpu = 0; cpu < graph.cpus; cpu++) if (switchesCpu(graph, cpu)) cpuSlots[cpu] = next++;
  const bufferAt = new Int32Array(graph.cpus).fill(-1);
  for (let cpu = 0; cpu < graph.cpus; cpu++) {
    if (!fillsBuffer(graph, cpu, memory)) continue;
    bufferAt[cpu] = next;
    next += bufferSlots;
  }
  const identity = next;
  place((word) => word.ghost && !word.observed);
  return { length: next, identity, wordSlots, placeSlots, tasks, cpuSlots, bufferAt };
}

function fillsBuffer(graph: Graph, cpu: number, memory: MemoryModel): boolean {
  if (memory === 'SC') return false;
  return graph.tasks.some(
    (task) =>
      task.cpu === cpu &&
      task.kind !== 'quiesce' &&
      task.blocks.some(({ code }) => code.some((instruction) => asks(memory, instruction) === 'room')),
  );
}

function switchesCpu(graph: Graph, cpu: number): boolean {
  const here = graph.tasks.filter((task) => task.cpu === cpu);
  if (here.length < 2) return false;
  return here.some((task) =>
    task.blocks.some((block) => block.code.some((instruction) => instruction.kind === 'cpu-control')),
  );
}
