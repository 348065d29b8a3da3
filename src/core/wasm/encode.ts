// A WebAssembly module from its parts, in the binary format of the core specification.
//
// Own work instead of binaryen: that package takes longer to load than most labs take to search, and would optimise
// what the engine optimises anyway. Promises: functions have the numbers that `add` gave; imported are one shared memory
// and immutable i32 globals, which come first.

import type { Body } from './body.ts';
import { Bytes } from './bytes.ts';
import type { ValueType } from './opcodes.ts';
import { control, type } from './opcodes.ts';

export interface Signature {
  readonly takes: readonly ValueType[];
  readonly gives: readonly ValueType[];
}

const section = {
  types: 1,
  imports: 2,
  functions: 3,
  tables: 4,
  globals: 6,
  exports: 7,
  elements: 9,
  code: 10,
  contents: 11,
} as const;

export class ModuleWriter {
  readonly #signatures: Signature[] = [];
  readonly #functions: { readonly signature: number; body: Body | undefined }[] = [];
  readonly #globals: { readonly of: ValueType }[] = [];
  readonly #imported: string[] = [];
  readonly #exports: { readonly name: string; readonly index: number }[] = [];
  readonly #table: number[] = [];
  readonly #contents: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  readonly #space: string;

  /** `space`: name that all imports are below. */
  constructor(space: string) {
    this.#space = space;
  }

  signature(takes: readonly ValueType[], gives: readonly ValueType[]): number {
    const same = (a: readonly ValueType[], b: readonly ValueType[]) =>
      a.length === b.length && a.every((one, at) => one === b[at]);
    const known = this.#signatures.findIndex((one) => same(one.takes, takes) && same(one.gives, gives));
    return known >= 0 ? known : this.#signatures.push({ takes, gives }) - 1;
  }

  /** An immutable i32; all of them before the first own global. */
  importGlobal(name: string): number {
    return this.#imported.push(name) - 1;
  }

  /** Mutable, zero at the start. */
  global(of: ValueType): number {
    return this.#imported.length + this.#globals.push({ of }) - 1;
  }

  /** A function whose body comes later or never changes its number: `define` it before `bytes`. */
  declare(signature: number): number {
    return this.#functions.push({ signature, body: undefined }) - 1;
  }

  define(index: number, body: Body): void {
    const entry = this.#functions[index];
    if (entry) entry.body = body;
  }

  add(signature: number, body: Body): number {
    const index = this.declare(signature);
    this.define(index, body);
    return index;
  }

  export(name: string, index: number): void {
    this.#exports.push({ name, index });
  }

  /** Index in table 0, for indirect calls. */
  tabulate(index: number): number {
    return this.#table.push(index) - 1;
  }

  /** What memory holds at an address once the module is instantiated. */
  content(at: number, bytes: Uint8Array): void {
    this.#contents.push({ at, bytes });
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const all = new Bytes();
    for (const byte of [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) all.byte(byte);
    const put = (id: number, count: number, fill: (to: Bytes) => void) => {
      if (count === 0) return;
      const inside = new Bytes();
      inside.unsigned(count);
      fill(inside);
      all.byte(id);
      all.unsigned(inside.length);
      all.append(inside);
    };
    put(section.types, this.#signatures.length, (to) => {
      for (const { takes, gives } of this.#signatures) {
        to.byte(0x60);
        for (const list of [takes, gives]) {
          to.unsigned(list.length);
          for (const of of list) to.byte(of);
        }
      }
    });
    put(section.imports, 1 + this.#imported.length, (to) => {
      to.name(this.#space);
      to.name('memory');
      // Memory with limits, shared, as large as addresses reach.
      to.byte(2);
      to.byte(3);
      to.unsigned(1);
      to.unsigned(65536);
      for (const name of this.#imported) {
        to.name(this.#space);
        to.name(name);
        to.byte(3);
        to.byte(type.i32);
        to.byte(0);
      }
    });
    put(section.functions, this.#functions.length, (to) => {
      for (const { signature } of this.#functions) to.unsigned(signature);
    });
    put(section.tables, this.#table.length === 0 ? 0 : 1, (to) => {
      to.byte(0x70);
      to.byte(1);
      to.unsigned(this.#table.length);
      to.unsigned(this.#table.length);
    });
    put(section.globals, this.#globals.length, (to) => {
      for (const { of } of this.#globals) {
        to.byte(of);
        to.byte(1);
        to.byte(of === type.i64 ? control.const64 : control.const32);
        to.byte(0);
        to.byte(control.end);
      }
    });
    put(section.exports, this.#exports.length, (to) => {
      for (const { name, index } of this.#exports) {
        to.name(name);
        to.byte(0);
        to.unsigned(index);
      }
    });
    put(section.elements, this.#table.length === 0 ? 0 : 1, (to) => {
      to.byte(0);
      to.byte(control.const32);
      to.signed(0);
      to.byte(control.end);
      to.unsigned(this.#table.length);
      for (const index of this.#table) to.unsigned(index);
    });
    put(section.code, this.#functions.length, (to) => {
      for (const { body } of this.#functions) body?.write(to);
    });
    put(section.contents, this.#contents.length, (to) => {
      for (const { at, bytes } of this.#contents) {
        to.byte(0);
        to.byte(control.const32);
        to.signed(at);
        to.byte(control.end);
        to.unsigned(bytes.length);
        to.raw(bytes);
      }
    });
    return all.taken();
  }
}
