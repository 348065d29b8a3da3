// What a word of lab C is to the checker, to hover and to completion; and the checks of arguments they share.

import type { ExprSyntax } from '../../syntax/tree.ts';
import type { CType, RecordType } from '../../types/c-type.ts';
import { isScalar } from '../../types/convert.ts';
import { findMember } from '../../types/layout.ts';
import { typeText } from '../../types/show.ts';
import type { Body } from '../body.ts';
import { memberOf } from '../build.ts';
import type { CallSyntax } from '../call.ts';
import { checkExpr, checkScalar } from '../expression.ts';
import { pointedTo } from '../place.ts';
import type { Expr, Place } from '../program.ts';

export type MemoryPlace = Place & { readonly kind: 'memory' };

export interface Intrinsic {
  readonly name: string;
  /** As the manual writes it: `atomic_add(i, v)`. */
  readonly signature: string;
  /** How many micro-steps, in words: `one step`, `no step of its own`. */
  readonly steps: string;
  readonly least: number;
  readonly most: number;
  /** May stand in a constant: `offsetof`, `ARRAY_SIZE`. */
  readonly constant: boolean;
  /** Only a statement can be this; `statement` makes it. */
  readonly isStatement: boolean;
  readonly check: (body: Body, node: CallSyntax) => Expr | undefined;
}

export function intrinsic(
  signature: string,
  steps: string,
  check: Intrinsic['check'],
  more: {
    readonly least?: number;
    readonly most?: number;
    readonly constant?: boolean;
    readonly isStatement?: boolean;
  } = {},
): Intrinsic {
  const open = signature.indexOf('(');
  const inner = signature.slice(open + 1, -1).trim();
  const args = inner === '' ? 0 : inner.split(',').length;
  return {
    name: signature.slice(0, open),
    signature,
    steps,
    least: more.least ?? args,
    most: more.most ?? args,
    constant: more.constant ?? false,
    isStatement: more.isStatement ?? false,
    check,
  };
}

/** The argument must be a pointer to a scalar; gives the place it points to. */
export function pointedScalar(
  body: Body,
  arg: ExprSyntax | undefined,
  name: string,
): MemoryPlace | undefined {
  const place = arg === undefined ? undefined : pointedTo(body, arg, checkExpr(body, arg));
  if (place === undefined || arg === undefined) return undefined;
  if (isScalar(place.type)) return place;
  return body.error(
    'wrong-argument',
    body.at(arg),
    `\`${name}\` needs a pointer to an integer or a pointer, and this points to \`${typeText(place.type)}\``,
    'take the address of one of its members',
  );
}

/** The argument must point to `record`; gives the place of its one member. */
export function counterOf(
  body: Body,
  arg: ExprSyntax | undefined,
  record: RecordType,
  name: string,
): MemoryPlace | undefined {
  const place = pointedRecord(body, arg, record, name);
  const member = record.layout?.members[0];
  return place === undefined || member === undefined
    ? undefined
    : memberOf(place, member.offset, member.type, place.span);
}

export function pointedRecord(
  body: Body,
  arg: ExprSyntax | undefined,
  record: RecordType,
  name: string,
): MemoryPlace | undefined {
  const pointer = arg === undefined ? undefined : checkExpr(body, arg);
  if (pointer === undefined || arg === undefined) return undefined;
  const wanted = typeText(record);
  if (pointer.type.kind !== 'pointer' || pointer.type.to !== record) {
    return body.error(
      'wrong-argument',
      body.at(arg),
      `\`${name}\` needs \`${wanted} *\`, and this is \`${typeText(pointer.type)}\``,
      `write the address of an \`${wanted}\``,
    );
  }
  return pointedTo(body, arg, pointer);
}

export function integerArg(body: Body, arg: ExprSyntax | undefined, name: string): Expr | undefined {
  const value = arg === undefined ? undefined : checkScalar(body, arg);
  if (value === undefined || arg === undefined) return undefined;
  if (value.type.kind !== 'pointer') return value;
  return body.error(
    'wrong-argument',
    body.at(arg),
    `\`${name}\` needs an integer, and this is \`${typeText(value.type)}\``,
    'pass an integer',
  );
}

/** The name behind macro arguments: what `member` stands for in `#define list_entry(p, t, member) …`. */
function behindArguments<T>(body: Body, node: ExprSyntax, run: (node: ExprSyntax) => T): T {
  const arg = node.kind === 'name' ? body.frame?.args.get(node.text) : undefined;
  if (arg === undefined) return run(node);
  return body.inFrame(arg.frame, (_, inner) => behindArguments(body, inner, run), arg.node);
}

/** A type given as an argument, or the typedef that a name stands for. */
export function typeArg(body: Body, node: ExprSyntax | undefined, name: string): CType | undefined {
  if (node === undefined) return undefined;
  return behindArguments(body, node, (inner) => {
    if (inner.kind === 'error') return undefined;
    if (inner.kind === 'type') {
      const type = body.unit.types.resolve(inner.type);
      if (type !== undefined) body.unit.types.complete(type);
      return type;
    }
    return body.error(
      'wrong-argument',
      body.at(inner),
      `\`${name}\` needs a type here`,
      'write a type, such as `struct page`',
    );
  });
}

/** The offset of `member.path[2]` in a type, or undefined after a report. */
export function memberOffset(
  body: Body,
  type: CType,
  node: ExprSyntax,
  name: string,
): { readonly offset: number; readonly type: CType } | undefined {
  return behindArguments(body, node, (inner) => {
    const span = body.at(inner);
    if (inner.kind === 'error') return undefined;
    if (inner.kind === 'name') return memberAt(body, type, inner.text, span);
    if (inner.kind === 'member' && !inner.arrow) {
      const base = memberOffset(body, type, inner.base, name);
      const found = base === undefined ? undefined : memberAt(body, base.type, inner.name.text, span);
      return base === undefined || found === undefined
        ? undefined
        : { offset: base.offset + found.offset, type: found.type };
    }
    if (inner.kind === 'index') {
      const base = memberOffset(body, type, inner.base, name);
      const index = checkScalar(body, inner.index);
      if (base === undefined || index === undefined) return undefined;
      if (base.type.kind === 'array' && index.kind === 'const') {
        const size = body.unit.types.sizeOf(base.type.of) ?? 0;
        return { offset: base.offset + size * index.value, type: base.type.of };
      }
    }
    return body.error(
      'wrong-argument',
      span,
      `\`${name}\` needs a member here`,
      'write the name of a member, or a path such as `lru.next`',
    );
  });
}

function memberAt(
  body: Body,
  type: CType,
  name: string,
  span: ExprSyntax['span'],
): { offset: number; type: CType } | undefined {
  const record = type.kind === 'struct' || type.kind === 'union' ? type : undefined;
  const found = record === undefined ? undefined : findMember(record, name);
  if (found !== undefined) return { offset: found.offset, type: found.member.type };
  return body.error(
    'unknown-member',
    span,
    `\`${typeText(type)}\` has no member \`${name}\``,
    'write the name of one of its members',
  );
}

/** A named object given by its address, `&x`, or by its name. */
export function objectArg(
  body: Body,
  node: ExprSyntax,
): { readonly name: string; readonly node: ExprSyntax } | undefined {
  return behindArguments(body, node, (inner) => {
    const target = inner.kind === 'unary' && inner.op === '&' ? inner.operand : inner;
    if (target.kind === 'name')
      return behindArguments(body, target, (last) =>
        last.kind === 'name' ? { name: last.text, node: last } : undefined,
      );
    return undefined;
  });
}
