// Where an access goes: generated text that finds the slot of an address, and takes a value out of its word or puts one in.
//
// Promises: an address that the compiler knows becomes a slot number in the text; any other goes through the
// address table, and what has no word, or is not aligned, is a fault.

import type { Value } from '../language/lower/graph.ts';
import type { AddressTable } from './address-table.ts';
import { slotAt } from './address-table.ts';
import { leave } from './emit-parts.ts';
import { constant, emitValue } from './emit-value.ts';
import type { Emission } from './memory-model.ts';

export type Size = 1 | 2 | 4 | 8;

export interface Located {
  /** Text that finds the slot; or that leaves the function, when it is known that there is none. */
  readonly text: string;
  readonly slot: string | undefined;
  readonly address: string;
  /** Bits below the value in its word: a number, or an expression over `A`. */
  readonly shift: string;
}

export function locate(
  emission: Emission,
  table: AddressTable,
  address: Value,
  size: Size,
  write: boolean,
): Located {
  const fault = (at: string) => leave(emission, `fault(${at},${size},${write})`);
  if (address.kind === 'const') {
    const slot = slotAt(table, address.value);
    const text = constant(address.value);
    const misaligned = (address.value & (size - 1)) !== 0;
    if (slot < 0 || misaligned) return { text: fault(text), slot: undefined, address: text, shift: '0' };
    return { text: '', slot: `${slot}`, address: text, shift: `${(address.value & 3) << 3}` };
  }
  const aligned = size === 1 ? '' : `(A&${size - 1})===0&&`;
  const text =
    `A=${emitValue(address)};` +
    `S=${aligned}A>>>0<${table.limit}?slots[A>>>2]:-1;` +
    `if(S<0){${fault('A')}}`;
  return { text, slot: 'S', address: 'A', shift: '((A&3)<<3)' };
}

export function extract(word: string, size: Size, signed: boolean, shift: string): string {
  if (size >= 4) return word;
  const bits = size * 8;
  return signed ? `${word}<<${32 - bits}-${shift}>>${32 - bits}` : `${word}>>>${shift}&${(1 << bits) - 1}`;
}

export function insert(word: string, value: string, size: Size, shift: string): string {
  if (size >= 4) return value;
  const mask = (1 << (size * 8)) - 1;
  return `${word}&~(${mask}<<${shift})|(${value}&${mask})<<${shift}`;
}
