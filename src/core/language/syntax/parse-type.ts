// Types: specifiers, declarators, struct and enum bodies, parameter lists.
//
// Does not: look types up. What lab C refuses (function pointers, bit-fields, varargs, floats) is told here.

import type { Span } from '../source/source-file.ts';
import type { Cursor } from './cursor.ts';
import { parseAssignment } from './parse-expression.ts';
import { parseEnumBody, parseRecordBody } from './parse-record.ts';
import type { ExprSyntax, Name, ParamSyntax, TypeSyntax } from './tree.ts';
import { trimmed } from './trimmed.ts';
import { FLOAT_WORDS, IGNORED_WORDS, RESERVED, TYPE_WORDS } from './words.ts';

export interface Specifiers {
  readonly base: TypeSyntax;
  readonly words: ReadonlySet<string>;
}

export interface Declarator {
  readonly name: Name | undefined;
  readonly type: TypeSyntax;
  readonly span: Span;
}

const STORAGE = new Set(['static', 'extern', 'typedef', '__weak', '__pure', '__attribute_const__']);

export function startsType(p: Cursor, ahead = 0): boolean {
  const { kind, text } = p.peek(ahead);
  if (kind !== 'name') return false;
  if (TYPE_WORDS.has(text) || FLOAT_WORDS.has(text)) return true;
  if (text === 'struct' || text === 'union' || text === 'enum' || text === 'typeof' || text === '__typeof__')
    return true;
  if (text === 'const' || text === 'volatile') return true;
  return p.typeNames.has(text);
}

export function startsDeclaration(p: Cursor): boolean {
  const { kind, text } = p.peek();
  if (kind !== 'name') return false;
  if (startsType(p) || STORAGE.has(text) || IGNORED_WORDS.has(text)) return true;
  // `foo_t x`: two names in a row are a declaration with a type nobody has declared.
  const next = p.peek(1);
  return !RESERVED.has(text) && next.kind === 'name' && !RESERVED.has(next.text);
}

const STORAGE_ONLY = new Set(['static', 'extern', 'typedef']);

/** Attributes where no storage word may stand: behind `*`, a tag, a declarator. Gives `__weak` and `__pure`. */
export function parseAttributes(p: Cursor): Set<string> {
  return STORAGE_ONLY.has(p.peek().text) ? new Set() : parseStorage(p);
}

/** Reads storage words and attributes only, so that a form may follow them. */
export function parseStorage(p: Cursor): Set<string> {
  const words = new Set<string>();
  for (;;) {
    const { kind, text } = p.peek();
    if (kind !== 'name') return words;
    if (STORAGE.has(text)) words.add(text);
    else if (text === '__attribute__') {
      refuseAttribute(p);
      continue;
    } else if (!IGNORED_WORDS.has(text)) return words;
    p.take();
  }
}

export function parseSpecifiers(p: Cursor, before: ReadonlySet<string> = new Set()): Specifiers {
  const words = new Set(before);
  const start = p.peek().start;
  const type: string[] = [];
  let base: TypeSyntax | undefined;
  for (;;) {
    for (const word of parseStorage(p)) words.add(word);
    const token = p.peek();
    if (token.kind !== 'name') break;
    const { text } = token;
    if (FLOAT_WORDS.has(text)) {
      p.refuse(
        'no-float',
        p.here(),
        `\`${text}\`: lab C has no floating point`,
        'use `int` or `unsigned long`',
      );
      p.take();
      type.push('int');
    } else if (TYPE_WORDS.has(text) && base === undefined) {
      p.take();
      type.push(text);
    } else if (base !== undefined || type.length > 0) {
      break;
    } else if (text === 'struct' || text === 'union') {
      base = parseRecord(p);
    } else if (text === 'enum') {
      base = parseEnum(p);
    } else if (text === 'typeof' || text === '__typeof__') {
      base = parseTypeof(p);
    } else if (!RESERVED.has(text)) {
      p.take();
      base = { kind: 'named', words: [text], span: p.from(start) };
    } else break;
  }
  if (base === undefined) {
    if (type.length === 0) p.error('syntax', `expected a type, found ${p.shown()}`, 'write a type here');
    base = { kind: 'named', words: type.length === 0 ? ['int'] : trimmed(type), span: p.from(start) };
  }
  return { base, words };
}

function parseRecord(p: Cursor): TypeSyntax {
  const start = p.peek().start;
  const keyword = p.take().text === 'union' ? 'union' : 'struct';
  parseAttributes(p);
  const tag = p.is('{') ? undefined : p.name(`the ${keyword}'s name`);
  const members = p.is('{') ? p.deeper(() => parseRecordBody(p)) : undefined;
  parseAttributes(p);
  return { kind: 'record', keyword, tag, members, span: p.from(start) };
}

function parseEnum(p: Cursor): TypeSyntax {
  const start = p.take().start;
  const tag = p.is('{') ? undefined : p.name("the enum's name");
  const enumerators = p.is('{') ? parseEnumBody(p) : undefined;
  return { kind: 'enum', tag, enumerators, span: p.from(start) };
}

function parseTypeof(p: Cursor): TypeSyntax {
  const start = p.take().start;
  p.expect('(', '`typeof`');
  if (startsType(p)) {
    const type = parseTypeName(p);
    p.expect(')', '`typeof`');
    return type;
  }
  const of = parseAssignment(p);
  p.expect(')', '`typeof`');
  return { kind: 'typeof', of, span: p.from(start) };
}

/** Pointers, a name if there is one, `[n]` and `(params)` behind it. */
export function parseDeclarator(p: Cursor, base: TypeSyntax): Declarator {
  const start = p.peek().start;
  let type = base;
  let stars = 0;
  for (;;) {
    parseAttributes(p);
    if (!p.is('*')) break;
    const star = p.take();
    stars += 1;
    if (stars > 8) continue;
    type = { kind: 'pointer', to: type, span: { file: p.file, start: base.span.start, end: star.end } };
  }
  if (stars > 8)
    p.refuse('too-deep', p.from(start), 'a pointer of more than 8 levels', 'name the steps with typedefs');
  if (p.is('(') && (p.is('*', 1) || p.is('(', 1))) return refuseParenthesised(p, type, start);
  const token = p.peek();
  const name = token.kind === 'name' && !RESERVED.has(token.text) ? p.name('a name') : undefined;
  type = parseSuffixes(p, type);
  return { name, type, span: p.from(start) };
}

function parseSuffixes(p: Cursor, type: TypeSyntax): TypeSyntax {
  if (p.is('(')) {
    const params = parseParams(p);
    return { kind: 'function', returns: type, params, span: p.from(type.span.start) };
  }
  const lengths: (ExprSyntax | undefined)[] = [];
  while (p.is('[')) {
    p.take();
    lengths.push(p.is(']') ? undefined : parseAssignment(p));
    if (!p.expect(']', 'the length of an array')) break;
    if (lengths.length > 8) {
      p.refuse('too-deep', p.here(), 'an array of more than 8 dimensions', 'use fewer dimensions');
      break;
    }
  }
  let result = type;
  for (const length of lengths.reverse()) {
    result = { kind: 'array', of: result, length, span: p.from(type.span.start) };
  }
  return result;
}

function refuseParenthesised(p: Cursor, type: TypeSyntax, start: number): Declarator {
  const name = p.peek(2);
  p.skipOne();
  const isFunction = p.is('(');
  while (p.is('(') || p.is('[')) p.skipOne();
  p.refuse(
    isFunction ? 'function-pointer' : 'pointer-to-array',
    p.from(start),
    isFunction ? 'lab C has no function pointers' : 'lab C has no pointers to arrays',
    isFunction
      ? 'call the function by its name; a strategy replaces a `__weak` one'
      : 'point to the first element',
  );
  const known = name.kind === 'name' && !RESERVED.has(name.text);
  return {
    name: known ? { text: name.text, span: p.spanOf(name) } : undefined,
    type: { kind: 'pointer', to: type, span: type.span },
    span: p.from(start),
  };
}

export function parseParams(p: Cursor): readonly ParamSyntax[] {
  const params: ParamSyntax[] = [];
  p.take();
  if (p.is('void') && p.is(')', 1)) p.take();
  while (!p.atEnd && !p.is(')')) {
    const before = p.index;
    if (p.is('...')) {
      p.refuse(
        'varargs',
        p.here(),
        'lab C has no variable arguments',
        'give each number of arguments its own function',
      );
      p.take();
    } else if (startsDeclaration(p) || p.peek().kind === 'name') {
      params.push(parseParam(p));
    } else {
      p.error('syntax', `expected a parameter, found ${p.shown()}`, 'write a type and a name, or `void`');
    }
    if (!p.accept(',')) break;
    if (p.index === before) break;
  }
  p.expect(')', 'a list of parameters');
  return trimmed(params);
}

export function parseParam(p: Cursor): ParamSyntax {
  const start = p.peek().start;
  const { base } = parseSpecifiers(p);
  const declared = parseDeclarator(p, base);
  let type = declared.type;
  if (type.kind === 'array') type = { kind: 'pointer', to: type.of, span: type.span };
  return { name: declared.name, type, span: p.from(start) };
}

/** A type without a name, as in casts, `sizeof` and arguments. */
export function parseTypeName(p: Cursor): TypeSyntax {
  const { base } = parseSpecifiers(p);
  let type = base;
  while (p.is('*') && type.span.end - type.span.start < 4096) {
    p.take();
    type = { kind: 'pointer', to: type, span: p.from(base.span.start) };
    parseAttributes(p);
    if (pointerDepth(type) > 8) break;
  }
  if (p.is('(') && p.is('*', 1)) refuseParenthesised(p, type, p.peek().start);
  else if (p.is('[')) type = parseSuffixes(p, type);
  return type;
}

function pointerDepth(type: TypeSyntax): number {
  let depth = 0;
  for (let at = type; at.kind === 'pointer'; at = at.to) depth += 1;
  return depth;
}

function refuseAttribute(p: Cursor): void {
  const start = p.take().start;
  if (p.is('(')) p.skipOne();
  p.refuse(
    'attribute',
    p.from(start),
    'lab C has no `__attribute__`',
    'leave it out; layout is that of x86-64 without attributes',
  );
}
