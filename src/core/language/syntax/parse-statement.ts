// Statements and declarations inside functions.
//
// Promises: every round of a block's loop takes at least one token, so that any text ends.

import { nearest } from '../source/did-you-mean.ts';
import type { Span } from '../source/source-file.ts';
import type { Cursor } from './cursor.ts';
import { parseArgs, parseExpression } from './parse-expression.ts';
import { parseInitialiser } from './parse-initialiser.ts';
import { parseDeclarator, parseSpecifiers, startsDeclaration } from './parse-type.ts';
import type { BlockSyntax, DeclaredName, ExprSyntax, Name, StmtSyntax, TypeSyntax } from './tree.ts';
import { trimmed } from './trimmed.ts';
import { FORMS, LIST_LOOPS, RESERVED, STATEMENT_WORDS } from './words.ts';

export function parseBlock(p: Cursor): BlockSyntax {
  const start = p.peek().start;
  if (!p.expect('{', 'a block')) return { kind: 'block', body: [], span: p.from(start) };
  const body = p.deeper(() => parseBody(p)) ?? skipBody(p);
  p.expect('}', 'a block');
  return { kind: 'block', body, span: p.from(start) };
}

function parseBody(p: Cursor): readonly StmtSyntax[] {
  const body: StmtSyntax[] = [];
  while (!p.atEnd && !p.is('}') && !startsItem(p)) {
    const before = p.index;
    body.push(parseStatement(p));
    if (p.index === before) p.skipOne();
  }
  return trimmed(body);
}

/** What can only stand at file scope, at the beginning of a line: a `}` is missing above it. */
function startsItem(p: Cursor): boolean {
  const { text, start } = p.peek();
  const isForm = FORMS.has(text) && (p.is('(', 1) || p.is('{', 1));
  return (isForm || text === 'static') && (start === 0 || p.text.charAt(start - 1) === '\n');
}

function skipBody(p: Cursor): StmtSyntax[] {
  while (!p.atEnd && !p.is('}')) p.skipOne();
  return [];
}

function parseStatement(p: Cursor): StmtSyntax {
  const start = p.peek().start;
  return p.deeper(() => statement(p, start)) ?? giveUp(p, start);
}

function giveUp(p: Cursor, start: number): StmtSyntax {
  p.skipStatement();
  return { kind: 'empty', span: p.from(start) };
}

function statement(p: Cursor, start: number): StmtSyntax {
  const token = p.peek();
  if (p.is('{')) return parseBlock(p);
  if (p.accept(';')) return { kind: 'empty', span: p.from(start) };
  if (token.kind !== 'name') return parseExpressionStatement(p, start);
  switch (token.text) {
    case 'if':
      return parseIf(p, start);
    case 'while':
      return parseWhile(p, start);
    case 'do':
      return parseDo(p, start);
    case 'for':
      return parseFor(p, start);
    case 'switch':
      return parseSwitch(p, start);
    case 'case':
    case 'default':
      return parseCase(p, start);
    case 'break':
    case 'continue': {
      p.take();
      semicolon(p, `\`${token.text}\``);
      return { kind: token.text, span: p.from(start) };
    }
    case 'goto':
      return parseGoto(p, start);
    case 'return':
      return parseReturn(p, start);
    case 'ghost': {
      p.take();
      const body = parseGhostBody(p);
      return { kind: 'ghost', body, span: p.from(start) };
    }
    case 'else': {
      p.error('syntax', '`else` without an `if` before it', 'remove it, or write the `if`');
      p.take();
      return parseStatement(p);
    }
    case 'asm':
    case '__asm__': {
      p.refuse(
        'no-asm',
        p.here(),
        'lab C has no inline assembly',
        'write what it does to memory, in `atomic { … }` if it is one instruction',
      );
      p.skipStatement();
      return { kind: 'empty', span: p.from(start) };
    }
  }
  if (token.text === 'raise' && p.peek(1).kind === 'name') return parseRaise(p, start);
  if (token.text === 'atomic' && p.is('{', 1)) return parseAtomic(p, start);
  if (LIST_LOOPS.has(token.text) && p.is('(', 1)) return parseListLoop(p, start);
  if (p.is(':', 1) && !RESERVED.has(token.text)) {
    p.take();
    p.take();
    return { kind: 'label', label: { text: token.text, span: p.spanOf(token) }, span: p.from(start) };
  }
  if (token.text === 'LIST_HEAD' && p.is('(', 1)) return parseListHead(p, start);
  if (startsDeclaration(p)) return parseDeclaration(p, start);
  return parseExpressionStatement(p, start);
}

function semicolon(p: Cursor, where: string): void {
  if (p.accept(';')) return;
  p.expect(';', where);
  // What stands on a new line, or begins a statement, is left for the next statement.
  if (!startsAfresh(p)) p.skipStatement();
}

function startsAfresh(p: Cursor): boolean {
  const token = p.peek();
  if (token.kind === 'end' || token.text === '}') return true;
  if (token.kind === 'name' && (STATEMENT_WORDS.has(token.text) || startsDeclaration(p))) return true;
  const lineBreak = p.text.lastIndexOf('\n', token.start);
  return token.kind === 'name' && /^\s*$/.test(p.text.slice(lineBreak + 1, token.start));
}

function parseExpressionStatement(p: Cursor, start: number): StmtSyntax {
  let value = parseExpression(p);
  if (value.kind === 'name' && !p.is(';') && isMisspelt(p, value))
    value = { kind: 'error', span: value.span };
  semicolon(p, 'a statement');
  return { kind: 'expression', value, span: p.from(start) };
}

/** `retrun 2;`: a lone name where a word of C was meant. */
function isMisspelt(p: Cursor, { text, span }: Name): boolean {
  const near = nearest(text, STATEMENT_WORDS);
  if (near === undefined) return false;
  p.errorAt('syntax', span, `\`${text}\` is followed by ${p.shown()}`, `did you mean \`${near}\`?`);
  return true;
}

function parseTest(p: Cursor, what: string): ExprSyntax {
  p.expect('(', what);
  const test = parseExpression(p);
  p.expect(')', what);
  return test;
}

function parseIf(p: Cursor, start: number): StmtSyntax {
  p.take();
  const test = parseTest(p, 'the condition of `if`');
  const then = parseStatement(p);
  const otherwise = p.accept('else') ? parseStatement(p) : undefined;
  return { kind: 'if', test, then, else: otherwise, span: p.from(start) };
}

function parseWhile(p: Cursor, start: number): StmtSyntax {
  p.take();
  const test = parseTest(p, 'the condition of `while`');
  return { kind: 'while', test, body: parseStatement(p), span: p.from(start) };
}

function parseDo(p: Cursor, start: number): StmtSyntax {
  p.take();
  const body = parseStatement(p);
  p.expect('while', '`do`');
  const test = parseTest(p, 'the condition of `do … while`');
  semicolon(p, '`do … while`');
  return { kind: 'do', body, test, span: p.from(start) };
}

function parseFor(p: Cursor, start: number): StmtSyntax {
  p.take();
  p.expect('(', '`for`');
  const initStart = p.peek().start;
  let init: StmtSyntax | undefined;
  if (!p.accept(';')) {
    init = startsDeclaration(p) ? parseDeclaration(p, initStart) : parseExpressionStatement(p, initStart);
  }
  const test = p.is(';') ? undefined : parseExpression(p);
  p.expect(';', '`for`');
  const update = p.is(')') ? undefined : parseExpression(p);
  p.expect(')', '`for`');
  return { kind: 'for', init, test, update, body: parseStatement(p), span: p.from(start) };
}

function parseListLoop(p: Cursor, start: number): StmtSyntax {
  const form = p.take().text;
  const args = parseArgs(p);
  const head = p.from(start);
  return { kind: 'list-loop', head, form, args, body: parseStatement(p), span: p.from(start) };
}

function parseSwitch(p: Cursor, start: number): StmtSyntax {
  p.take();
  const value = parseTest(p, '`switch`');
  return { kind: 'switch', value, body: parseStatement(p), span: p.from(start) };
}

function parseCase(p: Cursor, start: number): StmtSyntax {
  const isDefault = p.take().text === 'default';
  const value = isDefault ? undefined : parseExpression(p);
  if (p.is('...')) {
    p.refuse(
      'case-range',
      p.here(),
      'lab C has no ranges of cases',
      'write each value as a `case` of its own',
    );
    p.take();
    parseExpression(p);
  }
  p.expect(':', isDefault ? '`default`' : '`case`');
  return { kind: 'case', value, span: p.from(start) };
}

function parseGoto(p: Cursor, start: number): StmtSyntax {
  p.take();
  if (p.is('*')) {
    p.refuse('computed-goto', p.here(), 'lab C has no computed goto', 'use `switch`');
    p.skipStatement();
    return { kind: 'empty', span: p.from(start) };
  }
  const label = p.name('a label');
  semicolon(p, '`goto`');
  if (label === undefined) return { kind: 'empty', span: p.from(start) };
  return { kind: 'goto', label, span: p.from(start) };
}

function parseReturn(p: Cursor, start: number): StmtSyntax {
  p.take();
  const value = p.is(';') || p.is('}') ? undefined : parseExpression(p);
  semicolon(p, '`return`');
  return { kind: 'return', value, span: p.from(start) };
}

function parseGhostBody(p: Cursor): StmtSyntax {
  const start = p.peek().start;
  if (startsDeclaration(p) && !p.is('raise')) {
    const declared = parseDeclaration(p, start);
    p.refuse(
      'ghost-local',
      declared.span,
      'a ghost object is declared at file scope',
      'move the declaration out of the function, or into `ghost { … }`',
    );
    return { kind: 'empty', span: declared.span };
  }
  return parseStatement(p);
}

function parseRaise(p: Cursor, start: number): StmtSyntax {
  p.take();
  const event = p.name("the event's name");
  const args = p.is('(') ? parseArgs(p) : [];
  semicolon(p, '`raise`');
  if (event === undefined) return { kind: 'empty', span: p.from(start) };
  return { kind: 'raise', event, args, span: p.from(start) };
}

function parseAtomic(p: Cursor, start: number): StmtSyntax {
  const word = p.take();
  const explained = isExplained(p, word.start);
  const body = parseBlock(p);
  return { kind: 'atomic', body, explained, word: p.spanOf(word), span: p.from(start) };
}

/** A comment on the line before `atomic`, on its own line, or first thing inside. */
function isExplained(p: Cursor, at: number): boolean {
  return p.comments.some((comment) => {
    const between = comment.end <= at ? p.text.slice(comment.end, at) : p.text.slice(at, comment.start);
    if (comment.end <= at) return between.split('\n').length <= 2;
    return /^atomic\s*\{\s*$/.test(between) || (!between.includes('\n') && comment.start > at);
  });
}

function parseListHead(p: Cursor, start: number): StmtSyntax {
  const base = listHeadType(p.here());
  const declared = parseListHeadName(p, base);
  semicolon(p, '`LIST_HEAD`');
  return {
    kind: 'declare',
    base,
    names: declared === undefined ? [] : [declared],
    isStatic: false,
    span: p.from(start),
  };
}

export function listHeadType(span: Span): TypeSyntax {
  return { kind: 'record', keyword: 'struct', tag: { text: 'list_head', span }, members: undefined, span };
}

/** `LIST_HEAD(name)`: a list that is empty, that is, that points to itself both ways. */
export function parseListHeadName(p: Cursor, type: TypeSyntax): DeclaredName | undefined {
  p.take();
  p.expect('(', '`LIST_HEAD`');
  const name = p.name("the list's name");
  p.expect(')', '`LIST_HEAD`');
  if (name === undefined) return undefined;
  const { span } = name;
  const self: ExprSyntax = { kind: 'unary', op: '&', operand: { kind: 'name', text: name.text, span }, span };
  const item = { designators: [], value: { kind: 'value', value: self, span }, span } as const;
  return { name, type, init: { kind: 'list', items: [item, item], span }, span };
}

export function parseDeclaration(p: Cursor, start: number): StmtSyntax {
  const { base, words } = parseSpecifiers(p);
  const names = parseDeclaredNames(p, base);
  semicolon(p, 'a declaration');
  if (words.has('typedef')) {
    p.refuse('local-typedef', p.from(start), 'a typedef inside a function', 'move it to file scope');
    return { kind: 'empty', span: p.from(start) };
  }
  return { kind: 'declare', base, names, isStatic: words.has('static'), span: p.from(start) };
}

export function parseDeclaredNames(p: Cursor, base: TypeSyntax): readonly DeclaredName[] {
  const names: DeclaredName[] = [];
  if (p.is(';')) return names;
  for (;;) {
    const declared = parseDeclarator(p, base);
    if (declared.name === undefined) {
      p.error('syntax', `expected a name to declare, found ${p.shown()}`, 'write the name');
      return names;
    }
    const init = p.accept('=') ? parseInitialiser(p) : undefined;
    names.push({ name: declared.name, type: declared.type, init, span: p.from(declared.span.start) });
    if (!p.accept(',')) return trimmed(names);
  }
}
