// Expressions, by precedence climbing. All of C's operators; a mistake gives an `error` node, never nothing.
//
// Does not: know what a name is. `(name)` followed by an operand is a cast only if `name` is a known type.

import type { Cursor } from './cursor.ts';
import { MAX_OPERATORS } from './cursor.ts';
import { parseTypeName, startsType } from './parse-type.ts';
import type { ArgSyntax, ExprSyntax, UnaryWord } from './tree.ts';
import { trimmed } from './trimmed.ts';
import { RESERVED } from './words.ts';

const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ['*', 10],
  ['/', 10],
  ['%', 10],
  ['+', 9],
  ['-', 9],
  ['<<', 8],
  ['>>', 8],
  ['<', 7],
  ['<=', 7],
  ['>', 7],
  ['>=', 7],
  ['==', 6],
  ['!=', 6],
  ['&', 5],
  ['^', 4],
  ['|', 3],
  ['&&', 2],
  ['||', 1],
]);

const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=']);
const PREFIX = new Set(['-', '+', '~', '!', '*', '&', '++', '--']);

export function parseExpression(p: Cursor): ExprSyntax {
  let left = parseAssignment(p);
  while (p.is(',')) {
    if (!p.countOperator()) return tooLong(p);
    p.take();
    const right = parseAssignment(p);
    left = { kind: 'binary', op: ',', left, right, span: p.from(left.span.start) };
  }
  return left;
}

export function parseAssignment(p: Cursor): ExprSyntax {
  const result = p.deeperExpression(() => {
    const target = parseConditional(p);
    const op = p.peek();
    if (op.kind !== 'punct' || !ASSIGNMENTS.has(op.text)) return target;
    p.take();
    const value = parseAssignment(p);
    return {
      kind: 'assign',
      op: op.text.slice(0, -1),
      target,
      value,
      span: p.from(target.span.start),
    } as const;
  });
  return result ?? errorHere(p);
}

/** Where C wants a constant: no assignment. An expression of its own, with its own count of operators. */
export function parseConstant(p: Cursor): ExprSyntax {
  return p.deeperExpression(() => parseConditional(p)) ?? errorHere(p);
}

function parseConditional(p: Cursor): ExprSyntax {
  const test = parseBinary(p, 1);
  if (!p.is('?')) return test;
  p.take();
  if (p.is(':')) {
    p.refuse(
      'syntax',
      p.here(),
      '`?:` without a middle is not in lab C',
      'write the value between `?` and `:`',
    );
  }
  const result = p.deeper(() => {
    const then = p.is(':') ? errorHere(p) : parseExpression(p);
    p.expect(':', 'a conditional expression');
    const otherwise = parseConditional(p);
    return { kind: 'conditional', test, then, else: otherwise, span: p.from(test.span.start) } as const;
  });
  return result ?? errorHere(p);
}

function parseBinary(p: Cursor, least: number): ExprSyntax {
  let left = parseUnary(p);
  for (;;) {
    const op = p.peek();
    const precedence = op.kind === 'punct' ? PRECEDENCE.get(op.text) : undefined;
    if (precedence === undefined || precedence < least) return left;
    if (!p.countOperator()) return tooLong(p);
    p.take();
    const right = parseBinary(p, precedence + 1);
    left = { kind: 'binary', op: op.text, left, right, span: p.from(left.span.start) };
  }
}

function parseUnary(p: Cursor): ExprSyntax {
  const token = p.peek();
  if (token.kind === 'punct' && PREFIX.has(token.text)) {
    p.take();
    const operand = p.deeper(() => parseUnary(p)) ?? errorHere(p);
    return { kind: 'unary', op: token.text as UnaryWord, operand, span: p.from(token.start) };
  }
  if (p.is('sizeof')) return parseSizeof(p);
  if (p.is('(') && startsType(p, 1)) return parseCast(p);
  return parsePostfix(p, parsePrimary(p));
}

function parseSizeof(p: Cursor): ExprSyntax {
  const start = p.take().start;
  if (p.is('(') && startsType(p, 1)) {
    p.take();
    const of = parseTypeName(p);
    p.expect(')', '`sizeof`');
    return { kind: 'sizeof', of, isType: true, span: p.from(start) };
  }
  const of = p.deeper(() => parseUnary(p)) ?? errorHere(p);
  return { kind: 'sizeof', of, isType: false, span: p.from(start) };
}

function parseCast(p: Cursor): ExprSyntax {
  const start = p.take().start;
  const type = parseTypeName(p);
  p.expect(')', 'a cast');
  if (p.is('{')) {
    p.skipOne();
    p.refuse(
      'compound-literal',
      p.from(start),
      'lab C has no compound literals',
      'declare a local with `= { … }` and use it',
    );
    return { kind: 'error', span: p.from(start) };
  }
  const operand = p.deeper(() => parseUnary(p)) ?? errorHere(p);
  return { kind: 'cast', type, operand, span: p.from(start) };
}

function parsePrimary(p: Cursor): ExprSyntax {
  const token = p.peek();
  if (token.kind === 'number' || token.kind === 'char') {
    p.take();
    return { kind: token.kind, text: token.text, span: p.spanOf(token) };
  }
  if (token.kind === 'string') return parseString(p);
  if (token.kind === 'name' && !RESERVED.has(token.text)) {
    p.take();
    return { kind: 'name', text: token.text, span: p.spanOf(token) };
  }
  if (p.is('(')) {
    if (p.is('{', 1)) {
      p.skipOne();
      p.refuse(
        'statement-expression',
        p.from(token.start),
        'lab C has no `({ … })`',
        'write a `static inline` function',
      );
      return { kind: 'error', span: p.from(token.start) };
    }
    p.take();
    const inner = parseExpression(p);
    p.expect(')', 'a parenthesis');
    return { ...inner, span: p.from(token.start) };
  }
  p.error('syntax', `expected an expression, found ${p.shown()}`, 'write a value here');
  return errorHere(p);
}

function parseString(p: Cursor): ExprSyntax {
  const start = p.peek().start;
  let text = '';
  let whole = true;
  while (p.peek().kind === 'string') {
    const token = p.take().text;
    if (token.length < 2 || !token.endsWith('"')) whole = false;
    text += token.slice(1, -1);
  }
  if (!whole) return { kind: 'error', span: p.from(start) };
  return { kind: 'string', text, span: p.from(start) };
}

function parsePostfix(p: Cursor, first: ExprSyntax): ExprSyntax {
  let base = first;
  for (;;) {
    const start = base.span.start;
    const op = p.peek();
    if (op.kind !== 'punct') return base;
    if (!p.countOperator()) return tooLong(p);
    if (op.text === '(') {
      const args = parseArgs(p);
      base = { kind: 'call', callee: base, args, span: p.from(start) };
    } else if (op.text === '[') {
      p.take();
      const index = parseExpression(p);
      p.expect(']', 'an index');
      base = { kind: 'index', base, index, span: p.from(start) };
    } else if (op.text === '->' || op.text === '.') {
      p.take();
      const name = p.name("a member's name");
      if (name === undefined) return { kind: 'error', span: p.from(start) };
      base = { kind: 'member', base, arrow: op.text === '->', name, span: p.from(start) };
    } else if (op.text === '++' || op.text === '--') {
      p.take();
      base = { kind: 'postfix', op: op.text, operand: base, span: p.from(start) };
    } else return base;
  }
}

/** `( … )` after a name. A type may stand where an argument does. */
export function parseArgs(p: Cursor): readonly ArgSyntax[] {
  const args: ArgSyntax[] = [];
  p.take();
  while (!p.atEnd && !p.is(')')) {
    const start = p.peek().start;
    if (startsType(p)) {
      const type = parseTypeName(p);
      args.push({ kind: 'type', type, span: p.from(start) });
    } else {
      args.push(parseAssignment(p));
    }
    if (!p.accept(',')) break;
  }
  p.expect(')', 'the arguments of a call');
  return trimmed(args);
}

function tooLong(p: Cursor): ExprSyntax {
  p.error('too-deep', `more than ${MAX_OPERATORS} operators in one expression`, 'split the expression');
  return errorHere(p);
}

function errorHere(p: Cursor): ExprSyntax {
  return { kind: 'error', span: p.here() };
}
