// The actors behind the tasks: for each CPU with a store buffer one, whose step makes a waiting store visible.
//
// Promises: an actor can run exactly when its buffer is not empty; its alternatives are the entries that may go now,
// oldest first. Does not: know what filled the buffers (buffered-memory.ts).

import type { MemoryModel, StoreBuffers } from '../check/verdict.ts';
import type { Graph, MemoryMap } from '../language/lower/graph.ts';
import { bufferName } from '../schedule/schedule.ts';
import { asks } from './buffered-memory.ts';
import { regionFrom } from './emit-region.ts';
import type { Layout, TaskLayout } from './layout.ts';
import type { Actor, Pending } from './machine.ts';
import { StepCode } from './machine.ts';
import { bufferEntries, countMask, drainable, pendingStore, type storeBuffers } from './store-buffer.ts';
import { wordKeys } from './word-keys.ts';

export interface BufferActors {
  readonly actors: readonly Actor[];
  readonly buffers: StoreBuffers | undefined;
  /** Some task waited for room. */
  noteFull(): void;
  allEmpty(state: Int32Array): boolean;
  alternatives(state: Int32Array, actor: number): number;
  /** The log is empty before. `stored` is told of the word before and after. */
  step(
    state: Int32Array,
    actor: number,
    alternative: number,
    stored: ((address: number, before: number, after: number) => void) | undefined,
  ): StepCode;
  pending(state: Int32Array, actor: number): readonly Pending[];
  next(state: Int32Array, actor: number): readonly Pending[];
  /** The buffer that this task, which can run otherwise, waits for. */
  holder(state: Int32Array, task: number): number | undefined;
}

export function bufferActors(
  graph: Graph,
  layout: Layout,
  model: MemoryModel,
  log: Int32Array,
  { drain }: ReturnType<typeof storeBuffers>,
): BufferActors {
  const inOrder = model !== 'relaxed';
  const cpus = [...layout.bufferAt.keys()].filter((cpu) => layout.bufferAt[cpu] !== -1);
  const slots = cpus.map((cpu) => layout.bufferAt[cpu] as number);
  const first = graph.tasks.length;
  const slotOf = (actor: number) => slots[actor - first] as number;
  const words = cpus.length === 0 ? new Map<number, never>() : wordsBySlot(graph.memory, layout);
  let full = false;

  const pendingAt = (state: Int32Array, buffer: number, at: number): Pending => {
    const { slot, operation, mask, value } = pendingStore(state, buffer, at);
    const { address, key } = words.get(slot) ?? { address: 0, key: '' };
    return { address, key, operation, mask, value };
  };
  const pending = (state: Int32Array, actor: number): Pending[] => {
    const buffer = slotOf(actor);
    const count = (state[buffer] as number) & countMask;
    return Array.from({ length: count }, (_, at) => pendingAt(state, buffer, at));
  };
  const next = (state: Int32Array, actor: number): Pending[] => {
    const buffer = slotOf(actor);
    const able: Pending[] = [];
    for (let at = 0; at >= 0; ) {
      at = drainable(state, buffer, inOrder, able.length);
      if (at >= 0) able.push(pendingAt(state, buffer, at));
    }
    return able;
  };

  return {
    actors: cpus.map((cpu) => ({ name: bufferName(cpu), kind: 'buffer', cpu })),
    get buffers() {
      return model === 'SC' ? undefined : { entries: bufferEntries, full };
    },
    noteFull() {
      full = true;
    },
    allEmpty: (state) => slots.every((slot) => state[slot] === 0),
    alternatives(state, actor) {
      const buffer = slotOf(actor);
      if (inOrder || ((state[buffer] as number) & countMask) < 2) return 1;
      let count = 1;
      while (drainable(state, buffer, inOrder, count) >= 0) count += 1;
      return count;
    },
    step(state, actor, alternative, stored) {
      const buffer = slotOf(actor);
      const at = drainable(state, buffer, inOrder, alternative);
      if (at < 0) return StepCode.blocked;
      const { slot } = pendingStore(state, buffer, at);
      const before = state[slot] as number;
      log[0] = drain(state, 1, buffer, at);
      stored?.(words.get(slot)?.address ?? 0, before, state[slot] as number);
      return StepCode.ok;
    },
    pending,
    next,
    holder(state, task) {
      const { graph: definition, placeSlot } = layout.tasks[task] as TaskLayout;
      const buffer = cpus.indexOf(definition.cpu);
      if (buffer < 0) return undefined;
      const count = (state[slots[buffer] as number] as number) & countMask;
      const asked = askedAt(layout.tasks[task] as TaskLayout, state[placeSlot] as number, model);
      const isWaiting = asked === 'empty' ? count > 0 : asked === 'room' && count === bufferEntries;
      return isWaiting ? first + buffer : undefined;
    },
  };
}

function wordsBySlot(memory: MemoryMap, layout: Layout) {
  const keys = wordKeys(memory);
  return new Map(
    memory.words.map(({ address }, index) => [
      layout.wordSlots[index] as number,
      { address, key: keys.get(address) ?? '' },
    ]),
  );
}

/** What the step at a place (see layout.ts) asks of the buffer of its CPU. */
function askedAt({ graph, sites, startedOffset }: TaskLayout, place: number, model: MemoryModel) {
  const site = sites[(place > startedOffset ? place - startedOffset : place) - 1];
  if (site === undefined || graph.kind === 'quiesce') return 'nothing';
  const all = regionFrom(graph.blocks, site).blocks.flatMap((block) =>
    (graph.blocks[block]?.code ?? []).map((instruction) => asks(model, instruction)),
  );
  return all.find((one) => one === 'empty') ?? all.find((one) => one === 'room') ?? 'nothing';
}
