// The types of lab C, laid out as x86-64 lays them out. Sizes, offsets and alignments are in bytes.
//
// Scalars of 8 bytes (long, unsigned long, pointers) occupy 8 bytes of layout but carry their low 32 bits only.

import type { Span } from '../source/source-file.ts';

export type CType = VoidType | IntegerType | EnumType | PointerType | ArrayType | RecordType;

export interface VoidType {
  readonly kind: 'void';
}

/** `bool` is `{size: 1, signed: false, bool: true}`. */
export interface IntegerType {
  readonly kind: 'integer';
  /** As C spells it: `unsigned long`, `int`, `bool`, `u8`. */
  readonly name: string;
  readonly size: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  readonly bool: boolean;
}

/** An enumeration behaves as `unsigned int` unless an enumerator is negative, then as `int`. */
export interface EnumType {
  readonly kind: 'enum';
  readonly tag: string | undefined;
  readonly signed: boolean;
  /** In order of declaration, extension points already filled in by the strategy. */
  readonly enumerators: readonly Enumerator[];
}

export interface Enumerator {
  readonly name: string;
  readonly value: number;
  readonly span: Span;
}

export interface PointerType {
  readonly kind: 'pointer';
  readonly to: CType;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly of: CType;
  readonly length: number;
}

/**
 * Struct or union. Completed in place when its definition is met, hence the mutable layout.
 * `atomic_t` and `atomic_long_t` (one member, `counter`) and `spinlock_t` (one member, `slock`, `unsigned int`)
 * are records whose tag is that name: `ATOMIC_T`, `ATOMIC_LONG_T`, `SPINLOCK_T` of types/builtin.ts.
 */
export interface RecordType {
  readonly kind: 'struct' | 'union';
  /** Undefined for an anonymous record. */
  readonly tag: string | undefined;
  /** Undefined while only declared (`struct page;`). */
  layout: RecordLayout | undefined;
}

export interface RecordLayout {
  readonly size: number;
  readonly align: number;
  readonly members: readonly Member[];
}

export interface Member {
  /** Undefined for an anonymous struct or union member, whose members are reached as if they were the parent's. */
  readonly name: string | undefined;
  readonly type: CType;
  readonly offset: number;
  readonly span: Span;
  /** True for a member that a strategy added at an extension point. */
  readonly extension: boolean;
}
