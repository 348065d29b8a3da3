// Sizes, alignments and offsets as x86-64 lays them out.

import { assert } from '../../base/assert.ts';
import type { Span } from '../source/source-file.ts';
import type { CType, Member, RecordLayout, RecordType } from './c-type.ts';

/** Undefined for `void` and for a record that is only declared. */
export function sizeOf(type: CType): number | undefined {
  switch (type.kind) {
    case 'void':
      return undefined;
    case 'integer':
      return type.size;
    case 'enum':
      return 4;
    case 'pointer':
      return 8;
    case 'array': {
      const one = sizeOf(type.of);
      return one === undefined ? undefined : one * type.length;
    }
    default:
      return type.layout?.size;
  }
}

/** Bytes of an object; checked programs have no object of an incomplete type. */
export function objectSize(type: CType): number {
  const size = sizeOf(type);
  assert(size !== undefined, 'an object has a complete type');
  return size;
}

function alignOf(type: CType): number {
  switch (type.kind) {
    case 'void':
      return 1;
    case 'integer':
      return type.size;
    case 'enum':
      return 4;
    case 'pointer':
      return 8;
    case 'array':
      return alignOf(type.of);
    default:
      return type.layout?.align ?? 1;
  }
}

export interface MemberPlan {
  readonly name: string | undefined;
  readonly type: CType;
  readonly span: Span;
  readonly extension: boolean;
}

export function layOut(kind: 'struct' | 'union', plan: readonly MemberPlan[]): RecordLayout {
  const members: Member[] = [];
  let end = 0;
  let align = 1;
  for (const { name, type, span, extension } of plan) {
    const needs = alignOf(type);
    const offset = kind === 'union' ? 0 : roundUp(end, needs);
    members.push({ name, type, offset, span, extension });
    end = Math.max(end, offset + (sizeOf(type) ?? 0));
    align = Math.max(align, needs);
  }
  return { size: roundUp(end, align), align, members };
}

function roundUp(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}

export interface FoundMember {
  readonly member: Member;
  /** From the start of the record that was asked, through anonymous members. */
  readonly offset: number;
}

/** What was found once: code names few members, and those often. Not what was missed: a record inside may get its members later. */
const membersByName = new WeakMap<RecordLayout, Map<string, FoundMember>>();

export function findMember({ layout }: RecordType, name: string): FoundMember | undefined {
  if (layout === undefined) return undefined;
  let known = membersByName.get(layout);
  if (known === undefined) {
    known = new Map();
    membersByName.set(layout, known);
  }
  let member = known.get(name);
  if (member === undefined) {
    member = searchMember(layout, name);
    if (member !== undefined) known.set(name, member);
  }
  return member;
}

function searchMember({ members }: RecordLayout, name: string): FoundMember | undefined {
  for (const member of members) {
    if (member.name === name) return { member, offset: member.offset };
    if (member.name !== undefined || (member.type.kind !== 'struct' && member.type.kind !== 'union'))
      continue;
    const { layout } = member.type;
    const inner = layout === undefined ? undefined : searchMember(layout, name);
    if (inner !== undefined) return { member: inner.member, offset: member.offset + inner.offset };
  }
  return undefined;
}

/** Every name that can follow `->`, through anonymous members, in order. */
export function memberNames(record: RecordType): string[] {
  const names: string[] = [];
  for (const member of record.layout?.members ?? []) {
    if (member.name !== undefined) names.push(member.name);
    else if (member.type.kind === 'struct' || member.type.kind === 'union')
      names.push(...memberNames(member.type));
  }
  return names;
}
