// The children of a statement or an expression of the checked tree, for the analyses that come before lowering.

import { assertNever } from '../../base/assert.ts';
import type { Expr, Place, Stmt } from '../check/program.ts';

/** Visits a statement and everything below it, expressions included; calls are not followed. */
export interface TreeVisitor {
  readonly statement?: (statement: Stmt) => void;
  readonly expression?: (expression: Expr) => void;
}

export function walkStatement(statement: Stmt, visitor: TreeVisitor): void {
  visitor.statement?.(statement);
  const statements = statementsIn(statement);
  for (let at = 0; at < statements.length; at++) walkStatement(statements[at] as Stmt, visitor);
  const expressions = expressionsIn(statement);
  for (let at = 0; at < expressions.length; at++) walkExpression(expressions[at] as Expr, visitor);
}

export function walkExpression(expression: Expr, visitor: TreeVisitor): void {
  visitor.expression?.(expression);
  const operands = operandsOf(expression);
  for (let at = 0; at < operands.length; at++) walkExpression(operands[at] as Expr, visitor);
}

export function statementsIn(statement: Stmt): readonly Stmt[] {
  switch (statement.kind) {
    case 'block':
    case 'switch':
      return statement.body;
    case 'if':
      return statement.else === undefined ? [statement.then] : [statement.then, statement.else];
    case 'while':
    case 'do':
    case 'atomic':
    case 'ghost':
      return [statement.body];
    case 'for':
      return [...statement.init, statement.body];
    default:
      return [];
  }
}

export function expressionsIn(statement: Stmt): readonly Expr[] {
  switch (statement.kind) {
    case 'expression':
    case 'switch':
      return [statement.value];
    case 'declare':
      return statement.init === undefined ? [] : [statement.init];
    case 'if':
    case 'while':
    case 'do':
    case 'wait':
    case 'assume':
    case 'bug':
      return [statement.test];
    case 'for':
      return [statement.test, statement.update].filter((part) => part !== undefined);
    case 'return':
      return statement.value === undefined ? [] : [statement.value];
    case 'raise':
      return statement.args;
    case 'ledger':
      return [statement.page, statement.holder, statement.delta];
    default:
      return [];
  }
}

/** In the order in which they are evaluated. */
export function operandsOf(expression: Expr): readonly Expr[] {
  switch (expression.kind) {
    case 'const':
    case 'global-address':
    case 'page-address':
    case 'local-address':
    case 'task-constant':
    case 'fence':
    case 'cpu-control':
      return none;
    case 'read':
      return addressIn(expression.place);
    case 'percpu-address':
      return expression.cpu === undefined ? [] : [expression.cpu];
    case 'unary':
    case 'cast':
      return [expression.operand];
    case 'binary':
    case 'logical':
    case 'comma':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.test, expression.then, expression.else];
    case 'assign':
    case 'update':
      return [...addressIn(expression.place), expression.value];
    case 'rmw':
      return expression.expected === undefined
        ? [expression.place.address, expression.value]
        : [expression.place.address, expression.expected, expression.value];
    case 'call':
      return expression.args;
    case 'lock':
    case 'valid-address':
      return [expression.address];
    case 'choose':
      return expression.options;
    case 'warn':
      return [expression.test];
    default:
      return assertNever(expression);
  }
}

function addressIn(place: Place): readonly Expr[] {
  return place.kind === 'memory' ? [place.address] : none;
}

const none: readonly Expr[] = [];
