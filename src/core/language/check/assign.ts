// `=`, `op=`, `++` and `--`, and who may write what.

import type { ExprSyntax } from '../syntax/tree.ts';
import { INT } from '../types/builtin.ts';
import { commonType, isArithmetic, isRecord, isScalar, isUnsigned, promoted } from '../types/convert.ts';
import { typeText } from '../types/show.ts';
import type { Body } from './body.ts';
import { binary, cast, constant, dividesByZero } from './build.ts';
import { convertTo } from './conversion.ts';
import { checkExpr, checkScalar } from './expression.ts';
import { checkPlace, elementSize } from './place.ts';
import type { BinaryOp, Expr, Place } from './program.ts';

export function checkAssign(body: Body, node: ExprSyntax & { kind: 'assign' }): Expr | undefined {
  if (node.op === '' && (body.mode === 'property' || body.mode === 'wait')) {
    return body.error(
      'not-at-once',
      body.at(node),
      `an assignment in ${body.modeText()}`,
      'write `==` to compare; a task does the writing',
    );
  }
  const place = checkPlace(body, node.target);
  const value = node.op === '' ? checkExpr(body, node.value) : checkScalar(body, node.value);
  if (place === undefined || value === undefined || !mayWrite(body, node, place)) return undefined;
  if (node.op !== '') return update(body, node, place, node.op as BinaryOp, value, 'after');
  const stored = convertTo(body, node.value, value, place.type, 'this assignment');
  if (stored === undefined) return undefined;
  return { kind: 'assign', place, value: stored, order: 'plain', type: place.type, span: body.at(node) };
}

export function checkStep(
  body: Body,
  node: ExprSyntax,
  operand: ExprSyntax,
  op: '++' | '--',
  result: 'before' | 'after',
): Expr | undefined {
  const place = checkPlace(body, operand);
  if (place === undefined || !mayWrite(body, node, place)) return undefined;
  return update(body, node, place, op === '++' ? '+' : '-', constant(1, INT, body.at(node)), result);
}

function update(
  body: Body,
  node: ExprSyntax,
  place: Place,
  op: BinaryOp,
  operand: Expr,
  result: 'before' | 'after',
): Expr | undefined {
  const span = body.at(node);
  const { type } = place;
  if (!isScalar(type)) return wrong(body, node, place);
  if (!isArithmetic(operand.type)) {
    return body.error(
      'wrong-operand',
      span,
      `\`${op}=\` does not take \`${typeText(operand.type)}\``,
      'use an integer',
    );
  }
  if (type.kind === 'pointer') {
    const size = op === '+' || op === '-' ? elementSize(body, node, type) : undefined;
    if (size === undefined) return wrong(body, node, place);
    const value = binary('*', false, cast(operand, INT), constant(size, INT, span), INT, span);
    return { kind: 'update', place, op, unsigned: true, value, result, type, span };
  }
  if ((op === '/' || op === '%') && dividesByZero(node, operand)) {
    return body.error('division-by-zero', span, 'a division by the constant 0', 'divide by something else');
  }
  const isShift = op === '<<' || op === '>>';
  if (isShift && operand.kind === 'const' && (operand.value < 0 || operand.value > 31)) {
    return body.error(
      'shift-too-far',
      span,
      `a shift by ${operand.value}`,
      'values carry 32 bits here: shift by 0 to 31',
    );
  }
  const computed = isShift ? promoted(type) : commonType(type, operand.type);
  return {
    kind: 'update',
    place,
    op,
    unsigned: isUnsigned(computed),
    value: cast(operand, isShift ? promoted(operand.type) : computed),
    result,
    type,
    span,
  };
}

function wrong(body: Body, node: ExprSyntax, place: Place): undefined {
  return body.error(
    'wrong-operand',
    body.at(node),
    `this does not work on \`${typeText(place.type)}\``,
    'use an integer or, for `+` and `-`, a pointer',
  );
}

/** The rules of ghost state, and of what is only looked at. Reports and says no. */
export function mayWrite(body: Body, node: { readonly span: ExprSyntax['span'] }, place: Place): boolean {
  const span = body.at(node);
  if (isRecord(place.type) || place.type.kind === 'array') {
    body.error(
      'struct-by-value',
      span,
      `a whole \`${typeText(place.type)}\` is assigned`,
      'assign its members or elements one by one',
    );
    return false;
  }
  if (place.kind === 'local') {
    if (body.mode === 'ordinary') return true;
    if (body.mode === 'ghost' && body.entries[place.local]?.ghost === true) return true;
    body.error(
      body.mode === 'ghost' ? 'ghost-writes-program' : 'not-at-once',
      span,
      `${body.modeText()} writes the local \`${body.entries[place.local]?.name ?? ''}\``,
      body.mode === 'ghost'
        ? 'write a ghost object, or a local declared in the same `ghost { … }`'
        : 'only look there; let a task write',
    );
    return false;
  }
  if (place.ghost) {
    if (body.mode === 'ghost') return true;
    body.error(
      'ghost-write',
      span,
      'ghost state is written by ordinary code',
      'write `ghost` before the statement',
    );
    return false;
  }
  if (body.mode === 'ghost') {
    if (isOwnMemory(body, place)) return true;
    body.error(
      'ghost-writes-program',
      span,
      'ghost code writes what the kernel can see',
      'write ghost objects only',
    );
    return false;
  }
  return body.acts(span, 'a write');
}

function isOwnMemory(body: Body, place: Place & { kind: 'memory' }): boolean {
  let at = place.address;
  while (at.kind === 'binary') at = at.left;
  return at.kind === 'local-address' && body.entries[at.local]?.ghost === true;
}
