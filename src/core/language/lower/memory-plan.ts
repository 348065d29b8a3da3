// Gives every object its address and its words: globals, pages, per-CPU copies, locals in memory, ghosts.
//
// Promises: objects lie apart (a gap of 8 bytes at least), so that an index one too far meets nothing; ghosts lie
// above everything else. Regions: globals and per-CPU copies from 0x1000, pages from 0x10000, one after the other as
// in an array of `struct page`, more globals behind them, locals from 0x5a5a0, ghosts from 0x80000 to 0x100000.
// Poison values (0x100, 0x122, 0x200) and small integers are addresses of nothing.

import { assert } from '../../base/assert.ts';
import type { Expr, GlobalDef, GlobalId, Program } from '../check/program.ts';
import type { Span } from '../source/source-file.ts';
import type { CType } from '../types/c-type.ts';
import { objectSize } from '../types/layout.ts';
import type { MemoryMap, MemoryObject, Value, Word } from './graph.ts';
import { maxWords, refuse } from './refuse.ts';
import { countScalars, type Scalar, type ScalarContext, scalarsOf } from './scalars.ts';
import { binary, constant, fitted, isConstant, operator, truth, unary } from './value.ts';

const firstGlobal = 0x1000;
const firstPage = 0x10000;
/** No round number: a mask of flags that happens to be an address would keep boot's locals from being taken out again. */
const firstLocal = 0x5a5a0;
const firstGhost = 0x80000;
const lastGhost = 0x100000;
const gap = 8;

interface Placed {
  readonly name: string;
  readonly kind: MemoryObject['kind'];
  readonly address: number;
  readonly size: number;
  readonly scalars: readonly Scalar[];
  readonly global: GlobalId | undefined;
}

export class MemoryPlan {
  readonly #program: Program;
  readonly #pageFlags: ScalarContext['pageFlags'];
  readonly #placed: Placed[] = [];
  readonly #addresses = new Map<GlobalId, number>();
  readonly #strides = new Map<GlobalId, number>();
  readonly #localNames = new Map<string, number>();
  readonly #pageStride: number;
  readonly #cpus: number;
  #nextGlobal = firstGlobal;
  #nextLocal = firstLocal;
  #nextGhost = firstGhost;
  #words = 0;
  /** Only globals have initial values, and those are placed first. */
  #initial: MemoryMap['init'] | undefined;

  constructor(program: Program, reached: ReadonlySet<GlobalId>, cpus: number) {
    this.#program = program;
    this.#cpus = cpus;
    this.#pageFlags = program.enums.find((type) => type.tag === 'pageflags');
    this.#pageStride = program.pageRecord?.layout?.size ?? 64;
    for (const global of program.globals) if (reached.has(global.id)) this.#placeGlobal(global);
    for (const page of program.pages) {
      assert(program.pageRecord !== undefined, 'a program with pages has a struct page');
      this.#place(page.name, 'page', this.pageAddress(page.index), program.pageRecord, page.span, undefined);
    }
  }

  globalAddress(id: GlobalId): number {
    const address = this.#addresses.get(id);
    assert(address !== undefined, 'every global that code reaches has an address');
    return address;
  }

  /** Distance between one CPU's copy and the next one's. */
  perCpuStride(id: GlobalId): number {
    const stride = this.#strides.get(id);
    assert(stride !== undefined, 'every per-CPU object that code reaches has copies');
    return stride;
  }

  pageAddress(index: number): number {
    return firstPage + this.#pageStride * index;
  }

  /** A copy of a local that lives in memory; `owner` is the task's name. */
  addLocal(
    owner: string,
    name: string,
    type: CType,
    span: Span,
  ): { readonly address: number; readonly words: readonly number[] } {
    const plain = `${owner}: ${name}`;
    const copies = (this.#localNames.get(plain) ?? 0) + 1;
    this.#localNames.set(plain, copies);
    const address = this.#nextLocal;
    const shownAs = copies === 1 ? plain : `${plain} (${copies})`;
    const scalars = this.#place(shownAs, 'local', address, type, span, undefined);
    this.#nextLocal += room(objectSize(type));
    return { address, words: wordsOf(address, scalars) };
  }

  /** Locals placed so far; at the end of boot those are boot's own. */
  locals(): readonly { readonly address: number; readonly size: number }[] {
    return this.#placed.filter((object) => object.kind === 'local');
  }

  /** Takes objects out again that turned out to need no words. */
  remove(gone: ReadonlySet<{ readonly address: number }>): void {
    for (const object of gone) {
      const at = this.#placed.findIndex((placed) => placed.address === object.address);
      const [placed] = this.#placed.splice(at, 1);
      this.#words -= placed?.scalars.length ?? 0;
    }
  }

  /** What the words placed so far hold before boot. */
  *atStart(): Generator<readonly [address: number, value: number]> {
    const initial = new Map(this.#init().map(({ address, value }) => [address, value]));
    for (const { address, scalars } of this.#placed)
      for (const word of wordsOf(address, scalars)) yield [word, initial.get(word) ?? 0];
  }

  /** `observed` names the ghosts that belong to the state's identity. */
  finish(observed: ReadonlySet<GlobalId>): MemoryMap {
    const objects = this.#placed.toSorted((a, b) => a.address - b.address);
    const words = new Map<number, Word>();
    const isSeen = ({ kind, global }: (typeof objects)[number]) =>
      kind !== 'ghost' || (global !== undefined && observed.has(global));
    for (const object of objects) {
      const ghost = object.kind === 'ghost';
      const seen = isSeen(object);
      for (const address of wordsOf(object.address, object.scalars)) {
        words.set(address, { address, ghost, observed: seen });
      }
    }
    return {
      words: [...words.values()].sort((a, b) => a.address - b.address),
      init: this.#init(),
      objects: objects.map((object) => {
        const { name, kind, address, size, scalars } = object;
        const fields = scalars.map(({ offset, ...field }) => ({ ...field, address: address + offset }));
        return { name, kind, address, size, fields, ...(isSeen(object) ? {} : { unobserved: true }) };
      }),
    };
  }

  #placeGlobal(global: GlobalDef): void {
    const size = objectSize(global.type);
    if (global.ghost) {
      this.#addresses.set(global.id, this.#nextGhost);
      this.#place(global.name, 'ghost', this.#nextGhost, global.type, global.span, global.id);
      this.#nextGhost += room(size);
      return;
    }
    const copies = global.perCpu ? this.#cpus : 1;
    if (this.#nextGlobal < firstPage && this.#nextGlobal + room(size) * copies > firstPage) {
      this.#nextGlobal = firstPage + room(this.#pageStride * this.#program.pages.length);
    }
    this.#addresses.set(global.id, this.#nextGlobal);
    if (global.perCpu) this.#strides.set(global.id, room(size));
    for (let copy = 0; copy < copies; copy++) {
      const name = global.perCpu ? `${global.name} (cpu ${copy})` : global.name;
      const kind = global.perCpu ? 'percpu' : 'global';
      this.#place(name, kind, this.#nextGlobal, global.type, global.span, global.id);
      this.#nextGlobal += room(size);
    }
  }

  #place(
    name: string,
    kind: MemoryObject['kind'],
    address: number,
    type: CType,
    span: Span,
    global: GlobalId | undefined,
  ): readonly Scalar[] {
    this.#words += countScalars(type);
    if (this.#words > maxWords || address + objectSize(type) > endOfRegion(address)) {
      refuse(
        span,
        'too-much-memory',
        `with \`${name}\` the lab's memory is larger than ${maxWords} words`,
        'make arrays smaller: a lab needs a handful of pages, not a machine full of them',
      );
    }
    const record = type.kind === 'struct' || type.kind === 'union' ? type : undefined;
    const scalars = scalarsOf(type, { record, pageFlags: this.#pageFlags });
    this.#placed.push({ name, kind, address, size: objectSize(type), scalars, global });
    return scalars;
  }

  #init(): MemoryMap['init'] {
    this.#initial ??= this.#initialWords();
    return this.#initial;
  }

  /** Narrow scalars share words, so that initial values are put together here. */
  #initialWords(): MemoryMap['init'] {
    const words = new Map<number, number>();
    for (const global of this.#program.globals) {
      const base = this.#addresses.get(global.id);
      if (base === undefined) continue;
      for (let copy = 0; copy < (global.perCpu ? this.#cpus : 1); copy++) {
        for (const { offset, size, value } of global.init) {
          const at = base + copy * (this.#strides.get(global.id) ?? 0) + offset;
          const word = at & ~3;
          words.set(word, merged(words.get(word) ?? 0, this.#constantOf(value), at & 3, size));
        }
      }
    }
    return [...words].map(([address, value]) => ({ address, value })).sort((a, b) => a.address - b.address);
  }

  #constantOf(expression: Expr): number {
    const value = this.#folded(expression);
    assert(isConstant(value), 'initial values of globals are constants');
    return value.value;
  }

  #folded(expression: Expr): Value {
    switch (expression.kind) {
      case 'const':
        return constant(expression.value);
      case 'global-address':
        return constant(this.globalAddress(expression.global));
      case 'page-address':
        return constant(this.pageAddress(expression.page));
      case 'unary':
        return unary(expression.op, this.#folded(expression.operand));
      case 'cast':
        return fitted(this.#folded(expression.operand), expression.type);
      case 'binary':
        return binary(
          operator(expression.op, expression.unsigned),
          this.#folded(expression.left),
          this.#folded(expression.right),
        );
      case 'logical': {
        const left = truth(this.#folded(expression.left));
        const right = truth(this.#folded(expression.right));
        return binary(expression.op === '&&' ? '&' : '|', left, right);
      }
      case 'conditional': {
        const test = this.#folded(expression.test);
        return this.#folded(isConstant(test) && test.value === 0 ? expression.else : expression.then);
      }
      default:
        assert(false, 'initial values of globals are constants');
    }
  }
}

function endOfRegion(address: number): number {
  if (address < firstPage) return firstPage;
  return address < firstLocal ? firstLocal : address < firstGhost ? firstGhost : lastGhost;
}

function room(size: number): number {
  return Math.ceil((size + gap) / 8) * 8;
}

function wordsOf(address: number, scalars: readonly Scalar[]): readonly number[] {
  return [...new Set(scalars.map((scalar) => (address + scalar.offset) & ~3))];
}

function merged(word: number, value: number, byte: number, size: 1 | 2 | 4 | 8): number {
  if (size >= 4) return value | 0;
  const mask = (size === 1 ? 0xff : 0xffff) << (byte * 8);
  return (word & ~mask) | ((value << (byte * 8)) & mask);
}
