// Lowers statements: control flow into blocks, steps into steps; ghost code, checks and zeroing ride on the step before.

import { assert, assertNever } from '../../base/assert.ts';
import type { Expr, Stmt } from '../check/program.ts';
import { block, store } from './access.ts';
import { bound } from './call.ts';
import { accessOf, beginAccess, deepen, inMode, type Lowering, storageOf } from './context.ts';
import { constantTruth, lowerCondition, lowerInOrder, lowerValue } from './expression.ts';
import { hasLabel } from './inlinable.ts';
import { lowerLoop } from './loops.ts';
import { checkEvent } from './property.ts';
import { inside } from './sites.ts';
import { skipStatement } from './skip.ts';
import { binary, constant, fitted, isConstant, negated, truth, zero } from './value.ts';

type StmtOf<K extends Stmt['kind']> = Extract<Stmt, { readonly kind: K }>;

export function lowerStatement(lowering: Lowering, statement: Stmt): void {
  const { frame } = lowering;
  if (lowering.blocks.dead && !(frame.facts.jumps && hasLabel(statement))) {
    skipStatement(lowering, statement);
    return;
  }
  const around = frame.statement;
  if (frame.scope === undefined || inside(statement.span, frame.scope.extent))
    frame.statement = statement.span;
  deepen(lowering, statement.span);
  lower(lowering, statement);
  lowering.depth -= 1;
  frame.statement = around;
}

/** No function of its own stands in here: there would be an object for it at each statement. */
function lower(lowering: Lowering, statement: Stmt): void {
  switch (statement.kind) {
    case 'block':
      for (let at = 0; at < statement.body.length; at++) lowerStatement(lowering, statement.body[at] as Stmt);
      return;
    case 'expression':
      lowerValue(lowering, statement.value);
      return;
    case 'declare':
      lowerDeclaration(lowering, statement);
      return;
    case 'if':
      lowerIf(lowering, statement);
      return;
    case 'while':
    case 'do':
    case 'for':
      lowerLoop(lowering, statement);
      return;
    case 'switch':
      lowerSwitch(lowering, statement);
      return;
    case 'break':
    case 'continue':
      lowering.blocks.jump(loopTarget(lowering, statement.kind));
      return;
    case 'goto':
      lowering.blocks.jump(labelBlock(lowering, statement.label));
      return;
    case 'label':
      lowerLabel(lowering, statement.label);
      return;
    case 'return':
      lowerReturn(lowering, statement.value);
      return;
    case 'atomic':
      lowerAtomic(lowering, statement);
      return;
    case 'ghost':
      lowerGhost(lowering, statement);
      return;
    case 'wait':
      lowerWait(lowering, statement);
      return;
    case 'assume':
      lowerAssume(lowering, statement.test);
      return;
    case 'bug':
      lowerBug(lowering, statement);
      return;
    case 'raise':
      lowerRaise(lowering, statement);
      return;
    case 'ledger':
      lowerLedger(lowering, statement);
      return;
    default:
      assertNever(statement);
  }
}

function lowerDeclaration(lowering: Lowering, statement: StmtOf<'declare'>): void {
  const { frame, blocks } = lowering;
  const local = frame.locals.get(statement.local);
  assert(local !== undefined, 'a declared local belongs to its body');
  if (local.inMemory) {
    const storage = storageOf(lowering, local.id);
    assert(storage.kind === 'memory', 'a local in memory has an address');
    lowering.mayBlock = false;
    for (const address of storage.words) {
      blocks.emit({ kind: 'store', address: constant(address), size: 4, value: zero, access: 'pure' });
    }
    if (statement.init === undefined) return;
    const value = fitted(lowerValue(lowering, statement.init), local.type);
    beginAccess(lowering, 'write', statement.span);
    store(lowering, constant(storage.address), value, local.type, accessOf(lowering, 'plain'));
    return;
  }
  const value =
    statement.init === undefined ? zero : fitted(lowerValue(lowering, statement.init), local.type);
  if (!frame.facts.assigned.has(local.id) && !frame.facts.jumps) {
    frame.storage[local.id] = bound(lowering, value);
    return;
  }
  const storage = storageOf(lowering, local.id);
  assert(storage.kind === 'register', 'a local that is assigned to lives in a register');
  blocks.emit({ kind: 'set', register: storage.register, value });
}

function lowerIf(lowering: Lowering, statement: StmtOf<'if'>): void {
  const { blocks } = lowering;
  const known = constantTruth(statement.test);
  const never = known === undefined ? undefined : known ? statement.else : statement.then;
  if (known !== undefined && (never === undefined || !(lowering.frame.facts.jumps && hasLabel(never)))) {
    const taken = known ? statement.then : statement.else;
    if (taken !== undefined) lowerStatement(lowering, taken);
    return;
  }
  const then = blocks.newBlock();
  const otherwise = blocks.newBlock();
  lowerCondition(lowering, statement.test, then, otherwise);
  blocks.continueIn(then);
  lowerStatement(lowering, statement.then);
  if (statement.else === undefined) {
    blocks.continueIn(otherwise);
    return;
  }
  const done = blocks.newBlock();
  blocks.jump(done);
  blocks.continueIn(otherwise);
  lowerStatement(lowering, statement.else);
  blocks.continueIn(done);
}

function lowerSwitch(lowering: Lowering, statement: StmtOf<'switch'>): void {
  const { blocks } = lowering;
  const value = lowerValue(lowering, statement.value);
  const end = blocks.newBlock();
  const entries = new Map(statement.cases.map((entry) => [entry.at, blocks.newBlock()]));
  let otherwise = end;
  for (const entry of statement.cases) {
    const target = entries.get(entry.at) ?? end;
    if (entry.value === 'default') {
      otherwise = target;
      continue;
    }
    const next = blocks.newBlock();
    blocks.branch(binary('==', value, constant(entry.value)), target, next);
    blocks.continueIn(next);
  }
  blocks.jump(otherwise);
  lowering.frame.loops.push({ end, next: undefined });
  statement.body.forEach((inner, at) => {
    const entry = entries.get(at);
    if (entry !== undefined) blocks.continueIn(entry);
    lowerStatement(lowering, inner);
  });
  lowering.frame.loops.pop();
  const last = entries.get(statement.body.length);
  if (last !== undefined) blocks.continueIn(last);
  blocks.continueIn(end);
}

function loopTarget(lowering: Lowering, kind: 'break' | 'continue'): number {
  const { loops } = lowering.frame;
  const target =
    kind === 'break' ? loops.at(-1)?.end : loops.findLast((loop) => loop.next !== undefined)?.next;
  assert(target !== undefined, 'break and continue stand in a loop');
  return target;
}

function lowerLabel(lowering: Lowering, label: string): void {
  const block = labelBlock(lowering, label);
  const { facts, storage } = lowering.frame;
  if (!facts.backward.has(label)) {
    lowering.blocks.continueIn(block);
    return;
  }
  lowering.blocks.continueInLoop(
    block,
    storage.flatMap((known) => (known?.kind === 'register' ? [known.register] : [])),
  );
}

function labelBlock(lowering: Lowering, label: string): number {
  lowering.frame.labels ??= new Map();
  const { labels } = lowering.frame;
  const block = labels.get(label) ?? lowering.blocks.newBlock();
  labels.set(label, block);
  return block;
}

function lowerReturn(lowering: Lowering, expr: Expr | undefined): void {
  const { returns } = lowering.frame;
  const value = expr === undefined ? zero : fitted(lowerValue(lowering, expr), returns.type);
  if (returns.register !== undefined) {
    lowering.blocks.emit({ kind: 'set', register: returns.register, value });
  }
  lowering.blocks.jump(returns.block);
}

function lowerAtomic(lowering: Lowering, statement: StmtOf<'atomic'>): void {
  if (lowering.mode !== 'steps') {
    lowerStatement(lowering, statement.body);
    return;
  }
  beginAccess(lowering, 'atomic', statement.span);
  lowering.mayBlock = true;
  inMode(lowering, 'atomic', () => lowerStatement(lowering, statement.body));
}

function lowerGhost(lowering: Lowering, statement: StmtOf<'ghost'>): void {
  lowering.mayBlock = false;
  inMode(lowering, 'once', () => lowerStatement(lowering, statement.body));
}

function lowerRaise(lowering: Lowering, statement: StmtOf<'raise'>): void {
  inMode(lowering, 'once', () => {
    checkEvent(lowering, statement.event, lowerInOrder(lowering, statement.args));
  });
}

function lowerWait(lowering: Lowering, statement: StmtOf<'wait'>): void {
  if (lowering.mode === 'steps') beginAccess(lowering, 'wait', statement.span);
  const test = inMode(lowering, 'once', () => lowerValue(lowering, statement.test));
  block(lowering, truth(test), statement, 'this condition');
}

function lowerAssume(lowering: Lowering, expr: Expr): void {
  const test = truth(lowerValue(lowering, expr));
  if (!isConstant(test) || test.value === 0) lowering.blocks.emit({ kind: 'prune', test });
}

function lowerBug(lowering: Lowering, statement: StmtOf<'bug'>): void {
  const test = negated(lowerValue(lowering, statement.test));
  if (isConstant(test) && test.value !== 0) return;
  const index = lowering.bugs.indexOf(statement, statement.severity, statement.text);
  lowering.blocks.emit({ kind: 'check', of: 'bug', index, test });
}

function lowerLedger(lowering: Lowering, statement: StmtOf<'ledger'>): void {
  if (!lowering.ledger) return;
  inMode(lowering, 'once', () => {
    const [page = zero, holder = zero, delta = zero] = lowerInOrder(lowering, [
      statement.page,
      statement.holder,
      statement.delta,
    ]);
    lowering.blocks.emit({ kind: 'ledger', page, holder, delta });
  });
}
