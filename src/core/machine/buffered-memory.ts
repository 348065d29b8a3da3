// x86-TSO and relaxed: what a CPU stores waits in its buffer, and what it loads it takes from there first.
//
// x86-TSO: the buffer is a queue; what is locked on x86 (every atomic read-modify-write, taking a lock, `smp_mb`) waits
// until it is empty; giving a lock back is a plain store. Relaxed: any entry may become visible unless a barrier or an
// older entry for its word forbids it; atomics that return nothing wait in the buffer too; those that do, taking a lock
// and full barriers wait until it is empty. `atomic { … }` counts as one locked operation. Loads are never late.

import { assertNever } from '../base/assert.ts';
import type { MemoryModel } from '../check/verdict.ts';
import type { Instruction } from '../language/lower/graph.ts';
import type { AddressTable } from './address-table.ts';
import { emitValue } from './emit-value.ts';
import type { Located, Size } from './locate.ts';
import { extract, locate } from './locate.ts';
import type { MemoryEmitter } from './memory-model.ts';
import { reportLoad, sequentialMemory } from './sequential-memory.ts';
import { bufferEntries, countMask, keyOf } from './store-buffer.ts';

/** What a step asks of the buffer of its CPU before it can be done. */
export type Asks = 'nothing' | 'room' | 'empty';

/** Of one instruction, by a task. */
export function asks(model: MemoryModel, instruction: Instruction): Asks {
  switch (instruction.kind) {
    case 'rmw':
      return model === 'relaxed' ? 'room' : 'empty';
    case 'load':
      return isLocked(instruction.access) ? 'empty' : 'nothing';
    case 'store':
      if (isLocked(instruction.access)) return 'empty';
      return instruction.access === 'ghost' || instruction.access === 'pure' ? 'nothing' : 'room';
    case 'fence':
      return isFull(model, instruction.fence) ? 'empty' : 'nothing';
    default:
      return 'nothing';
  }
}

function isLocked(access: (Instruction & { readonly kind: 'load' })['access']): boolean {
  switch (access) {
    case 'rmw':
    case 'rmw-ordered':
    case 'lock':
    case 'atomic':
      return true;
    case 'plain':
    case 'once':
    case 'acquire':
    case 'release':
    case 'unlock':
    case 'ghost':
    case 'pure':
      return false;
    default:
      return assertNever(access);
  }
}

function isFull(model: MemoryModel, fence: (Instruction & { readonly kind: 'fence' })['fence']): boolean {
  return fence === 'mb' || (model === 'relaxed' && fence !== 'rmb' && fence !== 'wmb');
}

/** For the tasks of one CPU, whose buffer is at slot `buffer`. */
export function bufferedMemory(
  table: AddressTable,
  model: 'x86-TSO' | 'relaxed',
  buffer: number,
): MemoryEmitter {
  const direct = sequentialMemory(table);
  const put = (
    found: Located,
    size: Size,
    operation: Parameters<typeof keyOf>[0],
    value: string,
    release: boolean,
  ) => {
    const bytes = size >= 4 ? 15 : size === 2 ? 3 : 1;
    const whole = size >= 4;
    const key = whole
      ? `${keyOf(operation, bytes, release)}`
      : `${keyOf(operation, 0, release)}|${bytes}<<(${found.shift}>>3)+16`;
    const placed = whole ? value : `(${value}&${size === 2 ? 0xffff : 0xff})<<${found.shift}`;
    return `n=put(v,n,${buffer},${key}|${found.slot}+1,${placed});`;
  };

  return {
    enter(code) {
      let most: Asks = 'nothing';
      for (const instruction of code) {
        const one = asks(model, instruction);
        if (one === 'empty' || most === 'nothing') most = one;
      }
      if (most === 'empty') return `if(v[${buffer}]!==0)return 1;`;
      return most === 'room' ? `if((v[${buffer}]&${countMask})===${bufferEntries}){full();return 1;}` : '';
    },

    load(emission, instruction) {
      const { size, signed, access } = instruction;
      if (access === 'ghost') return direct.load(emission, instruction);
      const found = locate(emission, table, instruction.address, size, false);
      if (found.slot === undefined) return found.text;
      const word = `(v[${buffer}]===0?v[${found.slot}]:look(v,${buffer},${found.slot}))`;
      const into = `r${instruction.register | 0}`;
      const report = emission.observed ? reportLoad(found, size, into, access) : '';
      return `${found.text}${into}=${extract(word, size, signed, found.shift)};${report}`;
    },

    store(emission, instruction) {
      const { size, access } = instruction;
      // What is done before the first step meets empty buffers and stays out of them.
      if (!emission.logged) return direct.store(emission, instruction);
      if (access === 'pure') {
        const found = locate(emission, table, instruction.address, size, true);
        const birth = found.slot === undefined ? '' : `n=forget(v,n,${buffer},${found.slot});`;
        return `${found.text}${birth}${direct.store(emission, instruction)}`;
      }
      if (asks(model, instruction) !== 'room') return direct.store(emission, instruction);
      const found = locate(emission, table, instruction.address, size, true);
      if (found.slot === undefined) return found.text;
      const release = model === 'relaxed' && (access === 'release' || access === 'unlock');
      return `${found.text}${put(found, size, 'store', emitValue(instruction.value), release)}`;
    },

    rmw(emission, instruction) {
      if (!emission.logged || asks(model, instruction) !== 'room') return direct.rmw(emission, instruction);
      const { size, access, op } = instruction;
      const found = locate(emission, table, instruction.address, size, false);
      if (found.slot === undefined) return found.text;
      return `${found.text}${put(found, size, op, emitValue(instruction.value), access === 'unlock')}`;
    },

    fence: (_, fence) => (model === 'relaxed' && fence === 'wmb' ? `n=order(v,n,${buffer});` : ''),
  };
}

/** The quiesce task: it begins when all buffers are empty and is no part of the experiment, so its own stays so. */
export function lockedMemory(table: AddressTable, buffer: number): MemoryEmitter {
  const direct = sequentialMemory(table);
  return {
    ...direct,
    enter(code) {
      for (const { kind } of code) {
        if (kind === 'load' || kind === 'store' || kind === 'rmw') return `if(v[${buffer}]!==0)return 1;`;
      }
      return '';
    },
  };
}
