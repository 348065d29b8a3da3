// `sweepModule`: one lab's machine and the kernel of its search as the bytes of one WebAssembly module.
//
// Promises: the same steps, in the same order, as core/machine does; imports are a shared memory and the address of the
// thread's block. Refuses, in one sentence, what it cannot express. Does not run anything, and keeps no state of its own
// but in that memory.

import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { MemoryModel } from '../check/verdict.ts';
import type { Graph, TaskGraph } from '../language/lower/graph.ts';
import { addressTable } from '../machine/address-table.ts';
import type { Layout, TaskLayout } from '../machine/layout.ts';
import { bufferEntries } from '../machine/store-buffer.ts';
import type { PersistentSets, ReductionPlan } from '../reduce/plan.ts';
import { addArithmetic } from './arithmetic.ts';
import { batchBody, batchSignature } from './batch.ts';
import { Body } from './body.ts';
import { bufferedCode, lockedCode } from './buffered-code.ts';
import { addBufferFunctions, bufferStepBody } from './buffers.ts';
import { chainBody } from './chain.ts';
import { differencesOf } from './difference.ts';
import { ModuleWriter, type Signature } from './encode.ts';
import { expandBody, statusSignature } from './expand.ts';
import type { Setting } from './frame.ts';
import { insertBody, insertSignature } from './insert.ts';
import { interruptNumber, judgeBody, judgeSignature } from './judge.ts';
import {
  checkBody,
  finishedBody,
  lockProbeBody,
  lookSignature,
  onlyLooks,
  propertyBody,
  watchedSlots,
} from './look.ts';
import { type MemoryCode, sequentialCode } from './memory-code.ts';
import { eventBytes, type Packing } from './memory-map.ts';
import { numberSites, sitesBehind } from './numbers.ts';
import { op, type } from './opcodes.ts';
import { chooseBody, chooseSignature, maskBody, maskSignature, setTables } from './persistent.ts';
import { packTable, undoBody, undoSignature } from './record.ts';
import { addressContents, roomAt, threadBlock } from './room.ts';
import { rehashBody, rehashSignature, seedBody, seedSignature } from './seed.ts';
import { missingBody, runsDry, stepBody, stepSignature } from './step.ts';
import { addSymmetry, ownSlots } from './symmetry.ts';
import { type Actors, tryBytes } from './tries.ts';

export interface SweepSpec {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly memory: MemoryModel;
  readonly packing: Packing;
  readonly plan: ReductionPlan | undefined;
  /** By task, by place: 1 where somebody was seen to stand. Only their steps are made, see `Status.missing`; else all. */
  readonly places?: readonly Uint8Array[];
  /** Steps are tried in place, see in-place.ts: for a search that has become large. */
  readonly large?: boolean;
  /** Where tables and notes that all threads share go. */
  readonly roomAt: number;
  /** Steps of modules made before, for another packing or other places only; those of this one are added. */
  readonly kept?: KeptSteps;
}

/** By task and block; they are the same whatever the packing and the places. */
export type KeptSteps = Map<string, Body>;

export interface SweepModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What one thread needs at its address; the area comes first, the vector at `vectorAt`. */
  readonly threadBytes: number;
  readonly vectorAt: number;
  /** From `roomAt` on; the same for every packing. */
  readonly roomBytes: number;
  /** The most new states that one record can lead to. */
  readonly mostSuccessors: number;
  /** Bytes of events that one record can ask for. */
  readonly eventRoom: number;
}

/** How far around the places that were seen steps are made too. */
const stepsAhead = 2;

export function sweepModule(spec: SweepSpec): Result<SweepModule, string> {
  const { graph, layout, memory, packing } = spec;
  const refused = whyRefused(spec);
  if (refused !== undefined) return fail(refused);

  const table = addressTable(graph.memory, layout.wordSlots);
  const counts = new Uint8Array(layout.length).fill(1, 0, layout.identity);
  spec.plan?.deadSlots?.forEach((dead, slot) => {
    if (dead === 1) counts[slot] = 0;
  });
  for (const slot of ownSlots(spec.plan?.symmetry ?? [])) counts[slot] = 0;
  const choices = layout.tasks.map(alternativesOf);
  const manyOf = choices.map((list) => list.some((count) => count > 1));
  const places = choices.map((list, task) => (manyOf[task] ? list.length : 0));
  const { persistent, privatePlaces } = spec.plan ?? {};
  const setBytes = persistent ? setTables(persistent, 0).bytes.byteLength : 0;
  const privateBytes = (privatePlaces ?? []).reduce((sum, list) => sum + list.length, 0);
  const room = roomAt(
    spec.roomAt,
    table,
    layout.length,
    places.reduce((sum, count) => sum + count, 0),
    setBytes + privateBytes,
  );
  const bufferCount = layout.bufferAt.filter((slot) => slot >= 0).length;
  const mostSuccessors = choices.reduce((sum, list) => sum + Math.max(...list), bufferEntries * bufferCount);
  const thread = threadBlock(graph, layout, memory, mostSuccessors, tryBytes, privatePlaces !== undefined);

  const watched = watchedSlots(graph, table, layout.length);

  const module = new ModuleWriter('sweep');
  const threadGlobal = module.importGlobal('thread');
  const logEndGlobal = module.global(type.i32);
  const numbers = numberSites(layout, interruptNumber(graph, graph.tasks.length, 0));
  let number = 0;
  const setting: Setting = {
    graph,
    layout,
    model: memory,
    table,
    room,
    thread,
    counts,
    arithmetic: addArithmetic(module, room, table),
    differences: spec.large ? differencesOf(packing, layout.identity, watched) : undefined,
    threadGlobal,
    logEndGlobal,
    missingGlobal: module.global(type.i32),
    number: () => number++,
  };
  for (const { at, bytes } of addressContents(table)) {
    module.content(room.slots + 4 * at, new Uint8Array(bytes.slots.buffer));
    module.content(room.covered + at, bytes.covered);
  }
  module.content(room.counts, counts);
  const packs = packTable(packing, layout.identity, watched);
  module.content(room.packs, new Uint8Array(packs.buffer));

  const step = module.signature(stepSignature.takes, stepSignature.gives);
  const nobody = new Body(stepSignature.takes.length);
  nobody.op(op.unreachable);
  const functions = memory === 'SC' ? undefined : addBufferFunctions(module, thread, logEndGlobal);
  const codeOf = (index: number): MemoryCode => {
    const { kind, cpu } = graph.tasks[index] as TaskGraph;
    const buffer = layout.bufferAt[cpu] ?? -1;
    if (memory === 'SC' || functions === undefined || buffer < 0) return sequentialCode;
    return kind === 'quiesce' ? lockedCode(buffer) : bufferedCode(memory, buffer, functions);
  };
  const buffers = [...layout.bufferAt].flatMap((slot) => {
    if (slot < 0 || functions === undefined) return [];
    const body = bufferStepBody(functions, thread.vector, slot, memory !== 'relaxed');
    return [{ slot, step: module.tabulate(module.add(step, body)) }];
  });
  const atPlaceNone = module.add(step, nobody);
  let alternativesAt = room.alternatives;
  let privateAt = room.sets + setBytes;
  const begin = (task: number, block: number) => {
    number = numbers.first[task]?.[(layout.tasks[task]?.places[block] ?? 0) - 1] ?? 0;
  };
  const stepOf = (task: number, block: number): Body => {
    const name = `${task} ${block}`;
    const known = spec.kept?.get(name);
    if (known !== undefined) return known;
    begin(task, block);
    const body = stepBody(setting, codeOf(task), task, block);
    spec.kept?.set(name, body);
    return body;
  };
  const actors: Actors = {
    signature: step,
    begin,
    buffers,
    tasks: layout.tasks.map((task, index) => {
      const missing = module.add(step, missingBody(setting, index));
      const wanted = spec.places && sitesAround(task, spec.places[index] as Uint8Array);
      const functions = task.sites.map((block) => {
        if (wanted && wanted[block] !== 1) return missing;
        return module.add(step, stepOf(index, block));
      });
      // Equal tasks are looked at in the vector after a step, and buffers write by themselves. A search that may soon be
      // over is not worth a second function for each step.
      const isWorthIt = spec.large === true || spec.plan !== undefined;
      const triesDry = isWorthIt && memory === 'SC' && spec.plan?.symmetry === undefined;
      const isDry = task.sites.map(
        (block, at) => triesDry && functions[at] !== missing && runsDry(setting, index, block),
      );
      const inPlace = task.sites.map((block, at) => (spec.large && isDry[at] ? block : undefined));
      const dry = task.sites.map((block, at) => {
        if (!isDry[at] || inPlace[at] !== undefined) return functions[at] as number;
        begin(index, block);
        return module.add(step, stepBody(setting, codeOf(index), index, block, true));
      });
      const tabulate = (list: readonly number[]) => {
        const first = module.tabulate(atPlaceNone);
        for (const one of list) module.tabulate(one);
        if (task.startedOffset > 0) for (const one of list) module.tabulate(one);
        return first;
      };
      const steps = tabulate(functions);
      const tries = tabulate(dry);
      const byPlace = [undefined, ...inPlace, ...(task.startedOffset > 0 ? inPlace : [])];
      const mine = privatePlaces?.[index];
      let chain: number | undefined;
      if (mine?.includes(1)) {
        module.content(privateAt, mine);
        chain = module.tabulate(module.add(step, chainBody(setting, step, index, steps, privateAt)));
        privateAt += mine.length;
      }
      if (!manyOf[index]) return { steps, tries, inPlace: byPlace, chain, alternatives: undefined };
      const alternatives = alternativesAt;
      module.content(alternatives, new Uint8Array(Uint16Array.from(choices[index] ?? []).buffer));
      alternativesAt += 2 * (places[index] as number);
      return { steps, tries, inPlace: byPlace, chain, alternatives };
    }),
  };

  const symmetry =
    spec.plan?.symmetry &&
    addSymmetry(module, setting, {
      classes: spec.plan.symmetry,
      exchanges: spec.plan.exchanges,
      dead: spec.plan.deadSlots,
    });
  const look = module.signature(lookSignature.takes, lookSignature.gives);
  const routines = new Map<number, number>();
  graph.properties.forEach(({ routine }, property) => {
    if (routine) routines.set(property, module.add(look, propertyBody(setting, routine)));
  });
  const probes = new Map<number, { place: number; probe: number }[]>();
  layout.tasks.forEach((task, index) => {
    if (task.graph.kind !== 'interrupt') return;
    const list = task.sites.flatMap((block, at) => {
      const body = lockProbeBody(setting, codeOf(index), index, block);
      return body ? [{ place: at + 1, probe: module.add(look, body) }] : [];
    });
    if (list.length > 0) probes.set(index, list);
  });

  const add = (signature: Signature, body: Body) =>
    module.add(module.signature(signature.takes, signature.gives), body);
  const { recordBytes } = packing;
  const eventRoom = eventBytes * (2 + graph.properties.length + 2 * mostSuccessors);
  const insert = add(
    insertSignature,
    insertBody(setting, {
      stepSignature: step,
      undo: add(undoSignature, undoBody(setting)),
      packing,
      all: persistent !== undefined,
      routines,
      check: module.add(look, checkBody(setting, routines)),
      renamedChecks: (spec.plan?.exchanges ?? [])
        .filter(({ properties }) => properties.some((twin, property) => twin !== property))
        .map(({ properties }) => module.add(look, checkBody(setting, routines, properties))),
    }),
  );
  const batch = batchBody(setting, {
    actors,
    symmetry,
    packing,
    mostSuccessors,
    eventRoom,
    all: persistent !== undefined,
  });
  const expand = expandBody(setting, {
    batch: add(batchSignature, batch),
    insert,
    judge: add(
      judgeSignature,
      judgeBody(setting, { routines, finished: module.add(look, finishedBody(setting)), probes }),
    ),
    choose: persistent && addChoose(module, setting, persistent),
    recordBytes,
    mostSuccessors,
  });
  module.export('expand', add(statusSignature, expand));
  module.export('seed', add(seedSignature, seedBody(setting, packing, symmetry)));
  module.export('rehash', add(rehashSignature, rehashBody()));
  return ok({
    bytes: module.bytes(),
    threadBytes: thread.bytes,
    vectorAt: thread.vector,
    roomBytes: room.met + numbers.end - spec.roomAt,
    mostSuccessors,
    eventRoom,
  });
}

/** By block: 1 for the sites of places that were seen, and for those a few steps behind them: a new module costs more than they do. */
function sitesAround({ graph, sites, startedOffset }: TaskLayout, seen: Uint8Array): Uint8Array {
  const wanted = new Uint8Array(graph.blocks.length);
  let edge = sites.filter(
    (_, at) => seen[at + 1] === 1 || (startedOffset > 0 && seen[at + 1 + startedOffset] === 1),
  );
  for (const site of edge) wanted[site] = 1;
  for (let round = 0; round < stepsAhead; round++) {
    const next: number[] = [];
    for (const site of edge) {
      for (const to of sitesBehind(graph.blocks, site)) {
        if (wanted[to] === 1) continue;
        wanted[to] = 1;
        next.push(to);
      }
    }
    edge = next;
  }
  return wanted;
}

/** The function that picks a persistent set. */
function addChoose(module: ModuleWriter, setting: Setting, sets: PersistentSets): number {
  const { at, bytes } = setTables(sets, setting.room.sets);
  module.content(setting.room.sets, new Uint8Array(bytes.buffer));
  const mask = module.signature(maskSignature.takes, maskSignature.gives);
  const masks = setting.layout.tasks.map((_, task) =>
    module.tabulate(module.add(mask, maskBody(setting, at, task))),
  );
  const signature = module.signature(chooseSignature.takes, chooseSignature.gives);
  return module.add(signature, chooseBody(setting, at, mask, masks[0] ?? 0));
}

function whyRefused({ graph, memory, plan }: SweepSpec): string | undefined {
  if (memory !== 'SC' && (plan?.deadSlots || plan?.symmetry || plan?.persistent)) {
    return 'store buffers are searched without reductions';
  }
  if (graph.properties.some(({ routine }) => routine && !onlyLooks(routine))) {
    return 'a property of this lab writes to memory while it is asked';
  }
  return undefined;
}

/** By place: how many alternatives the step there has. */
function alternativesOf({ graph, sites, startedOffset }: TaskLayout): readonly number[] {
  const counts = sites.map((block) => {
    const choose = graph.blocks[block]?.code.find(({ kind }) => kind === 'choose');
    return choose?.kind === 'choose' ? choose.count : 1;
  });
  return [1, ...counts, ...(startedOffset > 0 ? counts : [])];
}
