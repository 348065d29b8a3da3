// Lowers loops: as loops where tasks take their steps; in boot code, where everything is known, round by round.
//
// Promises: what is known before a loop and not changed in it is known in it. Does not: unroll without end.

import type { Expr, Stmt } from '../check/program.ts';
import type { Lowering, Storage } from './context.ts';
import { lowerCondition, lowerValue } from './expression.ts';
import type { Register } from './graph.ts';
import { hasLabel, setIn } from './inlinable.ts';

type Loop = Extract<Stmt, { readonly kind: 'while' | 'do' | 'for' }>;

export function lowerLoop(lowering: Lowering, statement: Loop): void {
  const { blocks } = lowering;
  if (statement.kind === 'for') for (const init of statement.init) lowering.statement(lowering, init);
  const end = blocks.newBlock();
  const rest = lowering.mode === 'boot' ? unrolled(lowering, statement, end) : statement.kind;
  if (rest !== 'nothing') lowerRounds(lowering, statement, rest, end);
  blocks.continueIn(end);
}

/** Bounds of what is written out instead of being a loop. */
const maxUnrolled = { rounds: 64, size: 20_000 };

/**
 * Rounds of a loop of boot code, one after the other as long as it is known whether there is a next: then all that they
 * do is known too. What is left of the loop then begins with its test.
 */
function unrolled(lowering: Lowering, statement: Loop, end: number): Loop['kind'] | 'nothing' {
  const { blocks, frame } = lowering;
  if (frame.facts.jumps && hasLabel(statement)) return statement.kind;
  let rest = statement.kind;
  for (let round = 0; round < maxUnrolled.rounds && blocks.size < maxUnrolled.size; round++) {
    const before = blocks.waysTo(end);
    if (rest !== 'do') {
      const body = blocks.newBlock();
      lowerTest(lowering, statement.test, body, end);
      blocks.continueIn(body);
    }
    if (blocks.dead) return 'nothing';
    const known = blocks.waysTo(end) === before;
    const next = blocks.newBlock();
    frame.loops.push({ end, next });
    lowering.statement(lowering, statement.body);
    frame.loops.pop();
    blocks.continueIn(next);
    if (statement.kind === 'for' && statement.update !== undefined) lowerValue(lowering, statement.update);
    if (blocks.dead) return 'nothing';
    rest = statement.kind === 'for' ? 'for' : 'while';
    if (!known) break;
  }
  return rest;
}

function lowerRounds(lowering: Lowering, statement: Loop, kind: Loop['kind'], end: number): void {
  const { blocks } = lowering;
  const body = blocks.newBlock();
  const test = blocks.newBlock();
  const next = kind === 'for' ? blocks.newBlock() : test;
  if (kind !== 'do') {
    blocks.continueInLoop(test, changedIn(lowering, statement));
    lowerTest(lowering, statement.test, body, end);
    blocks.continueIn(body);
  } else {
    blocks.continueInLoop(body, changedIn(lowering, statement));
  }
  lowering.frame.loops.push({ end, next });
  lowering.statement(lowering, statement.body);
  lowering.frame.loops.pop();
  if (kind === 'do') {
    blocks.continueIn(test);
    lowerTest(lowering, statement.test, body, end);
  } else {
    if (statement.kind === 'for') {
      blocks.continueIn(next);
      if (statement.update !== undefined) lowerValue(lowering, statement.update);
    }
    blocks.jump(test);
  }
}

function lowerTest(lowering: Lowering, test: Expr | undefined, yes: number, no: number): void {
  if (test === undefined) lowering.blocks.jump(yes);
  else lowerCondition(lowering, test, yes, no);
}

/** Registers of this copy's locals that a loop sets, as far as they are in use. */
function changedIn({ frame }: Lowering, loop: Stmt): readonly Register[] {
  const { facts, storage } = frame;
  const whole = facts.backward.size > 0 || (facts.jumps && hasLabel(loop));
  const registers: Register[] = [];
  const add = (known: Storage | undefined) => {
    if (known?.kind === 'register') registers.push(known.register);
  };
  if (whole) storage.forEach(add);
  else for (const local of setIn(loop)) add(storage[local]);
  return registers;
}
