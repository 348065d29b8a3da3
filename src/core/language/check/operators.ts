// Operators over values: arithmetic, comparison, logic, the conditional and the comma.

import type { ExprSyntax } from '../syntax/tree.ts';
import { INT, LONG, VOID, VOID_POINTER } from '../types/builtin.ts';
import type { CType } from '../types/c-type.ts';
import {
  commonType,
  isArithmetic,
  isScalar,
  isUnsigned,
  pointsAlike,
  promoted,
  sameType,
} from '../types/convert.ts';
import { typeText } from '../types/show.ts';
import type { Body } from './body.ts';
import { binary, cast, constant, dividesByZero, isZero, notZero, unary } from './build.ts';
import { checkExpr, checkScalar } from './expression.ts';
import { elementSize, shifted } from './place.ts';
import type { BinaryOp, Expr } from './program.ts';

type BinarySyntax = ExprSyntax & { readonly kind: 'binary' };

export function checkUnary(
  body: Body,
  node: ExprSyntax & { kind: 'unary' },
  op: '-' | '+' | '~' | '!',
): Expr | undefined {
  const operand = checkScalar(body, node.operand);
  if (operand === undefined) return undefined;
  const span = body.at(node);
  if (op === '!') return unary('!', operand, INT, span);
  if (!isArithmetic(operand.type)) return mismatch(body, node, op, operand.type);
  const type = promoted(operand.type);
  const value = cast(operand, type);
  return op === '+' ? value : unary(op, value, type, span);
}

export function checkBinary(body: Body, node: BinarySyntax): Expr | undefined {
  if (node.op === ',') return checkComma(body, node);
  if (node.op === '&&' || node.op === '||') return checkLogical(body, node, node.op);
  const left = checkScalar(body, node.left);
  const right = checkScalar(body, node.right);
  if (left === undefined || right === undefined) return undefined;
  return combine(body, node, node.op as BinaryOp, left, right);
}

export function combine(
  body: Body,
  node: ExprSyntax,
  op: BinaryOp,
  left: Expr,
  right: Expr,
): Expr | undefined {
  switch (op) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(body, node, op, left, right);
    case '<<':
    case '>>':
      return shift(body, node, op, left, right);
    case '+':
    case '-':
      if (left.type.kind === 'pointer' || right.type.kind === 'pointer')
        return pointerSum(body, node, op, left, right);
  }
  if (!isArithmetic(left.type)) return mismatch(body, node, op, left.type);
  if (!isArithmetic(right.type)) return mismatch(body, node, op, right.type);
  const type = commonType(left.type, right.type);
  const span = body.at(node);
  if ((op === '/' || op === '%') && dividesByZero(node, right)) {
    return body.error('division-by-zero', span, 'a division by the constant 0', 'divide by something else');
  }
  return binary(op, isUnsigned(type), cast(left, type), cast(right, type), type, span);
}

function mismatch(body: Body, node: ExprSyntax, op: string, type: CType): undefined {
  return body.error(
    'wrong-operand',
    body.at(node),
    `\`${op}\` does not take \`${typeText(type)}\``,
    type.kind === 'pointer' ? 'cast the pointer to `unsigned long` first' : 'use integers',
  );
}

function compare(body: Body, node: ExprSyntax, op: BinaryOp, left: Expr, right: Expr): Expr | undefined {
  const span = body.at(node);
  const a = left.type;
  const b = right.type;
  if (a.kind === 'pointer' || b.kind === 'pointer') {
    const alike =
      a.kind === 'pointer' && b.kind === 'pointer'
        ? pointsAlike(a.to, b.to)
        : isZero(a.kind === 'pointer' ? right : left);
    if (!alike) {
      return body.error(
        'wrong-pointer',
        span,
        `\`${op}\` compares \`${typeText(a)}\` with \`${typeText(b)}\``,
        'compare pointers of one type, or cast',
      );
    }
    return binary(op, true, left, right, INT, span);
  }
  const type = commonType(a, b);
  return binary(op, isUnsigned(type), cast(left, type), cast(right, type), INT, span);
}

function shift(body: Body, node: ExprSyntax, op: BinaryOp, left: Expr, right: Expr): Expr | undefined {
  if (!isArithmetic(left.type)) return mismatch(body, node, op, left.type);
  if (!isArithmetic(right.type)) return mismatch(body, node, op, right.type);
  const span = body.at(node);
  if (right.kind === 'const' && (right.value < 0 || right.value > 31)) {
    return body.error(
      'shift-too-far',
      span,
      `a shift by ${right.value}`,
      'values carry 32 bits here: shift by 0 to 31',
    );
  }
  const type = promoted(left.type);
  return binary(op, isUnsigned(type), cast(left, type), cast(right, promoted(right.type)), type, span);
}

function pointerSum(body: Body, node: ExprSyntax, op: '+' | '-', left: Expr, right: Expr): Expr | undefined {
  const span = body.at(node);
  if (left.type.kind === 'pointer' && right.type.kind === 'pointer') {
    if (op === '+' || !pointsAlike(left.type.to, right.type.to)) return mismatch(body, node, op, right.type);
    const size = elementSize(body, node, left.type);
    if (size === undefined) return undefined;
    const bytes = binary('-', false, left, right, LONG, span);
    return size === 1 ? bytes : binary('/', false, bytes, constant(size, LONG, span), LONG, span);
  }
  if (left.type.kind === 'pointer')
    return isArithmetic(right.type)
      ? shifted(body, node, left, right, op)
      : mismatch(body, node, op, right.type);
  if (op === '-') return mismatch(body, node, op, right.type);
  return isArithmetic(left.type)
    ? shifted(body, node, right, left, '+')
    : mismatch(body, node, op, left.type);
}

function checkLogical(body: Body, node: BinarySyntax, op: '&&' | '||'): Expr | undefined {
  const left = checkScalar(body, node.left);
  const right = checkScalar(body, node.right);
  if (left === undefined || right === undefined) return undefined;
  const span = body.at(node);
  if (left.kind === 'const') {
    const decided = op === '&&' ? left.value === 0 : left.value !== 0;
    return decided ? constant(op === '&&' ? 0 : 1, INT, span) : notZero(right, span);
  }
  return { kind: 'logical', op, left, right, type: INT, span };
}

function checkComma(body: Body, node: BinarySyntax): Expr | undefined {
  const left = checkExpr(body, node.left);
  const right = checkExpr(body, node.right);
  if (left === undefined || right === undefined) return undefined;
  return { kind: 'comma', left, right, type: right.type, span: body.at(node) };
}

export function checkConditional(body: Body, node: ExprSyntax & { kind: 'conditional' }): Expr | undefined {
  const test = checkScalar(body, node.test);
  const yes = checkExpr(body, node.then);
  const no = checkExpr(body, node.else);
  if (test === undefined || yes === undefined || no === undefined) return undefined;
  const span = body.at(node);
  const type = commonOf(yes, no);
  if (type === undefined) {
    return body.error(
      'wrong-operand',
      span,
      `one branch is \`${typeText(yes.type)}\`, the other \`${typeText(no.type)}\``,
      'give both branches one type',
    );
  }
  const [then, otherwise] = type.kind === 'void' ? [yes, no] : [cast(yes, type), cast(no, type)];
  if (test.kind === 'const') return test.value !== 0 ? then : otherwise;
  return { kind: 'conditional', test, then, else: otherwise, type, span };
}

function commonOf(a: Expr, b: Expr): CType | undefined {
  if (a.type.kind === 'void' || b.type.kind === 'void') return a.type.kind === b.type.kind ? VOID : undefined;
  if (sameType(a.type, b.type)) return a.type;
  if (isArithmetic(a.type) && isArithmetic(b.type)) return commonType(a.type, b.type);
  if (a.type.kind === 'pointer' && isZero(b)) return a.type;
  if (b.type.kind === 'pointer' && isZero(a)) return b.type;
  if (a.type.kind === 'pointer' && b.type.kind === 'pointer' && pointsAlike(a.type.to, b.type.to)) {
    return a.type.to.kind === 'void' ? b.type : b.type.to.kind === 'void' ? VOID_POINTER : a.type;
  }
  return isScalar(a.type) && a.type === b.type ? a.type : undefined;
}
