// Makes typed expressions, folding constants on the way. Knows C's arithmetic, not C's rules of what is allowed.

import type { Span } from '../source/source-file.ts';
import type { ExprSyntax } from '../syntax/tree.ts';
import { BOOL, INT, pointerTo } from '../types/builtin.ts';
import type { CType } from '../types/c-type.ts';
import { sameType, truncated } from '../types/convert.ts';
import type { BinaryOp, Expr, Place } from './program.ts';

type MemoryPlace = Place & { readonly kind: 'memory' };

export function constant(value: number, type: CType, span: Span): Expr {
  return { kind: 'const', value: truncated(value, type), type, span };
}

export function isZero(expr: Expr): boolean {
  return expr.kind === 'const' && expr.value === 0;
}

/** What a lab has none of is no slip of whoever divides by it: that is found where it is run. */
const COUNTS = new Set(['NR_PAGES', 'NR_TASKS']);

/** A division that can only be a mistake; `node` is the whole of it. */
export function dividesByZero(node: ExprSyntax, divisor: Expr): boolean {
  const said = node.kind === 'binary' ? node.right : node.kind === 'assign' ? node.value : undefined;
  return isZero(divisor) && !(said?.kind === 'name' && COUNTS.has(said.text));
}

/** Same bits, another type; only narrow types and `bool` change a value. */
export function cast(operand: Expr, type: CType, span: Span = operand.span): Expr {
  if (operand.kind === 'const') return { ...operand, value: truncated(operand.value, type), type };
  if (sameType(type, operand.type)) return operand;
  if (type.kind === 'integer' && type.bool && operand.kind === 'logical') return { ...operand, type };
  return { kind: 'cast', operand, type, span };
}

export function binary(
  op: BinaryOp,
  unsigned: boolean,
  left: Expr,
  right: Expr,
  type: CType,
  span: Span,
): Expr {
  if (left.kind === 'const' && right.kind === 'const') {
    const value = fold(op, unsigned, left.value, right.value);
    if (value !== undefined) return constant(value, type, span);
  }
  return { kind: 'binary', op, unsigned, left, right, type, span };
}

/** Undefined for a division by zero, which stays in the tree to be found when it is run. */
function fold(op: BinaryOp, unsigned: boolean, a: number, b: number): number | undefined {
  const x = unsigned ? a >>> 0 : a;
  const y = unsigned ? b >>> 0 : b;
  switch (op) {
    case '+':
      return (a + b) | 0;
    case '-':
      return (a - b) | 0;
    case '*':
      return Math.imul(a, b);
    case '/':
      return b === 0 ? undefined : Math.trunc(x / y) | 0;
    case '%':
      return b === 0 ? undefined : (x % y) | 0;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      return a << b;
    case '>>':
      return unsigned ? (a >>> b) | 0 : a >> b;
    case '==':
      return a === b ? 1 : 0;
    case '!=':
      return a !== b ? 1 : 0;
    case '<':
      return x < y ? 1 : 0;
    case '<=':
      return x <= y ? 1 : 0;
    case '>':
      return x > y ? 1 : 0;
    default:
      return x >= y ? 1 : 0;
  }
}

export function unary(op: '-' | '~' | '!', operand: Expr, type: CType, span: Span): Expr {
  if (operand.kind === 'const') {
    const value = op === '-' ? -operand.value : op === '~' ? ~operand.value : operand.value === 0 ? 1 : 0;
    return constant(value | 0, type, span);
  }
  return { kind: 'unary', op, operand, type, span };
}

export function notZero(operand: Expr, span: Span): Expr {
  return binary('!=', false, operand, constant(0, INT, span), INT, span);
}

export function asBool(operand: Expr, span: Span): Expr {
  return cast(operand, BOOL, span);
}

/** Address plus a constant, merged with one that is there already. */
export function offsetBy(address: Expr, bytes: number, type: CType, span: Span): Expr {
  if (address.kind === 'const') return { ...address, value: (address.value + bytes) | 0, type, span };
  if (bytes === 0) return { ...address, type, span };
  if (address.kind === 'binary' && address.op === '+' && address.right.kind === 'const') {
    return { ...address, right: { ...address.right, value: (address.right.value + bytes) | 0 }, type, span };
  }
  return {
    kind: 'binary',
    op: '+',
    unsigned: true,
    left: address,
    right: constant(bytes, INT, span),
    type,
    span,
  };
}

export function memory(address: Expr, type: CType, span: Span, ghost = false): MemoryPlace {
  return { kind: 'memory', address, ghost, type, span };
}

export function memberOf(place: MemoryPlace, offset: number, type: CType, span: Span): MemoryPlace {
  return memory(offsetBy(place.address, offset, pointerTo(type), span), type, span, place.ghost);
}

export function read(place: Place, order: 'plain' | 'once' | 'acquire', span: Span): Expr {
  return { kind: 'read', place, order, type: place.type, span };
}

/** No side effect and no shared read: may be written twice. */
export function isRepeatable(expr: Expr): boolean {
  switch (expr.kind) {
    case 'const':
    case 'global-address':
    case 'page-address':
    case 'local-address':
    case 'task-constant':
      return true;
    case 'percpu-address':
      return expr.cpu === undefined || isRepeatable(expr.cpu);
    case 'read':
      return expr.place.kind === 'local';
    case 'unary':
    case 'cast':
      return isRepeatable(expr.operand);
    case 'binary':
      return isRepeatable(expr.left) && isRepeatable(expr.right);
    default:
      return false;
  }
}
