// Places: what can be read, written or pointed to.
//
// A private local is a register; everything else is an address and a type.

import { nearest } from '../source/did-you-mean.ts';
import type { ExprSyntax } from '../syntax/tree.ts';
import { INT, pointerTo } from '../types/builtin.ts';
import type { CType } from '../types/c-type.ts';
import { isArithmetic, isRecord } from '../types/convert.ts';
import { findMember, memberNames, sizeOf } from '../types/layout.ts';
import { typeText } from '../types/show.ts';
import { type Body, type LocalEntry, NO_ARGUMENTS } from './body.ts';
import { binary, cast, constant, memberOf, memory } from './build.ts';
import { placeCall } from './call.ts';
import { checkExpr, checkScalar } from './expression.ts';
import { type Meaning, meaningOf, unknownName } from './names.ts';
import type { Expr, Place } from './program.ts';
import { type GlobalEntry, spanText } from './unit.ts';

export function checkPlace(body: Body, node: ExprSyntax): Place | undefined {
  switch (node.kind) {
    case 'name':
      return namedPlace(body, node, node.text);
    case 'member':
      return memberPlace(body, node);
    case 'index':
      return indexedPlace(body, node);
    case 'unary':
      if (node.op === '*') return pointedTo(body, node, checkExpr(body, node.operand));
      break;
    case 'call':
      return placeCall(body, node);
    case 'error':
      return undefined;
  }
  return body.error(
    'not-a-place',
    body.at(node),
    'this is a value, not something that can be changed or pointed to',
    'write a variable, a member, an element or `*pointer`',
  );
}

function namedPlace(body: Body, node: ExprSyntax, name: string): Place | undefined {
  const meaning = meaningOf(body, name);
  if (meaning === undefined) return unknownName(body, node, name, false);
  switch (meaning.kind) {
    case 'local':
    case 'global':
      return placeOfMeaning(body, node, meaning);
    case 'argument':
      return body.inFrame(meaning.frame, checkPlace, meaning.node);
    case 'macro': {
      const inner = meaning.macro.body;
      if (inner === undefined || meaning.macro.params !== undefined) break;
      return body.expand(node, name, NO_ARGUMENTS, checkPlace, inner);
    }
  }
  return body.error(
    'not-a-place',
    body.at(node),
    `\`${name}\` is a constant`,
    'write a variable, a member, an element or `*pointer`',
  );
}

/** Of a name whose meaning was looked up already. */
export function placeOfMeaning(
  body: Body,
  node: ExprSyntax,
  meaning: Meaning & { readonly kind: 'local' | 'global' },
): Place | undefined {
  return meaning.kind === 'local' ? localPlace(body, node, meaning) : globalPlace(body, node, meaning.global);
}

export function localPlace(
  body: Body,
  node: { readonly span: ExprSyntax['span'] },
  local: LocalEntry,
): Place | undefined {
  const span = body.at(node);
  const { type } = local;
  if (type === undefined) return undefined;
  if (!body.livesInMemory(local)) return { kind: 'local', local: local.id, type, span };
  const address: Expr = { kind: 'local-address', local: local.id, type: pointerTo(type), span };
  return memory(address, type, span);
}

function globalPlace(body: Body, node: ExprSyntax, global: GlobalEntry): Place | undefined {
  const span = body.at(node);
  if (!global.resolved) {
    return body.error(
      'incomplete-type',
      span,
      `the type of \`${global.name}\` is not known yet here, and a type needs it`,
      `name the type itself instead of \`${global.name}\`, or declare \`${global.name}\` earlier`,
      { span: global.span, message: `\`${global.name}\` is declared here` },
    );
  }
  if (global.type === undefined) return undefined;
  if (global.perCpu) {
    return body.error(
      'per-cpu',
      span,
      `\`${global.name}\` has one copy for each CPU`,
      `write \`this_cpu_ptr(&${global.name})\` or \`per_cpu_ptr(&${global.name}, cpu)\``,
    );
  }
  const address: Expr = { kind: 'global-address', global: global.id, type: pointerTo(global.type), span };
  return memory(address, global.type, span, global.ghost);
}

export function pointedTo(
  body: Body,
  node: ExprSyntax,
  pointer: Expr | undefined,
): (Place & { kind: 'memory' }) | undefined {
  if (pointer === undefined) return undefined;
  const span = body.at(node);
  if (pointer.type.kind !== 'pointer') {
    return body.error(
      'not-a-pointer',
      span,
      `\`*\` needs a pointer, and this is \`${typeText(pointer.type)}\``,
      'remove the `*`, or take an address with `&`',
    );
  }
  body.unit.types.complete(pointer.type.to);
  return memory(pointer, pointer.type.to, span, pointsToGhost(body, pointer));
}

/** Addresses of ghost objects cannot be stored, so where an address comes from is written in its tree. */
function pointsToGhost(body: Body, address: Expr): boolean {
  let at = address;
  for (;;) {
    if (at.kind === 'binary') at = at.left;
    else if (at.kind === 'cast') at = at.operand;
    else break;
  }
  return at.kind === 'global-address' && (body.unit.globalList[at.global]?.ghost ?? false);
}

function indexedPlace(body: Body, node: ExprSyntax & { kind: 'index' }): Place | undefined {
  const base = checkExpr(body, node.base);
  const index = checkScalar(body, node.index);
  if (base === undefined || index === undefined) return undefined;
  const span = body.at(node);
  if (base.type.kind === 'pointer' && !isArithmetic(index.type)) {
    const text = spanText(body.unit, node.index.span);
    return body.error(
      'not-an-index',
      body.at(node.index),
      `an index is an integer, and this is \`${typeText(index.type)}\``,
      isPagePointer(index.type)
        ? `write \`page_to_pfn(${text})\`, the number of the page`
        : 'write an integer',
    );
  }
  if (base.type.kind !== 'pointer') {
    return body.error(
      'not-a-pointer',
      span,
      `\`[…]\` needs an array or a pointer and an integer; this is \`${typeText(base.type)}\``,
      'index an array',
    );
  }
  const address = shifted(body, node, base, index, '+');
  return address === undefined
    ? undefined
    : memory(address, base.type.to, span, pointsToGhost(body, address));
}

function isPagePointer(type: CType): boolean {
  return type.kind === 'pointer' && type.to.kind === 'struct' && type.to.tag === 'page';
}

/** Pointer plus or minus an integer, scaled by the size of what it points to. */
export function shifted(
  body: Body,
  node: ExprSyntax,
  pointer: Expr,
  index: Expr,
  op: '+' | '-',
): Expr | undefined {
  const span = body.at(node);
  const size = elementSize(body, node, pointer.type);
  if (size === undefined) return undefined;
  const scaled =
    size === 1 ? index : binary('*', false, cast(index, INT), constant(size, INT, span), INT, span);
  if (scaled.kind === 'const') {
    const bytes = op === '+' ? scaled.value : -scaled.value;
    const place = memberOf(memory(pointer, pointer.type, span), bytes, pointer.type, span);
    return { ...place.address, type: pointer.type };
  }
  return binary(op, true, pointer, scaled, pointer.type, span);
}

/** `void *` counts in bytes, as the kernel's compiler has it. */
export function elementSize(body: Body, node: ExprSyntax, type: CType): number | undefined {
  if (type.kind !== 'pointer') return undefined;
  if (type.to.kind === 'void') return 1;
  body.unit.types.complete(type.to);
  const size = sizeOf(type.to);
  if (size === undefined)
    body.error(
      'incomplete-type',
      body.at(node),
      `the size of \`${typeText(type.to)}\` is not known`,
      'define the type',
    );
  return size;
}

function memberPlace(body: Body, node: ExprSyntax & { kind: 'member' }): Place | undefined {
  const base = node.arrow ? pointee(body, node) : checkPlace(body, node.base);
  if (base === undefined) return undefined;
  const name = memberName(body, node.name.text);
  body.unit.types.complete(base.type);
  if (!isRecord(base.type)) {
    const isPointer = base.type.kind === 'pointer';
    return body.error(
      'not-a-record',
      body.at(node),
      `\`${typeText(base.type)}\` has no members`,
      isPointer && !node.arrow ? `write \`->${name}\`` : 'use a struct or union',
    );
  }
  if (base.type.layout === undefined) {
    return body.error(
      'incomplete-type',
      body.at(node),
      `\`${typeText(base.type)}\` is declared but not defined`,
      'define its members',
    );
  }
  const found = findMember(base.type, name);
  if (found === undefined) {
    const near = nearest(name, memberNames(base.type));
    const span = body.frame?.span ?? node.name.span;
    return body.error(
      'unknown-member',
      span,
      `\`${typeText(base.type)}\` has no member \`${name}\``,
      near === undefined
        ? `it has ${memberNames(base.type)
            .slice(0, 8)
            .map((each) => `\`${each}\``)
            .join(', ')}`
        : `did you mean \`${near}\`?`,
    );
  }
  if (base.kind !== 'memory') return undefined;
  return memberOf(base, found.offset, found.member.type, body.at(node));
}

/** A member's name may be a macro's argument: `#define entry(p, member) (p)->member`. */
function memberName(body: Body, name: string): string {
  let frame = body.frame;
  let text = name;
  for (let arg = frame?.args.get(text); arg !== undefined; arg = frame?.args.get(text)) {
    if (arg.node.kind !== 'name') return text;
    text = arg.node.text;
    frame = arg.frame;
  }
  return text;
}

function pointee(body: Body, node: ExprSyntax & { kind: 'member' }): Place | undefined {
  const pointer = checkExpr(body, node.base);
  if (pointer === undefined) return undefined;
  if (pointer.type.kind === 'pointer') return pointedTo(body, node, pointer);
  return body.error(
    'not-a-pointer',
    body.at(node),
    `\`->\` needs a pointer, and this is \`${typeText(pointer.type)}\``,
    'use `.`, or a pointer',
  );
}

/** `&place`. A register whose address is taken becomes memory in the next pass over its function. */
export function addressOf(body: Body, node: ExprSyntax & { kind: 'unary' }): Expr | undefined {
  if (node.operand.kind === 'name') {
    const meaning = meaningOf(body, node.operand.text);
    if (meaning?.kind === 'function') {
      return body.error(
        'function-pointer',
        body.at(node),
        'lab C has no function pointers',
        `call \`${node.operand.text}(…)\` where it is needed`,
      );
    }
  }
  const place = checkPlace(body, node.operand);
  return place === undefined ? undefined : addressOfPlace(body, node, place);
}

function addressOfPlace(body: Body, node: ExprSyntax, place: Place): Expr | undefined {
  const span = body.at(node);
  if (place.kind === 'local') {
    if (body.pure)
      return body.error(
        'pure-memory',
        span,
        'a `__pure` function cannot point to a local of its own',
        'compute with values',
      );
    body.addressTaken ??= new Set();
    body.addressTaken.add(place.local);
    return { kind: 'local-address', local: place.local, type: pointerTo(place.type), span };
  }
  if (place.ghost) {
    return body.error(
      'ghost-address',
      span,
      'the address of a ghost object',
      'name the object where it is used; ghost state has no addresses that code may keep',
    );
  }
  return { ...place.address, type: pointerTo(place.type), span };
}
