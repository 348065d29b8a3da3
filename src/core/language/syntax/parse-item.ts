// What stands at file scope: functions, objects, types, and the forms that labs and strategies add to C.

import { nearest } from '../source/did-you-mean.ts';
import type { Span } from '../source/source-file.ts';
import type { Cursor } from './cursor.ts';
import { lexBody } from './lexer.ts';
import { parseAssignment, parseExpression } from './parse-expression.ts';
import { parseInitialiser } from './parse-initialiser.ts';
import { parseEnumBody, parseRecordBody } from './parse-record.ts';
import { listHeadType, parseBlock, parseDeclaredNames, parseListHeadName } from './parse-statement.ts';
import {
  parseAttributes,
  parseDeclarator,
  parseParam,
  parseSpecifiers,
  parseStorage,
  parseTypeName,
  startsType,
} from './parse-type.ts';
import type { Token } from './token.ts';
import type { BlockSyntax, FormArg, FunctionItem, ItemSyntax, Name, TypeSyntax } from './tree.ts';
import { FORMS, FORMS_WITH_BODY } from './words.ts';

/** Kernel text has these behind functions; they mean nothing here. */
const EXPORTS = new Set(['EXPORT_SYMBOL', 'EXPORT_SYMBOL_GPL', 'MODULE_LICENSE']);

export function parseItems(p: Cursor): ItemSyntax[] {
  const items: ItemSyntax[] = [];
  while (!p.atEnd) {
    const before = p.index;
    if (p.accept(';')) continue;
    if (p.is('}')) {
      p.error('syntax', 'a `}` that closes nothing', 'remove it, or look for a missing `{` above');
      p.take();
      continue;
    }
    const item = parseItem(p);
    if (item !== undefined) items.push(item);
    if (p.index === before) p.skipOne();
  }
  return items;
}

function parseItem(p: Cursor): ItemSyntax | undefined {
  const start = p.peek().start;
  const ghost = p.accept('ghost');
  const words = parseStorage(p);
  const word = p.peek().text;
  if (p.is('(', 1)) {
    if (FORMS.has(word)) return parseForm(p, start);
    if (word === 'EXTEND') return parseExtend(p, start);
    if (word === 'DEFINE_PER_CPU' || word === 'DECLARE_PER_CPU') return parsePerCpu(p, start, ghost);
    if (word === 'LIST_HEAD') return parseListHead(p, start, ghost);
    if (word === 'DEFINE_SPINLOCK') return parseSpinlock(p, start, ghost);
    if (EXPORTS.has(word)) {
      p.skipStatement();
      return undefined;
    }
  }
  if (FORMS_WITH_BODY.has(word) && p.is('{', 1)) return parseForm(p, start);
  if (p.peek().kind !== 'name') {
    p.error(
      'syntax',
      `expected a declaration, found ${p.shown()}`,
      'write a function, an object, a type or a form such as `TASK(name) { … }`',
    );
    p.skipStatement();
    return undefined;
  }
  return parseDeclaration(p, start, ghost, words);
}

function parseDeclaration(
  p: Cursor,
  start: number,
  ghost: boolean,
  before: ReadonlySet<string>,
): ItemSyntax | undefined {
  const firstWord = p.peek();
  const isType = startsType(p);
  const { base, words } = parseSpecifiers(p, before);
  if (p.is(';') && (base.kind === 'record' || base.kind === 'enum')) {
    p.take();
    return { kind: 'type', type: base, span: p.from(start) };
  }
  if (base.kind === 'named' && !isType && p.is('(')) {
    const shown = firstWord.text;
    const near = nearest(shown, FORMS);
    p.errorAt(
      'unknown-form',
      p.spanOf(firstWord),
      `\`${shown}(…)\` at file scope: no form of lab C has this name`,
      near === undefined
        ? 'a statement belongs in a `TASK(name) { … }` or in a function'
        : `did you mean \`${near}\`?`,
    );
    p.skipOne();
    if (p.is('{')) p.skipOne();
    else p.skipStatement();
    return undefined;
  }
  if (words.has('typedef')) {
    const names = parseDeclaredNames(p, base);
    endOfItem(p, 'a typedef');
    return { kind: 'typedef', base, names, span: p.from(start) };
  }
  const saved = p.index;
  const declared = parseDeclarator(p, base);
  if (declared.type.kind === 'function' && declared.name !== undefined) {
    const behind = parseAttributes(p);
    const { params, returns } = declared.type;
    const later = p.peek().kind === 'body' ? p.take() : undefined;
    const body = p.is('{') ? parseBlock(p) : undefined;
    if (body === undefined && later === undefined) endOfItem(p, 'a function');
    if (ghost)
      p.refuse(
        'ghost-function',
        declared.name.span,
        'a function cannot be `ghost`',
        'declare it `__pure`, or write `ghost` before the statements inside',
      );
    const item: FunctionItem = {
      kind: 'function',
      name: declared.name,
      returns,
      params,
      defined: body !== undefined || later !== undefined,
      body,
      weak: words.has('__weak') || behind.has('__weak'),
      pure: words.has('__pure') || behind.has('__pure'),
      span: p.from(start),
    };
    return later === undefined ? item : new LaterFunction(item, p.bare, later);
  }
  p.index = saved;
  const names = parseDeclaredNames(p, base);
  endOfItem(p, 'a declaration');
  return {
    kind: 'object',
    base,
    names,
    ghost,
    perCpu: false,
    isExtern: words.has('extern'),
    span: p.from(start),
  };
}

/**
 * The same function, whose body is read when somebody asks for it. A class, since each literal with a getter of its own
 * would be a hash table to V8, which takes ten times the room.
 */
class LaterFunction implements FunctionItem {
  readonly kind = 'function';
  readonly name: Name;
  readonly returns: TypeSyntax;
  readonly params: FunctionItem['params'];
  readonly defined = true;
  readonly weak: boolean;
  readonly pure: boolean;
  readonly span: Span;
  private readonly bare: Cursor;
  private readonly start: number;
  private readonly end: number;
  private read: BlockSyntax | undefined;

  constructor({ name, returns, params, weak, pure, span }: FunctionItem, bare: Cursor, body: Token) {
    this.name = name;
    this.returns = returns;
    this.params = params;
    this.weak = weak;
    this.pure = pure;
    this.span = span;
    this.bare = bare;
    this.start = body.start;
    this.end = body.end;
  }

  get body(): BlockSyntax {
    const { bare, start, end } = this;
    this.read ??= parseBlock(bare.over(lexBody(bare.text, start, end)));
    return this.read;
  }
}

function endOfItem(p: Cursor, what: string): void {
  if (p.expect(';', what)) return;
  const token = p.peek();
  const lineBreak = p.text.lastIndexOf('\n', token.start);
  if (token.kind === 'name' && lineBreak === token.start - 1) return;
  p.skipStatement();
}

function parseForm(p: Cursor, start: number): ItemSyntax {
  const word = p.take();
  const args = p.is('(') ? parseFormArgs(p) : [];
  let when: ReturnType<typeof parseExpression> | undefined;
  if (p.is('WHEN') && p.is('(', 1)) {
    p.take();
    p.take();
    when = parseExpression(p);
    p.expect(')', '`WHEN`');
  }
  const hasBody = FORMS_WITH_BODY.has(word.text);
  const body = hasBody ? parseBlock(p) : undefined;
  if (!hasBody) endOfItem(p, `\`${word.text}\``);
  return { kind: 'form', form: word.text, args, when, body, word: p.spanOf(word), span: p.from(start) };
}

function parseFormArgs(p: Cursor): FormArg[] {
  const args: FormArg[] = [];
  p.take();
  while (!p.atEnd && !p.is(')')) {
    const before = p.index;
    const start = p.peek().start;
    if (p.is('.') && p.peek(1).kind === 'name') {
      p.take();
      const name = p.name("an option's name");
      p.expect('=', 'an option');
      const value = parseInitialiser(p);
      if (name !== undefined) args.push({ kind: 'option', name, value, span: p.from(start) });
    } else if (startsType(p)) {
      const param = parseParam(p);
      args.push({ kind: 'param', param, span: p.from(start) });
    } else {
      const value = parseAssignment(p);
      args.push({ kind: 'value', value, span: p.from(start) });
    }
    if (!p.accept(',') || p.index === before) break;
  }
  p.expect(')', 'the arguments of a form');
  return args;
}

function parseExtend(p: Cursor, start: number): ItemSyntax {
  p.take();
  p.take();
  const target = parseTypeName(p);
  const point = p.accept(',') ? p.name("the extension point's name") : undefined;
  p.expect(')', '`EXTEND`');
  const isEnum = target.kind === 'enum';
  const open = p.is('{');
  if (!open) p.expect('{', '`EXTEND`');
  const enumerators = open && isEnum ? parseEnumBody(p) : [];
  const members = open && !isEnum ? parseRecordBody(p) : [];
  endOfItem(p, '`EXTEND`');
  return { kind: 'extend', target, point, members, enumerators, span: p.from(start) };
}

function parsePerCpu(p: Cursor, start: number, ghost: boolean): ItemSyntax | undefined {
  const word = p.take().text;
  p.take();
  const base = parseTypeName(p);
  p.expect(',', `\`${word}\``);
  const name = p.name("the object's name");
  let type: TypeSyntax = base;
  p.expect(')', `\`${word}\``);
  if (p.is('[')) {
    type = parseDeclarator(p, base).type;
  }
  const init = p.accept('=') ? parseInitialiser(p) : undefined;
  endOfItem(p, `\`${word}\``);
  if (name === undefined) return undefined;
  const span = p.from(start);
  const isExtern = word === 'DECLARE_PER_CPU';
  return { kind: 'object', base, names: [{ name, type, init, span }], ghost, perCpu: true, isExtern, span };
}

function parseListHead(p: Cursor, start: number, ghost: boolean): ItemSyntax {
  const base = listHeadType(p.here());
  const declared = parseListHeadName(p, base);
  endOfItem(p, '`LIST_HEAD`');
  const names = declared === undefined ? [] : [declared];
  return { kind: 'object', base, names, ghost, perCpu: false, isExtern: false, span: p.from(start) };
}

function parseSpinlock(p: Cursor, start: number, ghost: boolean): ItemSyntax | undefined {
  p.take();
  p.take();
  const name = p.name("the lock's name");
  p.expect(')', '`DEFINE_SPINLOCK`');
  endOfItem(p, '`DEFINE_SPINLOCK`');
  if (name === undefined) return undefined;
  const base: TypeSyntax = { kind: 'named', words: ['spinlock_t'], span: name.span };
  const span = p.from(start);
  return {
    kind: 'object',
    base,
    names: [{ name, type: base, init: undefined, span }],
    ghost,
    perCpu: false,
    isExtern: false,
    span,
  };
}
