// Counts the steps of what is not written because control cannot come there: a step behind it on the same line keeps the
// name that it has where control can come.
//
// Promises: counts as statement.ts, expression.ts and access.ts do, without following calls. Reads each piece of text once.

import type { Expr, Place, Stmt } from '../check/program.ts';
import type { Span } from '../source/source-file.ts';
import type { Frame, Lowering } from './context.ts';
import { constantTruth } from './expression.ts';
import { hasLabel } from './inlinable.ts';
import { inside, type SiteScope } from './sites.ts';
import { expressionsIn, operandsOf, statementsIn } from './walk.ts';

/** Places of steps, and of those that are there only where a CPU is shared. */
interface Skipped {
  readonly always: readonly Span[];
  readonly onSharedCpu: readonly Span[];
}

const skipped = new WeakMap<Stmt | Expr, Skipped>();

export function skipStatement(lowering: Lowering, statement: Stmt): void {
  const { scope, statement: around } = lowering.frame;
  if (lowering.mode !== 'steps' || scope === undefined) return;
  count(lowering, scope, skipped.get(statement) ?? readStatement(lowering.frame, statement, around));
}

export function skipExpression(lowering: Lowering, expr: Expr): void {
  const { scope, statement: around } = lowering.frame;
  if (lowering.mode !== 'steps' || scope === undefined) return;
  count(lowering, scope, skipped.get(expr) ?? readExpression(lowering.frame, expr, around));
}

function count(lowering: Lowering, scope: SiteScope, { always, onSharedCpu }: Skipped): void {
  for (const place of always) lowering.sites.count(scope, place);
  if (lowering.sharesCpu) for (const place of onSharedCpu) lowering.sites.count(scope, place);
}

function readStatement(frame: Frame, statement: Stmt, around: Span): Skipped {
  const reader = readerOf(frame, statement);
  reader.statement(statement, around);
  return reader;
}

function readExpression(frame: Frame, expr: Expr, around: Span): Skipped {
  const reader = readerOf(frame, expr);
  reader.expression(expr, around);
  return reader;
}

function readerOf(frame: Frame, node: Stmt | Expr): Reader {
  const reader = new Reader(frame.locals, frame.scope?.extent ?? node.span);
  skipped.set(node, reader);
  return reader;
}

class Reader implements Skipped {
  readonly always: Span[] = [];
  readonly onSharedCpu: Span[] = [];
  readonly #locals: Frame['locals'];
  readonly #extent: Span;

  constructor(locals: Frame['locals'], extent: Span) {
    this.#locals = locals;
    this.#extent = extent;
  }

  statement(statement: Stmt, around: Span): void {
    const here = inside(statement.span, this.#extent) ? statement.span : around;
    const { kind } = statement;
    if (kind === 'ghost' || kind === 'raise' || kind === 'ledger') return;
    if (kind === 'atomic' || kind === 'wait') {
      this.#step(statement.span, here);
      return;
    }
    if (kind === 'if') {
      const known = constantTruth(statement.test);
      const never = known === true ? statement.else : statement.then;
      if (known !== undefined && (never === undefined || !hasLabel(never))) {
        const taken = known ? statement.then : statement.else;
        if (taken !== undefined) this.statement(taken, here);
        return;
      }
    }
    const isWritten = kind === 'declare' && statement.init !== undefined;
    if (isWritten && this.#locals.get(statement.local)?.inMemory === true) this.#step(statement.span, here);
    for (const expr of expressionsIn(statement)) this.expression(expr, here);
    for (const inner of statementsIn(statement)) this.statement(inner, here);
  }

  expression(expr: Expr, here: Span): void {
    if (expr.kind === 'logical' && constantTruth(expr) !== undefined) return;
    if (expr.kind === 'conditional') {
      const known = constantTruth(expr.test);
      if (known !== undefined) {
        this.expression(known ? expr.then : expr.else, here);
        return;
      }
    }
    for (const operand of operandsOf(expr)) this.expression(operand, here);
    switch (expr.kind) {
      case 'read':
      case 'assign':
      case 'rmw':
        this.#access(expr.place, expr.span, here);
        return;
      case 'update':
        // Once to read and once to write.
        this.#access(expr.place, expr.span, here);
        this.#access(expr.place, expr.span, here);
        return;
      case 'lock':
      case 'fence':
      case 'choose':
        this.#step(expr.span, here);
        return;
      case 'cpu-control':
        this.onSharedCpu.push(inside(expr.span, this.#extent) ? expr.span : here);
    }
  }

  #access(place: Place, span: Span, here: Span): void {
    if (place.kind === 'memory' && !place.ghost) this.#step(span, here);
  }

  #step(span: Span, here: Span): void {
    this.always.push(inside(span, this.#extent) ? span : here);
  }
}
