// Initialisers: which scalar of an object gets which value, by offset. What is not named is zero.

import { nearest } from '../source/did-you-mean.ts';
import type { Span } from '../source/source-file.ts';
import type { ExprSyntax, InitItem, InitSyntax } from '../syntax/tree.ts';
import { ATOMIC_LONG_T, ATOMIC_T } from '../types/builtin.ts';
import type { CType, RecordType } from '../types/c-type.ts';
import { isRecord, isScalar } from '../types/convert.ts';
import { findMember, memberNames } from '../types/layout.ts';
import { typeText } from '../types/show.ts';
import type { Body } from './body.ts';
import { constantIn } from './constant.ts';

export interface InitialScalar {
  readonly offset: number;
  readonly type: CType;
  readonly value: ExprSyntax;
}

/** Reports what does not fit; gives the rest. Later values for one scalar replace earlier ones when they are stored. */
export function initialScalars(body: Body, type: CType, init: InitSyntax): InitialScalar[] {
  const list: InitialScalar[] = [];
  fill(body, type, init, 0, list);
  return list;
}

function fill(body: Body, type: CType, init: InitSyntax, offset: number, list: InitialScalar[]): void {
  body.unit.types.complete(type);
  if (init.kind === 'value') {
    fillValue(body, type, init.value, offset, list);
    return;
  }
  if (isScalar(type)) {
    const [only] = init.items;
    if (init.items.length === 1 && only !== undefined && only.designators.length === 0) {
      fill(body, type, only.value, offset, list);
      return;
    }
    body.error(
      'bad-initialiser',
      init.span,
      `\`{ … }\` with ${init.items.length} values for \`${typeText(type)}\``,
      'write one value',
    );
    return;
  }
  if (type.kind === 'array') {
    fillArray(body, type, init.items, offset, list);
    return;
  }
  if (isRecord(type)) {
    fillRecord(body, type, init.items, offset, list);
    return;
  }
}

function fillValue(body: Body, type: CType, value: ExprSyntax, offset: number, list: InitialScalar[]): void {
  if (isScalar(type)) {
    list.push({ offset, type, value });
    return;
  }
  const member =
    type === ATOMIC_T
      ? ATOMIC_T.layout?.members[0]
      : type === ATOMIC_LONG_T
        ? ATOMIC_LONG_T.layout?.members[0]
        : undefined;
  const isInit =
    value.kind === 'call' && value.callee.kind === 'name' && /^ATOMIC(_LONG)?_INIT$/.test(value.callee.text);
  const [arg] = value.kind === 'call' ? value.args : [];
  if (member !== undefined && isInit && arg !== undefined) {
    list.push({ offset, type: member.type, value: arg });
    return;
  }
  if (value.kind === 'error') return;
  body.error(
    'bad-initialiser',
    body.at(value),
    `one value for a whole \`${typeText(type)}\``,
    'write its members or elements between `{` and `}`',
  );
}

function fillArray(
  body: Body,
  type: CType & { kind: 'array' },
  items: readonly InitItem[],
  offset: number,
  list: InitialScalar[],
): void {
  const size = body.unit.types.sizeOf(type.of) ?? 0;
  let next = 0;
  for (const item of items) {
    const [first, ...rest] = item.designators;
    if (first?.kind === 'member') {
      wrongDesignator(body, item.span, typeText(type));
      continue;
    }
    if (first !== undefined) next = constantIn(body, first.index, 'the index') ?? next;
    if (next < 0 || next >= type.length) {
      body.error(
        'bad-initialiser',
        item.span,
        `element ${next} of an array of ${type.length}`,
        'remove it, or make the array longer',
      );
      return;
    }
    fillItem(body, type.of, { ...item, designators: rest }, offset + next * size, list);
    next += 1;
  }
}

function fillRecord(
  body: Body,
  type: RecordType,
  items: readonly InitItem[],
  offset: number,
  list: InitialScalar[],
): void {
  const members = type.layout?.members ?? [];
  let next = 0;
  for (const item of items) {
    const [first, ...rest] = item.designators;
    if (first?.kind === 'index') {
      wrongDesignator(body, item.span, typeText(type));
      continue;
    }
    if (first !== undefined) {
      const found = findMember(type, first.name.text);
      if (found === undefined) {
        unknownMember(body, type, first.name.text, first.name.span);
        continue;
      }
      fillItem(body, found.member.type, { ...item, designators: rest }, offset + found.offset, list);
      next = members.indexOf(found.member) + 1;
      continue;
    }
    const member = members[next];
    if (member === undefined || (type.kind === 'union' && next > 0)) {
      body.error(
        'bad-initialiser',
        item.span,
        `more values than \`${typeText(type)}\` has members`,
        'remove it, or name the member: `.member = value`',
      );
      return;
    }
    fillItem(body, member.type, { ...item, designators: [] }, offset + member.offset, list);
    next += 1;
  }
}

function fillItem(body: Body, type: CType, item: InitItem, offset: number, list: InitialScalar[]): void {
  if (item.designators.length === 0) {
    fill(body, type, item.value, offset, list);
    return;
  }
  const inner: InitSyntax = { kind: 'list', items: [item], span: item.span };
  fill(body, type, inner, offset, list);
}

function wrongDesignator(body: Body, span: Span, type: string): void {
  body.error(
    'bad-initialiser',
    span,
    `this designator does not fit \`${type}\``,
    'use `.member =` in structs and `[index] =` in arrays',
  );
}

function unknownMember(body: Body, type: RecordType, name: string, span: Span): void {
  const known = memberNames(type);
  const near = nearest(name, known);
  const listed = known
    .slice(0, 8)
    .map((each) => `\`.${each}\``)
    .join(', ');
  body.error(
    'unknown-member',
    span,
    `\`${typeText(type)}\` has no member \`${name}\``,
    near === undefined ? `it has ${listed}` : `did you mean \`${near}\`?`,
  );
}
