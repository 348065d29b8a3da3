// Statements: from syntax to typed trees, with the rules of ghost code, `atomic` and where each word may stand.

import { assertNever } from '../../base/assert.ts';
import type { BlockSyntax, StmtSyntax } from '../syntax/tree.ts';
import { isArithmetic } from '../types/convert.ts';
import { typeText } from '../types/show.ts';
import type { Body } from './body.ts';
import { constantIn } from './constant.ts';
import { cannotConvert, converted } from './conversion.ts';
import { checkDeclaration } from './declare.ts';
import { checkExpr, checkTest } from './expression.ts';
import { listLoop } from './list-loop.ts';
import type { Block, Stmt } from './program.ts';
import { checkRaise } from './raise.ts';
import { checkWordStatement } from './word-statement.ts';

export function checkBlock(body: Body, node: BlockSyntax): Block {
  const out: Stmt[] = [];
  body.openScope();
  for (const each of node.body) checkInto(body, each, out);
  body.closeScope();
  return { kind: 'block', body: out, span: node.span };
}

/** One statement in a scope of its own, as the branch of an `if` or the body of a loop. */
function checkOne(body: Body, node: StmtSyntax): Stmt {
  if (node.kind === 'block') return checkBlock(body, node);
  const out: Stmt[] = [];
  body.openScope();
  checkInto(body, node, out);
  body.closeScope();
  const only = out[0];
  return out.length === 1 && only !== undefined && only.kind !== 'declare'
    ? only
    : { kind: 'block', body: out, span: node.span };
}

export function checkInto(body: Body, node: StmtSyntax, out: Stmt[]): void {
  switch (node.kind) {
    case 'expression':
      checkExpression(body, node, out);
      return;
    case 'if':
      checkIf(body, node, out);
      return;
    case 'return':
      checkReturn(body, node, out);
      return;
    case 'declare':
      checkDeclaration(body, node, out);
      return;
    case 'ghost':
      checkGhost(body, node, out);
      return;
    case 'block':
      out.push(checkBlock(body, node));
      return;
    case 'while':
    case 'do':
      checkLoop(body, node, out);
      return;
    case 'for':
      checkFor(body, node, out);
      return;
    case 'list-loop': {
      const loop = listLoop(body, node);
      if (loop?.kind === 'for') checkFor(body, loop, out);
      else inLoop(body, node.body);
      return;
    }
    case 'switch':
      checkSwitch(body, node, out);
      return;
    case 'case':
      body.error(
        'misplaced-case',
        node.span,
        '`case` stands outside the braces of its `switch`',
        'write cases directly between the braces of a `switch`',
      );
      return;
    case 'break':
    case 'continue':
      checkLeave(body, node, out);
      return;
    case 'goto':
      if (!ordinary(body, node, '`goto`')) return;
      body.jumps.addGoto(node.label.text, node.label.span);
      out.push({ kind: 'goto', label: node.label.text, span: node.span });
      return;
    case 'label':
      body.jumps.addLabel(node.label.text, node.label.span, body.unit.reporter);
      out.push({ kind: 'label', label: node.label.text, span: node.span });
      return;
    case 'atomic':
      checkAtomic(body, node, out);
      return;
    case 'raise':
      checkRaise(body, node, out);
      return;
    case 'empty':
      return;
    default:
      assertNever(node);
  }
}

function ordinary(body: Body, node: StmtSyntax, what: string): boolean {
  if (body.mode === 'ordinary') return true;
  body.error('leaves-ghost', node.span, `${what} in ghost code`, 'write it outside of `ghost`');
  return false;
}

function checkExpression(body: Body, node: StmtSyntax & { kind: 'expression' }, out: Stmt[]): void {
  if (checkWordStatement(body, node.value, node, out)) return;
  const value = checkExpr(body, node.value);
  if (value !== undefined) out.push({ kind: 'expression', value, span: node.span });
}

function checkIf(body: Body, node: StmtSyntax & { kind: 'if' }, out: Stmt[]): void {
  const test = checkTest(body, node.test);
  const then = checkOne(body, node.then);
  const otherwise = node.else === undefined ? undefined : checkOne(body, node.else);
  if (test !== undefined) out.push({ kind: 'if', test, then, else: otherwise, span: node.span });
}

function inLoop(body: Body, node: StmtSyntax): Stmt {
  body.loops += 1;
  const inner = checkOne(body, node);
  body.loops -= 1;
  return inner;
}

function checkLoop(body: Body, node: StmtSyntax & { kind: 'while' | 'do' }, out: Stmt[]): void {
  const test = checkTest(body, node.test);
  const inner = inLoop(body, node.body);
  if (test !== undefined) out.push({ kind: node.kind, test, body: inner, span: node.span });
}

function checkFor(body: Body, node: StmtSyntax & { kind: 'for' }, out: Stmt[]): void {
  body.openScope();
  const init: Stmt[] = [];
  if (node.init !== undefined) checkInto(body, node.init, init);
  const test = node.test === undefined ? undefined : checkTest(body, node.test);
  const update = node.update === undefined ? undefined : checkExpr(body, node.update);
  const inner = inLoop(body, node.body);
  body.closeScope();
  out.push({ kind: 'for', init, test, update, body: inner, span: node.span });
}

function checkSwitch(body: Body, node: StmtSyntax & { kind: 'switch' }, out: Stmt[]): void {
  const value = checkTest(body, node.value);
  if (value !== undefined && !isArithmetic(value.type)) {
    body.error(
      'wrong-operand',
      body.at(node.value),
      `\`switch\` on \`${typeText(value.type)}\``,
      'switch on an integer or an enum',
    );
  }
  if (node.body.kind !== 'block') {
    body.error('syntax', node.body.span, '`switch` without braces', 'write the cases between `{` and `}`');
    return;
  }
  const { body: statements, span } = node.body;
  const flat: Stmt[] = [];
  const cases: { value: number | 'default'; at: number }[] = [];
  body.switches += 1;
  body.openScope();
  for (const each of statements) {
    if (each.kind === 'case') addCase(body, each, cases, flat.length);
    else checkInto(body, each, flat);
  }
  body.closeScope();
  body.switches -= 1;
  if (value !== undefined)
    out.push({ kind: 'switch', value, body: flat, cases, span: { ...span, start: node.span.start } });
}

function addCase(
  body: Body,
  node: StmtSyntax & { kind: 'case' },
  cases: { value: number | 'default'; at: number }[],
  at: number,
): void {
  const value = node.value === undefined ? 'default' : constantIn(body, node.value, 'the value of a `case`');
  if (value === undefined) return;
  if (cases.some((each) => each.value === value)) {
    body.error(
      'defined-twice',
      node.span,
      value === 'default' ? 'a second `default`' : `a second \`case\` for ${value}`,
      'remove one of them',
    );
    return;
  }
  cases.push({ value, at });
}

function checkLeave(body: Body, node: StmtSyntax & { kind: 'break' | 'continue' }, out: Stmt[]): void {
  if (body.loops > 0 || (node.kind === 'break' && body.switches > 0)) {
    out.push({ kind: node.kind, span: node.span });
    return;
  }
  body.error(
    'misplaced-jump',
    node.span,
    `\`${node.kind}\` outside of a loop${node.kind === 'break' ? ' or `switch`' : ''}`,
    'remove it',
  );
}

function checkReturn(body: Body, node: StmtSyntax & { kind: 'return' }, out: Stmt[]): void {
  const value = node.value === undefined ? undefined : checkExpr(body, node.value);
  if (!ordinary(body, node, '`return`')) return;
  const type = body.returns;
  if (type === undefined || type.kind === 'void') {
    if (node.value !== undefined && value?.type.kind !== 'void') {
      if (value !== undefined)
        body.error('wrong-return', node.span, `${body.title} gives no value`, 'write `return;`');
      return;
    }
    if (value !== undefined) out.push({ kind: 'expression', value, span: node.span });
    out.push({ kind: 'return', value: undefined, span: node.span });
    return;
  }
  if (node.value === undefined) {
    body.error(
      'wrong-return',
      node.span,
      `${body.title} gives \`${typeText(type)}\``,
      'write the value behind `return`',
    );
    return;
  }
  if (value === undefined) return;
  const given =
    converted(value, type, body.at(node.value)) ??
    cannotConvert(body, node.value, value, type, `the result of ${body.title}`);
  if (given !== undefined) out.push({ kind: 'return', value: given, span: node.span });
}

function checkAtomic(body: Body, node: StmtSyntax & { kind: 'atomic' }, out: Stmt[]): void {
  if (!body.acts(node.word, '`atomic { … }`')) return;
  if (body.atomicDepth > 0) {
    body.error(
      'atomic-in-atomic',
      node.word,
      '`atomic` inside `atomic`',
      'remove the inner one; the outer block is one step already',
    );
  }
  if (!node.explained) {
    body.unit.reporter.warning(
      'atomic-unexplained',
      node.word,
      '`atomic` without a reason',
      'say on the line before why this happens at once: `/* one instruction */`',
    );
  }
  const before = body.firstInAtomic;
  body.firstInAtomic = node.body.body[0];
  body.atomicDepth += 1;
  const block = body.jumps.within(node.word, () => checkBlock(body, node.body));
  body.atomicDepth -= 1;
  body.firstInAtomic = before;
  out.push({ kind: 'atomic', body: block, span: node.span });
}

function checkGhost(body: Body, node: StmtSyntax & { kind: 'ghost' }, out: Stmt[]): void {
  if (body.mode === 'ghost') {
    checkInto(body, node.body, out);
    return;
  }
  if (body.pure) {
    body.error(
      'not-at-once',
      node.span,
      `ghost code in ${body.modeText()}`,
      'a `__pure` function only looks',
    );
    return;
  }
  const { loops, switches } = body;
  body.loops = 0;
  body.switches = 0;
  const inner = body.jumps.within(node.span, () => body.inMode('ghost', checkOne, node.body));
  body.loops = loops;
  body.switches = switches;
  out.push({ kind: 'ghost', body: inner, span: node.span });
}
