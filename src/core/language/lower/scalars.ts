// Takes an object's type apart into its scalars: where each lies, what it is called, how it is shown.
//
// Promises: arms of a union are all listed, with the arm's name; `atomic_t` is one number under its own name, not
// `_refcount.counter`; the order is by offset, then as declared.

import type { CType, EnumType, RecordType } from '../types/c-type.ts';
import { objectSize } from '../types/layout.ts';
import type { Field } from './graph.ts';

/** A field before it has an address. */
export interface Scalar extends Omit<Field, 'address'> {
  readonly offset: number;
}

type Arms = Field['arms'];
type Names = Field['names'];

/** What is known of the object itself: `struct page` shows the bits of its `flags` by name. */
export interface ScalarContext {
  readonly record: RecordType | undefined;
  readonly pageFlags: EnumType | undefined;
}

/** Number of scalars; cheap even for an array that is far too large. */
export function countScalars(type: CType): number {
  switch (type.kind) {
    case 'array':
      return type.length * countScalars(type.of);
    case 'struct':
    case 'union':
      return (type.layout?.members ?? []).reduce((sum, member) => sum + countScalars(member.type), 0);
    default:
      return 1;
  }
}

export function scalarsOf(type: CType, context: ScalarContext): readonly Scalar[] {
  const found: Scalar[] = [];
  collect(type, { path: '', offset: 0, arms: [], extension: false }, context, found);
  return found.sort((a, b) => a.offset - b.offset);
}

export function scalarSize(type: CType): 1 | 2 | 4 | 8 {
  if (type.kind === 'integer') return type.size;
  return type.kind === 'pointer' ? 8 : 4;
}

export function isSigned(type: CType): boolean {
  return (type.kind === 'integer' || type.kind === 'enum') && type.signed;
}

/** As C spells it: `struct list_head *`, `unsigned long`, `enum lru_list`. */
export function spell(type: CType): string {
  switch (type.kind) {
    case 'void':
      return 'void';
    case 'integer':
      return type.name;
    case 'enum':
      return type.tag === undefined ? 'enum' : `enum ${type.tag}`;
    case 'pointer': {
      const to = spell(type.to);
      return to.endsWith('*') ? `${to}*` : `${to} *`;
    }
    case 'array':
      return `${spell(type.of)}[${type.length}]`;
    case 'struct':
    case 'union':
      if (isNamedScalar(type.tag)) return type.tag;
      return type.tag === undefined ? type.kind : `${type.kind} ${type.tag}`;
  }
}

interface Position {
  readonly path: string;
  readonly offset: number;
  readonly arms: Arms;
  readonly extension: boolean;
}

function isNamedScalar(tag: string | undefined): tag is string {
  return tag === 'atomic_t' || tag === 'atomic_long_t' || tag === 'spinlock_t';
}

function collect(type: CType, at: Position, context: ScalarContext, found: Scalar[]): void {
  if (type.kind === 'array') {
    const stride = objectSize(type.of);
    for (let index = 0; index < type.length; index++) {
      collect(
        type.of,
        { ...at, path: `${at.path}[${index}]`, offset: at.offset + index * stride },
        context,
        found,
      );
    }
    return;
  }
  if (type.kind !== 'struct' && type.kind !== 'union') {
    found.push(scalar(type, spell(type), at, shown(type, at, context)));
    return;
  }
  const only = type.layout?.members[0];
  if (isNamedScalar(type.tag) && only !== undefined) {
    const display = type.tag === 'spinlock_t' ? 'lock' : 'number';
    found.push(scalar(only.type, type.tag, at, { display, names: [] }));
    return;
  }
  for (const member of type.layout?.members ?? []) {
    const offset = at.offset + member.offset;
    const arm = { unionAt: at.offset, arm: member.name ?? firstName(member.type) };
    collect(
      member.type,
      {
        path: member.name === undefined ? at.path : joined(at.path, member.name),
        offset,
        // Outermost last: the nearest union comes first.
        arms: type.kind === 'union' ? [arm, ...at.arms] : at.arms,
        extension: at.extension || member.extension,
      },
      context,
      found,
    );
  }
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** An arm without a name is called after the first member that has one. */
function firstName(type: CType): string {
  if (type.kind !== 'struct' && type.kind !== 'union') return '';
  for (const member of type.layout?.members ?? []) {
    const name = member.name ?? firstName(member.type);
    if (name !== '') return name;
  }
  return '';
}

interface Shown {
  readonly display: Field['display'];
  readonly names: Names;
}

function scalar(type: CType, spelling: string, at: Position, shownAs: Shown): Scalar {
  return {
    path: at.path,
    offset: at.offset,
    size: scalarSize(type),
    signed: isSigned(type),
    type: spelling,
    display: shownAs.display,
    names: shownAs.names,
    arms: at.arms,
    extension: at.extension,
  };
}

function shown(type: CType, at: Position, context: ScalarContext): Shown {
  if (type.kind === 'pointer') return { display: 'pointer', names: [] };
  if (type.kind === 'enum') return { display: 'enum', names: namesOf(type) };
  if (type.kind !== 'integer') return { display: 'number', names: [] };
  if (type.bool) return { display: 'bool', names: [] };
  if (at.path === 'flags' && context.record?.tag === 'page' && context.pageFlags !== undefined) {
    return { display: 'bits', names: namesOf(context.pageFlags) };
  }
  return { display: /flags$/.test(at.path) && !type.signed ? 'hex' : 'number', names: [] };
}

/** Enumerators but the ones that only count the others (`__NR_PAGEFLAGS`). */
export function namesOf(type: EnumType): Names {
  return type.enumerators
    .filter(({ name }) => !name.startsWith('__'))
    .map(({ name, value }) => ({ value, name }));
}
