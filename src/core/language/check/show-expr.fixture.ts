// Typed expressions and statements as short text, for tests: `(+ read(x) 1):int`.

import { typeText } from '../types/show.ts';
import type { Expr, Place, Program, Stmt } from './program.ts';

export function showExpr(program: Program, expr: Expr): string {
  const show = (each: Expr) => showExpr(program, each);
  switch (expr.kind) {
    case 'const':
      return String(expr.value);
    case 'read':
      return `${expr.order === 'plain' ? '' : expr.order}[${showPlace(program, expr.place)}]`;
    case 'global-address':
      return `&${program.globals[expr.global]?.name ?? '?'}`;
    case 'percpu-address':
      return `&percpu ${program.globals[expr.global]?.name ?? '?'}(${expr.cpu === undefined ? 'this' : show(expr.cpu)})`;
    case 'page-address':
      return `&page${expr.page}`;
    case 'local-address':
      return `&local${expr.local}`;
    case 'unary':
      return `(${expr.op} ${show(expr.operand)})`;
    case 'binary':
      return `(${expr.op}${expr.unsigned ? 'u' : ''} ${show(expr.left)} ${show(expr.right)})`;
    case 'logical':
      return `(${expr.op} ${show(expr.left)} ${show(expr.right)})`;
    case 'conditional':
      return `(? ${show(expr.test)} ${show(expr.then)} ${show(expr.else)})`;
    case 'comma':
      return `(, ${show(expr.left)} ${show(expr.right)})`;
    case 'assign':
      return `(${expr.order === 'plain' ? '' : `${expr.order} `}= ${showPlace(program, expr.place)} ${show(expr.value)})`;
    case 'update':
      return `(${expr.op}= ${showPlace(program, expr.place)} ${show(expr.value)} ${expr.result})`;
    case 'cast':
      return `(${typeText(expr.type)})${show(expr.operand)}`;
    case 'call':
      return `${program.functions.find(({ id }) => id === expr.callee)?.name ?? '?'}(${expr.args.map(show).join(', ')})`;
    case 'rmw':
      return `(rmw ${expr.op} ${showPlace(program, expr.place)} ${show(expr.value)}${expr.expected === undefined ? '' : ` if ${show(expr.expected)}`} ${expr.result}${expr.order === 'none' ? '' : ` ${expr.order}`})`;
    case 'lock':
      return `(${expr.op}${expr.irq ? ' irq' : ''} ${show(expr.address)})`;
    case 'fence':
      return `(fence ${expr.fence})`;
    case 'cpu-control':
      return `(${expr.op})`;
    case 'choose':
      return `(choose ${expr.options.map(show).join(' ')})`;
    case 'task-constant':
      return `(this ${expr.which})`;
    case 'valid-address':
      return `(valid ${show(expr.address)} ${expr.size})`;
    case 'warn':
      return `(warn ${show(expr.test)})`;
  }
}

function showPlace(program: Program, place: Place): string {
  if (place.kind === 'local') return `local${place.local}`;
  return `${place.ghost ? 'ghost ' : ''}${showExpr(program, place.address)}`;
}

export function showStmt(program: Program, stmt: Stmt): string {
  const expr = (each: Expr) => showExpr(program, each);
  const all = (each: readonly Stmt[]) => each.map((one) => showStmt(program, one)).join('; ');
  switch (stmt.kind) {
    case 'block':
      return `{ ${all(stmt.body)} }`;
    case 'expression':
      return expr(stmt.value);
    case 'declare':
      return `local${stmt.local}${stmt.init === undefined ? '' : ` = ${expr(stmt.init)}`}`;
    case 'for':
      return `for (${all(stmt.init)}; ${stmt.test === undefined ? '' : expr(stmt.test)}; ${stmt.update === undefined ? '' : expr(stmt.update)}) ${showStmt(program, stmt.body)}`;
    case 'switch':
      return `switch ${expr(stmt.value)} { ${all(stmt.body)} } at ${stmt.cases.map(({ value, at }) => `${value}:${at}`).join(' ')}`;
    case 'ghost':
    case 'atomic':
      return `${stmt.kind} ${showStmt(program, stmt.body)}`;
    case 'wait':
    case 'assume':
      return `${stmt.kind} ${expr(stmt.test)}`;
    case 'bug':
      return `${stmt.severity} "${stmt.text}" ${expr(stmt.test)}`;
    case 'raise':
      return `raise ${stmt.event}(${stmt.args.map(expr).join(', ')})`;
    case 'ledger':
      return `ledger ${expr(stmt.page)} ${expr(stmt.holder)} ${expr(stmt.delta)}`;
    case 'return':
      return `return${stmt.value === undefined ? '' : ` ${expr(stmt.value)}`}`;
    case 'if':
      return `if ${expr(stmt.test)} ${showStmt(program, stmt.then)}${stmt.else === undefined ? '' : ` else ${showStmt(program, stmt.else)}`}`;
    default:
      return stmt.kind;
  }
}
