// The types that lab C knows by name, and constructors for the rest.

import type { Span } from '../source/source-file.ts';
import type { CType, IntegerType, PointerType, RecordType } from './c-type.ts';

function integer(name: string, size: 1 | 2 | 4 | 8, signed: boolean): IntegerType {
  return { kind: 'integer', name, size, signed, bool: false };
}

export const VOID: CType = { kind: 'void' };
export const BOOL: IntegerType = { kind: 'integer', name: 'bool', size: 1, signed: false, bool: true };
export const CHAR = integer('char', 1, true);
export const INT = integer('int', 4, true);
export const UINT = integer('unsigned int', 4, false);
export const LONG = integer('long', 8, true);
export const ULONG = integer('unsigned long', 8, false);

const NOWHERE: Span = { file: 0, start: 0, end: 0 };

function wrapped(tag: string, member: string, type: IntegerType): RecordType {
  const members = [{ name: member, type, offset: 0, span: NOWHERE, extension: false }];
  return { kind: 'struct', tag, layout: { size: type.size, align: type.size, members } };
}

export const ATOMIC_T = wrapped('atomic_t', 'counter', INT);
export const ATOMIC_LONG_T = wrapped('atomic_long_t', 'counter', LONG);
/** 0 while free; otherwise who holds it, which only the explorer knows. */
export const SPINLOCK_T = wrapped('spinlock_t', 'slock', UINT);

const NAMED = new Map<string, CType>([
  ['atomic_t', ATOMIC_T],
  ['atomic_long_t', ATOMIC_LONG_T],
  ['spinlock_t', SPINLOCK_T],
  ['size_t', integer('size_t', 8, false)],
  ['ssize_t', integer('ssize_t', 8, true)],
  ['uintptr_t', integer('uintptr_t', 8, false)],
  ['intptr_t', integer('intptr_t', 8, true)],
]);
for (const [bits, size] of [
  [8, 1],
  [16, 2],
  [32, 4],
  [64, 8],
] as const) {
  for (const [name, signed] of [
    [`u${bits}`, false],
    [`__u${bits}`, false],
    [`uint${bits}_t`, false],
    [`s${bits}`, true],
    [`__s${bits}`, true],
    [`int${bits}_t`, true],
  ] as const) {
    NAMED.set(name, integer(name, size, signed));
  }
}

/** A type known by one name: `u8`, `atomic_t`. */
export function namedType(name: string): CType | undefined {
  return NAMED.get(name);
}

const byWords = new Map<string, CType>();

/** `unsigned long int` and the like, in any order; undefined where the words contradict each other. */
export function typeOfWords(words: readonly string[]): CType | undefined {
  const key = words.length === 1 ? (words[0] ?? '') : words.join(' ');
  const known = byWords.get(key);
  if (known !== undefined) return known;
  const type = combined(words);
  // There are few that mean something, and without end those that do not.
  if (type !== undefined && words.length <= 4) byWords.set(key, type);
  return type;
}

function combined(words: readonly string[]): CType | undefined {
  const count = (word: string) => words.filter((each) => each === word).length;
  if (count('void') === 1 && words.length === 1) return VOID;
  if (count('bool') + count('_Bool') === 1 && words.length === 1) return BOOL;
  const unsigned = count('unsigned');
  const signed = count('signed');
  const [chars, shorts, longs, ints] = [count('char'), count('short'), count('long'), count('int')];
  if (count('void') + count('bool') + count('_Bool') > 0 || unsigned + signed > 1 || ints > 1)
    return undefined;
  if (chars + shorts > 1 || longs > 2 || (longs > 0 && chars + shorts > 0) || (chars > 0 && ints > 0))
    return undefined;
  if (chars === 1)
    return unsigned ? integer('unsigned char', 1, false) : signed ? integer('signed char', 1, true) : CHAR;
  if (shorts === 1) return unsigned ? integer('unsigned short', 2, false) : integer('short', 2, true);
  if (longs === 2) return unsigned ? integer('unsigned long long', 8, false) : integer('long long', 8, true);
  if (longs === 1) return unsigned ? ULONG : LONG;
  return unsigned ? UINT : INT;
}

export function pointerTo(to: CType): PointerType {
  return { kind: 'pointer', to };
}

export const VOID_POINTER = pointerTo(VOID);
