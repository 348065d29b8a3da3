// Sequential consistency: a load reads the vector, a store writes it, a fence is nothing.

import type { Access, Instruction } from '../language/lower/graph.ts';
import type { AddressTable } from './address-table.ts';
import { emitLoggedWrite } from './emit-parts.ts';
import { emitValue } from './emit-value.ts';
import type { Located } from './locate.ts';
import { extract, insert, locate } from './locate.ts';
import type { MemoryEmitter } from './memory-model.ts';
import { accessKinds } from './memory-model.ts';

export function sequentialMemory(table: AddressTable): MemoryEmitter {
  return {
    enter: () => '',

    load(emission, instruction) {
      const { size, signed, access } = instruction;
      const found = locate(emission, table, instruction.address, size, false);
      if (found.slot === undefined) return found.text;
      const word = `v[${found.slot}]`;
      const into = `r${instruction.register | 0}`;
      const report = emission.observed ? reportLoad(found, size, into, access) : '';
      return `${found.text}${into}=${extract(word, size, signed, found.shift)};${report}`;
    },

    store(emission, instruction) {
      const { size, access } = instruction;
      const found = locate(emission, table, instruction.address, size, true);
      if (found.slot === undefined) return found.text;
      const value = emitValue(instruction.value);
      const inserted = insert(`v[${found.slot}]`, value, size, found.shift);
      const report = emission.observed ? reportStore(found, access) : '';
      return `${found.text}X=${inserted};${report}${emitLoggedWrite(emission, found.slot, 'X')}`;
    },

    rmw(emission, instruction) {
      const { size, access } = instruction;
      const found = locate(emission, table, instruction.address, size, false);
      if (found.slot === undefined) return found.text;
      const word = `v[${found.slot}]`;
      const before = extract(word, size, false, found.shift);
      const read = emission.observed ? `X=${before};${reportLoad(found, size, 'X', access)}` : '';
      const after = `((${before})${operators[instruction.op]}${emitValue(instruction.value)}|0)`;
      const report = emission.observed ? reportStore(found, access) : '';
      const inserted = insert(word, after, size, found.shift);
      return `${found.text}${read}X=${inserted};${report}${emitLoggedWrite(emission, found.slot, 'X')}`;
    },

    fence: () => '',
  };
}

const operators: Readonly<Record<(Instruction & { readonly kind: 'rmw' })['op'], string>> = {
  add: '+',
  or: '|',
  and: '&',
  xor: '^',
};

export function reportLoad(found: Located, size: number, into: string, access: Access): string {
  return `seen.load(${found.address},${size},${into},${accessNumber(access)});`;
}

function reportStore(found: Located, access: Access): string {
  return `seen.store(${found.address}&-4,v[${found.slot}],X,${accessNumber(access)});`;
}

function accessNumber(access: Access): number {
  return accessKinds.indexOf(access);
}
