// The children of what was parsed: statements in a function's body, expressions in a statement or an expression.
//
// Promises: in the order of the text. Ghost code is left out: the kernel does not know it.

import type { ExprSyntax, InitSyntax, StmtSyntax } from '../syntax/tree.ts';

/** The statement and all below it. */
export function* statementsIn(statement: StmtSyntax | undefined): Generator<StmtSyntax> {
  if (statement === undefined || statement.kind === 'ghost') return;
  yield statement;
  switch (statement.kind) {
    case 'block':
      for (const each of statement.body) yield* statementsIn(each);
      return;
    case 'if':
      yield* statementsIn(statement.then);
      yield* statementsIn(statement.else);
      return;
    case 'for':
      yield* statementsIn(statement.init);
      yield* statementsIn(statement.body);
      return;
    case 'while':
    case 'do':
    case 'list-loop':
    case 'switch':
    case 'atomic':
      yield* statementsIn(statement.body);
  }
}

/** The statement's own expressions, not those of statements in it. */
export function expressionsOf(statement: StmtSyntax): readonly ExprSyntax[] {
  switch (statement.kind) {
    case 'expression':
    case 'switch':
      return [statement.value];
    case 'return':
    case 'case':
      return statement.value === undefined ? [] : [statement.value];
    case 'declare':
      return statement.names.flatMap(({ init }) => (init === undefined ? [] : valuesOf(init)));
    case 'if':
    case 'while':
    case 'do':
      return [statement.test];
    case 'for':
      return [statement.test, statement.update].filter((each) => each !== undefined);
    case 'list-loop':
      return statement.args;
    default:
      return [];
  }
}

export function valuesOf(init: InitSyntax): readonly ExprSyntax[] {
  return init.kind === 'value' ? [init.value] : init.items.flatMap((item) => valuesOf(item.value));
}

/** The expression and all below it. */
export function* partsOf(expr: ExprSyntax): Generator<ExprSyntax> {
  yield expr;
  for (const part of operandsOf(expr)) yield* partsOf(part);
}

export function operandsOf(expr: ExprSyntax): readonly ExprSyntax[] {
  switch (expr.kind) {
    case 'unary':
    case 'postfix':
    case 'cast':
      return [expr.operand];
    case 'binary':
      return [expr.left, expr.right];
    case 'assign':
      return [expr.target, expr.value];
    case 'conditional':
      return [expr.test, expr.then, expr.else];
    case 'call':
      return [expr.callee, ...expr.args];
    case 'index':
      return [expr.base, expr.index];
    case 'member':
      return [expr.base];
    default:
      return [];
  }
}

/** Name of the function or macro that is called. */
export function calledName(expr: ExprSyntax): string | undefined {
  return expr.kind === 'call' && expr.callee.kind === 'name' ? expr.callee.text : undefined;
}
