// The interpreter's memory: a map from word address to value, and the objects that lie in it.
//
// Promises: an access to where nothing lives, or across the grain, ends the run with a finding. Objects lie where the
// caller says, and where he says nothing at addresses of this room's own, 64 bytes apart.

import type { CType } from '../language/types/c-type.ts';
import { scalarOffsets, sizeOf } from './arithmetic.ts';
import { RunEnds } from './run-ends.ts';

export interface WorldObject {
  readonly name: string;
  readonly kind: 'page' | 'global' | 'ghost' | 'local';
  readonly address: number;
  readonly size: number;
}

/** The address of an object by name, for callers that compare numbers made of addresses. */
export type Placement = (name: string) => number | undefined;

const firstPage = 0x10000;
const firstObject = 0x200000;

export class World {
  #words = new Map<number, number>();
  #objects: WorldObject[] = [];
  #next = firstObject;
  /** Words that were stored to since the list was last emptied. */
  stored: number[] = [];
  readonly #placement: Placement;

  constructor(placement: Placement = () => undefined) {
    this.#placement = placement;
  }

  get objects(): readonly WorldObject[] {
    return this.#objects;
  }

  addPage(name: string, index: number, type: CType): number {
    return this.#add(name, 'page', this.#placement(name) ?? firstPage + sizeOf(type) * index, type);
  }

  addObject(name: string, kind: 'global' | 'ghost' | 'local', type: CType): number {
    const wished = this.#placement(name);
    if (wished !== undefined) return this.#add(name, kind, wished, type);
    const address = this.#next;
    this.#next += Math.ceil((sizeOf(type) + 64) / 64) * 64;
    return this.#add(name, kind, address, type);
  }

  /** What a value is called if it points into an object: `p+8`. */
  nameOf(value: number): string | undefined {
    const unsigned = value >>> 0;
    const object = this.#objects.find((one) => unsigned >= one.address && unsigned < one.address + one.size);
    return object && `${object.name}+${unsigned - object.address}`;
  }

  /** Word addresses of an object in which a scalar begins, with their values. */
  wordsOf(object: WorldObject): readonly { readonly offset: number; readonly value: number }[] {
    const found: { offset: number; value: number }[] = [];
    for (let offset = 0; offset < object.size; offset += 4) {
      const value = this.#words.get(object.address + offset);
      if (value !== undefined) found.push({ offset, value });
    }
    return found;
  }

  load(address: number, type: CType): number {
    const word = this.#find(address, type, 'read');
    const value = this.#words.get(word) ?? 0;
    const size = sizeOf(type);
    if (size >= 4) return value;
    const bits = value >> ((address & 3) * 8);
    const signed = (type.kind === 'integer' || type.kind === 'enum') && type.signed;
    if (size === 1) return signed ? (bits << 24) >> 24 : bits & 0xff;
    return signed ? (bits << 16) >> 16 : bits & 0xffff;
  }

  store(address: number, type: CType, value: number): void {
    const word = this.#find(address, type, 'write');
    const size = sizeOf(type);
    this.stored.push(word);
    if (size >= 4) {
      this.#words.set(word, value | 0);
      return;
    }
    const shift = (address & 3) * 8;
    const mask = (size === 1 ? 0xff : 0xffff) << shift;
    const before = this.#words.get(word) ?? 0;
    this.#words.set(word, (before & ~mask) | ((value << shift) & mask));
  }

  /** Sets every word of the object at `address` to zero. */
  clear(address: number): void {
    const object = this.#objects.find((one) => one.address === address);
    for (const { offset } of object ? this.wordsOf(object) : []) {
      this.#words.set(address + offset, 0);
      this.stored.push(address + offset);
    }
  }

  /** Whether an object of `size` bytes can lie at `address`. */
  isValid(address: number, size: number): boolean {
    const unsigned = address >>> 0;
    const alignment = [8, 4, 2, 1].find((one) => size % one === 0) ?? 1;
    if (unsigned % alignment !== 0 || !this.#words.has(unsigned - (unsigned % 4))) return false;
    for (let at = unsigned; at < unsigned + size; at += 1) {
      if (!this.#objects.some((one) => at >= one.address && at < one.address + one.size)) return false;
    }
    return true;
  }

  #find(address: number, type: CType, verb: 'read' | 'write'): number {
    const unsigned = address >>> 0;
    if (unsigned < 64) throw new RunEnds('null-access', `${verb} at ${unsigned}`);
    const word = unsigned - (unsigned % 4);
    if (!this.#words.has(word)) throw new RunEnds('wild-access', `${verb} at 0x${unsigned.toString(16)}`);
    if (unsigned % sizeOf(type) !== 0) {
      throw new RunEnds('misaligned-access', `${verb} at 0x${unsigned.toString(16)}`);
    }
    return word;
  }

  #add(name: string, kind: WorldObject['kind'], address: number, type: CType): number {
    this.#objects.push({ name, kind, address, size: sizeOf(type) });
    for (const offset of scalarOffsets(type)) this.#words.set((address + offset) & ~3, 0);
    return address;
  }
}
