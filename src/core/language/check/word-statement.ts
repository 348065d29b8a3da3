// Statements that look like calls: `wait_event`, `assume`, `BUG_ON`, `WARN_ON`, and what tells the ledger.

import type { ExprSyntax, StmtSyntax } from '../syntax/tree.ts';
import { INT, pointerTo } from '../types/builtin.ts';
import { typeText } from '../types/show.ts';
import type { Body } from './body.ts';
import { cast, constant, notZero, unary } from './build.ts';
import { type CallSyntax, expandCall } from './call.ts';
import { checkExpr, checkTest, typeOfUnread } from './expression.ts';
import { integerArg } from './intrinsics/intrinsic.ts';
import { findIntrinsic } from './intrinsics/table.ts';
import { meaningOf } from './names.ts';
import type { Expr, Stmt } from './program.ts';
import { spanText } from './unit.ts';

const BUGS = new Set(['BUG', 'BUG_ON', 'VM_BUG_ON', 'VM_BUG_ON_PAGE']);
const WARNINGS = new Set(['WARN_ON', 'WARN_ON_ONCE', 'VM_WARN_ON', 'VM_WARN_ON_ONCE']);

/** True if the expression was such a statement, right or wrong. */
export function checkWordStatement(
  body: Body,
  node: ExprSyntax,
  statement: StmtSyntax,
  out: Stmt[],
): boolean {
  if (node.kind !== 'call' || node.callee.kind !== 'name') return false;
  const name = node.callee.text;
  const meaning = meaningOf(body, name);
  if (meaning?.kind === 'macro')
    return expandsToWord(body, node) && (expandWord(body, node, statement, out) ?? true);
  const word = meaning === undefined ? findIntrinsic(name) : undefined;
  if (word === undefined || !(word.isStatement || WARNINGS.has(name))) return false;
  if (node.args.length < word.least || node.args.length > word.most) {
    body.error(
      'argument-count',
      body.at(node),
      `\`${name}\` is given ${node.args.length} arguments`,
      `write \`${word.signature}\``,
    );
    return true;
  }
  if (BUGS.has(name) || WARNINGS.has(name)) checkBug(body, node, name, out);
  else if (name === 'wait_event') checkWait(body, node, statement, out);
  else if (name === 'assume') checkAssume(body, node, out);
  else checkLedger(body, node, name, out);
  return true;
}

/** Apart: where a function captures something, V8 makes room for that at every call of the one that it stands in. */
function expandWord(body: Body, node: CallSyntax, statement: StmtSyntax, out: Stmt[]): boolean | undefined {
  return expandCall(body, node, (_, inner) => checkWordStatement(body, inner, statement, out));
}

/** Looks through macros without reporting: does the innermost body call one of these words? */
function expandsToWord(body: Body, node: CallSyntax): boolean {
  const name = node.callee.kind === 'name' ? node.callee.text : '';
  for (let at: ExprSyntax | undefined = node, round = 0; at?.kind === 'call' && round < 20; round++) {
    const callee: string = at.callee.kind === 'name' ? at.callee.text : name;
    const macro = body.unit.macros.get(callee);
    if (macro === undefined) return findIntrinsic(callee)?.isStatement === true || WARNINGS.has(callee);
    at = macro.body;
  }
  return false;
}

function checkBug(body: Body, node: CallSyntax, name: string, out: Stmt[]): void {
  const [test, page] = node.args;
  const span = body.at(node);
  const value = test === undefined ? constant(1, INT, span) : checkTest(body, test);
  if (page !== undefined) typeOfUnread(body, page);
  if (!body.acts(span, `\`${name}\``) || value === undefined) return;
  const text = spanText(body.unit, span).replace(/\s+/g, ' ');
  out.push({
    kind: 'bug',
    severity: BUGS.has(name) ? 'bug' : 'warn',
    text,
    test: test === undefined ? value : notZero(value, value.span),
    span,
  });
}

function checkWait(body: Body, node: CallSyntax, statement: StmtSyntax, out: Stmt[]): void {
  const [condition] = node.args;
  const span = body.at(node);
  if (condition === undefined || !body.acts(span, '`wait_event`')) return;
  const test = body.inMode('wait', checkTest, condition);
  if (body.atomicDepth > 0 && body.firstInAtomic !== statement) {
    body.error(
      'wait-in-atomic',
      span,
      '`wait_event` in the middle of `atomic { … }`',
      'write it as the first statement of the block, or before the block',
    );
  }
  body.blocks ??= { span, what: '`wait_event`' };
  if (test !== undefined) out.push({ kind: 'wait', test, span });
}

function checkAssume(body: Body, node: CallSyntax, out: Stmt[]): void {
  const [condition] = node.args;
  const span = body.at(node);
  if (condition === undefined || !body.acts(span, '`assume`')) return;
  const test = checkTest(body, condition);
  if (test !== undefined) out.push({ kind: 'assume', test, span });
}

function checkLedger(body: Body, node: CallSyntax, name: string, out: Stmt[]): void {
  const span = body.at(node);
  if (body.mode !== 'ghost') {
    body.error(
      'ledger-not-ghost',
      span,
      `\`${name}\` tells the ledger, which the kernel does not know`,
      `write \`ghost ${name}(…);\``,
    );
    return;
  }
  const [pageArg] = node.args;
  const page = pageArg === undefined ? undefined : checkExpr(body, pageArg);
  const rest = node.args.slice(1).map((arg) => integerArg(body, arg, name));
  const count = rest.at(-1);
  const record = body.unit.types.findRecord('struct', 'page');
  if (page === undefined || count === undefined || record === undefined) return;
  if (page.type.kind !== 'pointer' || page.type.to !== record) {
    body.error(
      'wrong-argument',
      page.span,
      `\`${name}\` needs \`${typeText(pointerTo(record))}\`, and this is \`${typeText(page.type)}\``,
      'pass a page',
    );
    return;
  }
  const [first, second] = rest;
  if (first === undefined || second === undefined) return;
  const entry = (holder: Expr, delta: Expr): Stmt => ({
    kind: 'ledger',
    page,
    holder: cast(holder, INT),
    delta: cast(delta, INT),
    span,
  });
  const less = unary('-', cast(count, INT), INT, span);
  if (name === 'ref_taken') out.push(entry(first, count));
  else if (name === 'ref_dropped') out.push(entry(first, less));
  else out.push(entry(first, less), entry(second, count));
}
