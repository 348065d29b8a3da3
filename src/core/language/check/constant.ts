// Constant expressions: lengths of arrays, enumerators, cases, options of forms.

import type { ExprSyntax } from '../syntax/tree.ts';
import { Body } from './body.ts';
import { checkScalar } from './expression.ts';
import type { Expr } from './program.ts';
import type { Unit } from './unit.ts';

export function constantIn(body: Body, node: ExprSyntax, what: string): number | undefined {
  const value = body.inMode('constant', checkScalar, node);
  if (value === undefined || value.kind === 'const') return value?.value;
  return body.error(
    'not-constant',
    body.at(node),
    `${what} is not a constant`,
    'write a number, an enumerator or a macro of them',
  );
}

export function constantOf(unit: Unit, node: ExprSyntax, what: string): number | undefined {
  return constantIn(new Body(unit, { title: what, mode: 'constant' }), node, what);
}

/** What may stand in a global's initial value: numbers, and addresses known before anything runs. */
export function isLoadConstant(expr: Expr): boolean {
  switch (expr.kind) {
    case 'const':
    case 'global-address':
    case 'page-address':
      return true;
    case 'cast':
      return isLoadConstant(expr.operand);
    case 'binary':
      return isLoadConstant(expr.left) && isLoadConstant(expr.right);
    default:
      return false;
  }
}
