// `compileMachine`: from a micro-step graph to a machine.
//
// Promises: total for every graph that keeps the promises of graph.ts. With an observer the machine is the replay
// variant: the same steps, and everything that happens in them is reported. Holds one log and one last finding, so
// a machine serves one caller at a time.

import { assert } from '../base/assert.ts';
import { propertyFinding, unevaluableFinding } from '../check/finding.ts';
import type { Finding, MemoryModel } from '../check/verdict.ts';
import type { Graph, StepSite } from '../language/lower/graph.ts';
import type { AddressTable } from './address-table.ts';
import { addressTable, isValid, slotAt } from './address-table.ts';
import { bufferActors } from './buffer-actors.ts';
import { bufferedMemory, lockedMemory } from './buffered-memory.ts';
import { ownerMask, switchCpu } from './cpu.ts';
import type { Host, StepFunction } from './generate.ts';
import { generate } from './generate.ts';
import { recordIncidents } from './incidents.ts';
import type { Layout, TaskLayout } from './layout.ts';
import { layOut } from './layout.ts';
import { logCapacity } from './log-capacity.ts';
import type { Actor, Machine, Observer, Start } from './machine.ts';
import { StepCode, Truth } from './machine.ts';
import { type MemoryOfTasks, machineText } from './machine-text.ts';
import { accessKinds } from './memory-model.ts';
import { sequentialMemory } from './sequential-memory.ts';
import { storeBuffers } from './store-buffer.ts';

export function compileMachine(graph: Graph, memory: MemoryModel = 'SC', observer?: Observer): Machine {
  const layout = layOut(graph, observer !== undefined, memory);
  const table = addressTable(graph.memory, layout.wordSlots);
  const log = new Int32Array(logCapacity(graph, memory));

  const siteAt = (of: number, at: number): StepSite | undefined => {
    const { sites, startedOffset, graph: task } = layout.tasks[of] as TaskLayout;
    const index = startedOffset > 0 && at > startedOffset ? at - startedOffset : at;
    return index === 0 ? undefined : task.blocks[sites[index - 1] ?? -1]?.step;
  };
  const incidents = recordIncidents(graph, table, siteAt, observer);
  const { running } = incidents;
  const stores = storeBuffers(log);
  const buffers = bufferActors(graph, layout, memory, log, stores);
  const host: Host = {
    look: stores.look,
    put: stores.put,
    order: stores.order,
    forget: stores.forget,
    full: () => {
      if (!running.quiet) buffers.noteFull();
    },
    ...incidents.host,
    slots: table.slots,
    log,
    valid: (address, size) => isValid(table, address, size),
    cpu: switchCpu,
    seen: {
      load: (address, size, value, access) => {
        if (!running.quiet) observer?.load(address, size, value, accessKinds[access] ?? 'plain');
      },
      store: (address, before, after, access) => {
        if (!running.quiet) observer?.store(address, before, after, accessKinds[access] ?? 'plain');
      },
      ledger: (page, holder, delta) => {
        if (!running.quiet) observer?.ledger(page, holder, delta);
      },
    },
  };
  const text = machineText(graph, layout, memoryOfTasks(table, layout, memory), observer !== undefined);
  const code = generate(graph, layout, text, host);

  const alternatives = layout.tasks.map(alternativesByPlace);
  const placeOf = (state: Int32Array, of: number) => state[layout.placeSlots[of] as number] as number;
  const undo = (state: Int32Array) => {
    for (let at = (log[0] as number) - 3; at > 0; at -= 3) state[log[at] as number] = log[at + 1] as number;
    log[0] = 1;
  };
  const tasks = graph.tasks.map(({ name, kind, cpu }): Actor => ({ name, kind, cpu }));
  const drained =
    observer &&
    ((address: number, before: number, after: number) => {
      if (!running.quiet) observer.store(address, before, after, 'plain');
    });
  const run = (of: number, state: Int32Array, alternative: number): number => {
    if (of >= tasks.length) {
      log[0] = 1;
      return buffers.step(state, of, alternative, drained);
    }
    running.kind = 'step';
    running.number = of;
    running.place = placeOf(state, of);
    log[0] = 1;
    return (code.steps[of] as StepFunction)(state, alternative);
  };
  const evaluateProperty = (state: Int32Array, index: number): Truth => {
    running.kind = 'routine';
    running.number = index;
    return code.property(state, index) as Truth;
  };

  const start = (): Start => {
    const state = new Int32Array(layout.length);
    for (const { address, value } of graph.memory.init) {
      const slot = slotAt(table, address);
      assert(slot >= 0, 'initial values are stored where words are');
      state[slot] = value;
    }
    const findings: Finding[] = [];
    let property: number | undefined;
    const ends = (result: number): boolean => {
      findings.push(...incidents.warnings());
      if (result === StepCode.finding) {
        findings.push(incidents.finding());
        property = incidents.property();
      }
      incidents.forget();
      return result === StepCode.finding || result === StepCode.pruned;
    };
    incidents.forget();
    running.kind = 'boot';
    let ended = ends(code.boot(state));
    running.kind = 'beginning';
    for (let task = 0; task < code.beginnings.length && !ended; task++) {
      running.number = task;
      ended = ends((code.beginnings[task] as StepFunction)(state, 0));
    }
    return { state, findings, ended, property };
  };

  return {
    graph,
    memory,
    layout,
    actors: [...tasks, ...buffers.actors],
    get buffers() {
      return buffers.buffers;
    },
    log,
    start,
    step(state, of, alternative) {
      incidents.forget();
      return run(of, state, alternative) as StepCode;
    },
    undo,
    lastFinding() {
      assert(incidents.any, 'lastFinding is asked after a finding');
      return incidents.finding();
    },
    lastProperty: incidents.property,
    lastKey: incidents.key,
    lastWarnings: incidents.warnings,
    lastWarned: () => incidents.warned,

    ended: (state, of) => placeOf(state, of) === 0,
    started: (state, of) => {
      const { startedOffset } = layout.tasks[of] as TaskLayout;
      return startedOffset === 0 || placeOf(state, of) === 0 || placeOf(state, of) > startedOffset;
    },
    enabled(state, of) {
      const { kind, number, place, quiet } = running;
      running.quiet = true;
      const result = run(of, state, 0);
      undo(state);
      Object.assign(running, { kind, number, place, quiet });
      return result !== StepCode.blocked;
    },
    mayRun: (state, of) => placeOf(state, of) !== 0 && code.hindered[of]?.(state) === false,
    alternatives: (state, of) =>
      of < tasks.length
        ? ((alternatives[of] as Uint8Array)[placeOf(state, of)] as number)
        : buffers.alternatives(state, of),
    site: (state, of) => siteAt(of, placeOf(state, of)),
    lockHolder(state, of) {
      const value = code.lock(state, of, placeOf(state, of));
      return value > 0 && value <= graph.tasks.length ? value - 1 : undefined;
    },
    cpuHolder(state, of) {
      const { graph: definition } = layout.tasks[of] as TaskLayout;
      const interrupt = layout.tasks.findIndex(
        (other, index) =>
          index !== of &&
          other.graph.kind === 'interrupt' &&
          other.graph.cpu === definition.cpu &&
          placeOf(state, index) > other.startedOffset,
      );
      if (interrupt >= 0) return interrupt;
      const slot = layout.cpuSlots[definition.cpu] ?? -1;
      const owner = slot < 0 ? 0 : (state[slot] as number) & ownerMask;
      return owner === 0 || owner === of + 1 ? undefined : owner - 1;
    },
    bufferHolder: buffers.holder,
    pending: buffers.pending,
    drains: buffers.next,
    finished: (state) =>
      buffers.allEmpty(state) &&
      layout.tasks.every((each, index) => {
        const at = placeOf(state, index);
        if (each.graph.kind === 'daemon') return true;
        return at === 0 || (each.graph.kind === 'interrupt' && at <= each.startedOffset);
      }),

    checkProperties: (state) => {
      running.kind = 'routine';
      return code.check(state);
    },
    evaluateProperty,
    propertyFinding(state, index) {
      const about = graph.properties[index];
      assert(about !== undefined, 'a property of the graph');
      if (evaluateProperty(state, index) === Truth.fault) {
        return unevaluableFinding(about.name, about.span, incidents.finding());
      }
      return propertyFinding(about, undefined);
    },
    evaluateLane(state, lane) {
      running.kind = 'routine';
      incidents.forget();
      const value = code.lane(state, lane);
      return incidents.any ? 0 : value;
    },
    readWord(state, address) {
      const slot = (address & 3) === 0 ? slotAt(table, address) : -1;
      return slot < 0 ? undefined : state[slot];
    },
  };
}

function memoryOfTasks(table: AddressTable, layout: Layout, memory: MemoryModel): MemoryOfTasks {
  const direct = sequentialMemory(table);
  return (task) => {
    const definition = layout.tasks[task]?.graph;
    const buffer = layout.bufferAt[definition?.cpu ?? -1] ?? -1;
    if (memory === 'SC' || definition === undefined || buffer < 0) return direct;
    return definition.kind === 'quiesce'
      ? lockedMemory(table, buffer)
      : bufferedMemory(table, memory, buffer);
  };
}

/** By place: how many alternatives the step there has. */
function alternativesByPlace({ graph, sites, startedOffset }: TaskLayout): Uint8Array {
  const counts = sites.map((block) => {
    const choose = graph.blocks[block]?.code.find((instruction) => instruction.kind === 'choose');
    return choose?.kind === 'choose' ? choose.count : 1;
  });
  return Uint8Array.from([1, ...counts, ...(startedOffset > 0 ? counts : [])]);
}
