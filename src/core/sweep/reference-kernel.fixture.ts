// A kernel in JavaScript over a Machine, by the same agreement as the one of core/wasm: a second opinion for tests of
// the conductor. One thread, no reductions, slow. Reports every event, filters nothing.

import { ok } from '../base/result.ts';
import { encodeChoice } from '../explore/path.ts';
import { interruptStuckIn } from '../explore/stuck.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode, Truth } from '../machine/machine.ts';
import type { Kernel, Packing } from '../wasm/memory-map.ts';
import {
  areaWord,
  EventKind,
  entryBytes,
  eventBytes,
  logEntryBytes,
  Status,
  sharedAt,
  sharedWord,
} from '../wasm/memory-map.ts';
import type { KernelMaker } from './kernel-code.ts';
import { read, write } from './packing.ts';
import type { LinearMemory } from './web-assembly.ts';

const vectorAt = 256;
const reach = 64;

export function referenceKernels(machine: Machine): KernelMaker {
  const mostSuccessors = machine.actors.length * 16;
  const eventRoom = (mostSuccessors * (3 + machine.graph.properties.length) + 40) * eventBytes;
  return (packing) =>
    ok({
      threadBytes: vectorAt + 4 * machine.layout.length,
      vectorAt,
      roomBytes: 64,
      mostSuccessors,
      eventRoom,
      module: undefined,
      open: (memory, thread) => openReference(machine, packing, memory, thread, mostSuccessors, eventRoom),
    });
}

function openReference(
  machine: Machine,
  packing: Packing,
  memory: LinearMemory,
  thread: number,
  mostSuccessors: number,
  eventRoom: number,
): Kernel {
  const { identity } = machine.layout;
  const { actors, graph } = machine;
  const { fields, recordBytes } = packing;
  const fieldOf = new Map(fields.map((field) => [field.slot, field]));
  const initial = new Int32Array(memory.buffer, thread + vectorAt, machine.layout.length).slice();
  const state = initial.slice();
  let bytes = new DataView(memory.buffer);
  const get = (word: number) => bytes.getUint32(thread + 4 * word, true);
  const set = (word: number, value: number) => bytes.setUint32(thread + 4 * word, value, true);
  const shared = (word: number) => bytes.getUint32(sharedAt + 4 * word, true);
  let low = 0;
  let high = 0;

  const hash = () => {
    let a = 0x811c9dc5;
    let b = 0x9e3779b9;
    for (let slot = 0; slot < identity; slot++) {
      a = Math.imul(a ^ (state[slot] as number), 0x85ebca6b);
      a ^= a >>> 13;
      b = Math.imul(b + (state[slot] as number), 0xc2b2ae35);
      b ^= b >>> 15;
    }
    low = a >>> 0;
    high = b >>> 0;
    if (low === 0 && high === 0) low = 1;
  };
  /** As the table is asked to hold it. */
  const insert = (at: number, mask: number): 'new' | 'known' | 'full' => {
    for (
      let tries = 0, entry = (low & mask) >>> 0;
      tries < reach;
      tries++, entry = ((entry + 1) & mask) >>> 0
    ) {
      const place = at + entry * entryBytes;
      const there = bytes.getUint32(place, true);
      const thereHigh = bytes.getUint32(place + 4, true);
      if (there === 0 && thereHigh === 0) {
        bytes.setUint32(place, low, true);
        bytes.setUint32(place + 4, high, true);
        return 'new';
      }
      if (there === low && thereHigh === high) return 'known';
    }
    return 'full';
  };
  const event = (kind: number, number: number, choice: number, detail: number) => {
    const at = get(areaWord.eventAt);
    bytes.setUint32(at, kind, true);
    bytes.setUint32(at + 4, number, true);
    bytes.setInt32(at + 8, choice, true);
    bytes.setInt32(at + 12, detail, true);
    set(areaWord.eventAt, at + eventBytes);
  };
  const note = (parent: number | undefined, choice: number): number => {
    const number = get(areaWord.nextNumber);
    const log = get(areaWord.logAt);
    bytes.setUint32(log, parent ?? number, true);
    bytes.setUint32(log + 4, choice, true);
    set(areaWord.logAt, log + logEntryBytes);
    set(areaWord.nextNumber, number + 1);
    set(areaWord.states, get(areaWord.states) + 1);
    return number;
  };
  const pack = (number: number) => {
    const at = get(areaWord.outAt);
    bytes.setUint32(at, low, true);
    bytes.setUint32(at + 4, high, true);
    bytes.setUint32(at + 8, number, true);
    for (const field of fields) write(bytes, at + field.at, field.width, state[field.slot] as number);
    set(areaWord.outAt, at + recordBytes);
  };
  const misfit = (): number => {
    for (let slot = 0; slot < identity; slot++) {
      const value = state[slot] as number;
      const field = fieldOf.get(slot);
      const fits = field
        ? (value << (32 - 8 * field.width)) >> (32 - 8 * field.width) === value
        : value === initial[slot];
      if (!fits) return slot;
    }
    return -1;
  };
  const met = (number: number): boolean => {
    graph.properties.forEach(({ kind, routine }, property) => {
      if (kind !== 'cost' || !routine || machine.evaluateProperty(state, property) === Truth.content) return;
      event(EventKind.cost, number, -1, property);
    });
    const property = machine.checkProperties(state);
    if (property >= 0) event(EventKind.violated, number, -1, property);
    return property >= 0;
  };

  /** undefined: the record is done. */
  const expandRecord = (at: number): number | undefined => {
    state.set(initial);
    for (const field of fields) state[field.slot] = read(bytes, at + field.at, field.width);
    const number = bytes.getUint32(at + 8, true);
    let transitions = 0;
    let enabled = false;
    let daemon = false;
    for (let actor = 0; actor < actors.length; actor++) {
      const alternatives = machine.alternatives(state, actor);
      for (let alternative = 0; alternative < alternatives; alternative++) {
        const code = machine.step(state, actor, alternative);
        if (code === StepCode.blocked) break;
        enabled = true;
        daemon ||= actors[actor]?.kind === 'daemon';
        const choice = encodeChoice(actor, alternative);
        if (code !== StepCode.pruned) transitions += 1;
        if (code === StepCode.finding) event(EventKind.failed, number, choice, machine.lastKey());
        if (code === StepCode.warned) event(EventKind.warned, number, choice, 0);
        if (code === StepCode.ok || code === StepCode.warned) {
          const slot = misfit();
          if (slot >= 0) {
            set(areaWord.misfitSlot, slot);
            set(areaWord.misfitValue, state[slot] as number);
            machine.undo(state);
            return Status.misfit;
          }
          hash();
          const inserted = insert(shared(sharedWord.tableAt), shared(sharedWord.tableMask));
          if (inserted === 'full') {
            machine.undo(state);
            return Status.full;
          }
          if (inserted === 'new') {
            const child = note(number, choice);
            if (!met(child)) pack(child);
          }
        }
        machine.undo(state);
      }
    }
    if (!daemon && machine.finished(state)) {
      set(areaWord.sawEnd, 1);
      graph.properties.forEach(({ kind, routine }, property) => {
        if (kind !== 'finally' || !routine || machine.evaluateProperty(state, property) === Truth.content)
          return;
        event(EventKind.endViolated, number, -1, property);
      });
    }
    if (!enabled && !machine.finished(state)) event(EventKind.stuck, number, -1, hashOf(machine, state));
    if (interruptStuckIn(machine, state)) event(EventKind.interruptStuck, number, -1, 0);
    set(areaWord.transitions, get(areaWord.transitions) + transitions);
    return undefined;
  };

  return {
    seed() {
      bytes = new DataView(memory.buffer);
      state.set(initial);
      hash();
      insert(shared(sharedWord.tableAt), shared(sharedWord.tableMask));
      pack(note(undefined, 0));
    },
    expand() {
      bytes = new DataView(memory.buffer);
      for (let at = get(areaWord.at); at < get(areaWord.end); at += recordBytes) {
        set(areaWord.at, at);
        if (shared(sharedWord.stop) !== 0) return Status.stopped;
        if (get(areaWord.outEnd) - get(areaWord.outAt) < mostSuccessors * recordBytes) return Status.room;
        if (get(areaWord.lastNumber) - get(areaWord.nextNumber) < mostSuccessors) return Status.room;
        if (get(areaWord.eventEnd) - get(areaWord.eventAt) < eventRoom) return Status.events;
        const status = expandRecord(at);
        if (status !== undefined) return status;
        set(areaWord.at, at + recordBytes);
      }
      return Status.done;
    },
    rehash(oldAt, oldMask, newAt, newMask) {
      bytes = new DataView(memory.buffer);
      for (let entry = 0; entry <= oldMask; entry++) {
        low = bytes.getUint32(oldAt + entry * entryBytes, true);
        high = bytes.getUint32(oldAt + entry * entryBytes + 4, true);
        if (low !== 0 || high !== 0) insert(newAt, newMask);
      }
    },
  };
}

function hashOf(machine: Machine, state: Int32Array): number {
  let hash = 0;
  for (const slot of machine.layout.placeSlots) hash = Math.imul(hash ^ (state[slot] as number), 0x9e3779b1);
  return hash;
}
