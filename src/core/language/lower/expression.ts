// Lowers expressions: operands left to right, a place before its value, shared reads hoisted into steps of their own.
//
// Promises: the value that comes back stays what it is until the expression around it is done, whatever the rest of
// that expression assigns. `&&`, `||` and `?:` evaluate no more than C does.

import { assert, assertNever } from '../../base/assert.ts';
import type { Expr } from '../check/program.ts';
import {
  choose,
  cpuControl,
  fence,
  kept,
  lockOperation,
  readMemory,
  readModifyWrite,
  writeMemory,
} from './access.ts';
import { inlineCall } from './call.ts';
import { deepen, type Lowering, storageOf } from './context.ts';
import type { Value } from './graph.ts';
import { skipExpression } from './skip.ts';
import {
  binary,
  constant,
  fitted,
  isConstant,
  isShort,
  negated,
  operator,
  truth,
  unary,
  zero,
} from './value.ts';
import { operandsOf } from './walk.ts';

type ExprOf<K extends Expr['kind']> = Extract<Expr, { readonly kind: K }>;

export function lowerValue(lowering: Lowering, expr: Expr): Value {
  if (expr.kind === 'const') return constant(expr.value);
  if (lowering.blocks.dead) {
    skipExpression(lowering, expr);
    return zero;
  }
  deepen(lowering, expr.span);
  const value = evaluate(lowering, expr);
  lowering.depth -= 1;
  return value;
}

/** Evaluates a condition and goes on in `yes` or `no`. */
export function lowerCondition(lowering: Lowering, expr: Expr, yes: number, no: number): void {
  if (lowering.blocks.dead) {
    skipExpression(lowering, expr);
    return;
  }
  deepen(lowering, expr.span);
  if (expr.kind === 'unary' && expr.op === '!') {
    lowerCondition(lowering, expr.operand, no, yes);
  } else if (expr.kind === 'logical' && constantTruth(expr) === undefined) {
    const middle = lowering.blocks.newBlock();
    if (expr.op === '&&') lowerCondition(lowering, expr.left, middle, no);
    else lowerCondition(lowering, expr.left, yes, middle);
    lowering.blocks.continueIn(middle);
    lowerCondition(lowering, expr.right, yes, no);
  } else {
    lowering.blocks.branch(lowerValue(lowering, expr), yes, no);
  }
  lowering.depth -= 1;
}

/** What a condition comes to without evaluating anything; undefined when that is not known. */
export function constantTruth(expr: Expr): boolean | undefined {
  switch (expr.kind) {
    case 'const':
      return expr.value !== 0;
    case 'unary': {
      const operand = expr.op === '!' ? constantTruth(expr.operand) : undefined;
      return operand === undefined ? undefined : !operand;
    }
    case 'logical': {
      const left = constantTruth(expr.left);
      if (left === undefined) return undefined;
      return left === (expr.op === '||') ? left : constantTruth(expr.right);
    }
    default:
      return undefined;
  }
}

function evaluate(lowering: Lowering, expr: Expr): Value {
  switch (expr.kind) {
    case 'const':
      return constant(expr.value);
    case 'read':
      return readPlace(lowering, expr);
    case 'global-address':
      return constant(lowering.memory.globalAddress(expr.global));
    case 'percpu-address':
      return perCpuAddress(lowering, expr);
    case 'page-address':
      return constant(lowering.memory.pageAddress(expr.page));
    case 'local-address': {
      const storage = storageOf(lowering, expr.local);
      assert(storage.kind === 'memory', 'a local whose address is taken lives in memory');
      return constant(storage.address);
    }
    case 'unary':
      return unary(expr.op, lowerValue(lowering, expr.operand));
    case 'binary':
      return lowerBinary(lowering, expr);
    case 'logical':
      return lowerLogical(lowering, expr);
    case 'conditional':
      return lowerConditional(lowering, expr);
    case 'comma':
      lowerValue(lowering, expr.left);
      return lowerValue(lowering, expr.right);
    case 'assign':
      return lowerAssign(lowering, expr);
    case 'update':
      return lowerUpdate(lowering, expr);
    case 'cast':
      return fitted(lowerValue(lowering, expr.operand), expr.type);
    case 'call':
      return inlineCall(lowering, expr, lowerInOrder(lowering, expr.args));
    case 'rmw':
      return lowerReadModifyWrite(lowering, expr);
    case 'lock':
      return lockOperation(lowering, expr, lowerValue(lowering, expr.address));
    case 'fence':
      return fence(lowering, expr);
    case 'cpu-control':
      return cpuControl(lowering, expr);
    case 'choose':
      return choose(lowering, expr, lowerInOrder(lowering, expr.options));
    case 'task-constant':
      return constant(expr.which === 'cpu' ? lowering.cpu : (lowering.task ?? 0));
    case 'valid-address': {
      const address = lowerValue(lowering, expr.address);
      return { kind: 'valid', address, size: expr.size };
    }
    case 'warn': {
      const test = kept(lowering, truth(lowerValue(lowering, expr.test)));
      const index = lowering.bugs.indexOf(expr, 'warn', expr.text);
      if (!isConstant(test) || test.value !== 0) {
        lowering.blocks.emit({ kind: 'check', of: 'bug', index, test: negated(test) });
      }
      return test;
    }
    default:
      return assertNever(expr);
  }
}

/** Several operands; each keeps its value while the ones behind it are evaluated. */
export function lowerInOrder(lowering: Lowering, exprs: readonly Expr[]): readonly Value[] {
  const values: Value[] = new Array(exprs.length);
  for (let at = 0; at < exprs.length; at++)
    values[at] = lowerBefore(lowering, exprs[at] as Expr, exprs, at + 1);
  return values;
}

/** An operand that keeps its value while those behind it, of `exprs` from there on, are evaluated. */
function lowerBefore(lowering: Lowering, expr: Expr, exprs: readonly Expr[], from: number): Value {
  return held(lowering, lowerValue(lowering, expr), exprs, from);
}

/**
 * Across a step only the result is kept, not what it was computed from: states that differ in nothing else are one.
 */
function held(lowering: Lowering, value: Value, exprs: readonly Expr[], from: number): Value {
  if (isConstant(value) || from === exprs.length) return value;
  if (!isShort(value) && !every(exprs, from, isQuiet)) return kept(lowering, value);
  if (lowering.blocks.isStable(value) || every(exprs, from, leavesLocals)) return value;
  return kept(lowering, value);
}

function every(exprs: readonly Expr[], from: number, holds: (expr: Expr) => boolean): boolean {
  for (let at = from; at < exprs.length; at++) if (!holds(exprs[at] as Expr)) return false;
  return true;
}

/** Calls are not followed: what they assign are locals of their own. */
function leavesLocals(expr: Expr): boolean {
  if ((expr.kind === 'assign' || expr.kind === 'update') && expr.place.kind === 'local') return false;
  return every(operandsOf(expr), 0, leavesLocals);
}

function readPlace(lowering: Lowering, expr: ExprOf<'read'>): Value {
  if (expr.place.kind === 'memory') {
    const address = lowerValue(lowering, expr.place.address);
    return readMemory(lowering, address, expr.place, expr.order, expr.span);
  }
  const storage = storageOf(lowering, expr.place.local);
  assert(storage.kind !== 'memory', 'a local that is read as private lives in a register');
  return storage.kind === 'value' ? storage.value : lowering.blocks.valueOf(storage.register);
}

function perCpuAddress(lowering: Lowering, expr: ExprOf<'percpu-address'>): Value {
  const first = constant(lowering.memory.globalAddress(expr.global));
  const cpu = expr.cpu === undefined ? constant(lowering.cpu) : lowerValue(lowering, expr.cpu);
  return binary('+', first, binary('*', cpu, constant(lowering.memory.perCpuStride(expr.global))));
}

function lowerBinary(lowering: Lowering, expr: ExprOf<'binary'>): Value {
  const left = lowerBefore(lowering, expr.left, [expr.right], 0);
  const right = lowerValue(lowering, expr.right);
  return arithmetic(lowering, expr, left, right);
}

function arithmetic(lowering: Lowering, expr: ExprOf<'binary' | 'update'>, left: Value, right: Value): Value {
  if (expr.op === '/' || expr.op === '%') {
    const test = truth(right);
    if (!isConstant(test) || test.value === 0) {
      const index = lowering.bugs.indexOf(expr, 'bug', 'division by zero');
      lowering.blocks.emit({ kind: 'check', of: 'bug', index, test });
    }
  }
  return binary(operator(expr.op, expr.unsigned), left, right);
}

function lowerLogical(lowering: Lowering, expr: ExprOf<'logical'>): Value {
  const known = constantTruth(expr);
  if (known !== undefined) return constant(known ? 1 : 0);
  if (isQuiet(expr.right)) {
    const left = lowerBefore(lowering, expr.left, [expr.right], 0);
    const right = lowerValue(lowering, expr.right);
    return binary(expr.op === '&&' ? '&' : '|', truth(left), truth(right));
  }
  const result = lowering.blocks.newTemporary();
  const yes = lowering.blocks.newBlock();
  const no = lowering.blocks.newBlock();
  const done = lowering.blocks.newBlock();
  lowerCondition(lowering, expr, yes, no);
  lowering.blocks.continueIn(no);
  lowering.blocks.emit({ kind: 'set', register: result, value: zero });
  lowering.blocks.jump(done);
  lowering.blocks.continueIn(yes);
  lowering.blocks.emit({ kind: 'set', register: result, value: constant(1) });
  lowering.blocks.continueIn(done);
  return lowering.blocks.valueOf(result);
}

/** Evaluating it where C would not makes no difference: no access, no assignment, nothing that can be found. */
function isQuiet(expr: Expr): boolean {
  switch (expr.kind) {
    case 'read':
      return expr.place.kind === 'local';
    case 'binary':
      return expr.op !== '/' && expr.op !== '%' && isQuiet(expr.left) && isQuiet(expr.right);
    case 'const':
    case 'global-address':
    case 'percpu-address':
    case 'page-address':
    case 'local-address':
    case 'task-constant':
    case 'unary':
    case 'cast':
    case 'logical':
      return every(operandsOf(expr), 0, isQuiet);
    default:
      return false;
  }
}

function lowerConditional(lowering: Lowering, expr: ExprOf<'conditional'>): Value {
  const known = constantTruth(expr.test);
  if (known !== undefined) return lowerValue(lowering, known ? expr.then : expr.else);
  const result = lowering.blocks.newTemporary();
  const then = lowering.blocks.newBlock();
  const otherwise = lowering.blocks.newBlock();
  const done = lowering.blocks.newBlock();
  lowerCondition(lowering, expr.test, then, otherwise);
  lowering.blocks.continueIn(then);
  lowering.blocks.emit({ kind: 'set', register: result, value: lowerValue(lowering, expr.then) });
  lowering.blocks.jump(done);
  lowering.blocks.continueIn(otherwise);
  lowering.blocks.emit({ kind: 'set', register: result, value: lowerValue(lowering, expr.else) });
  lowering.blocks.continueIn(done);
  return lowering.blocks.valueOf(result);
}

function lowerAssign(lowering: Lowering, expr: ExprOf<'assign'>): Value {
  const { place } = expr;
  if (place.kind === 'memory') {
    const address = lowerBefore(lowering, place.address, [expr.value], 0);
    const value = lowerValue(lowering, expr.value);
    return writeMemory(lowering, address, value, place, expr.order, expr.span);
  }
  const value = fitted(lowerValue(lowering, expr.value), place.type);
  return setLocal(lowering, place.local, value);
}

function lowerUpdate(lowering: Lowering, expr: ExprOf<'update'>): Value {
  const { place } = expr;
  if (place.kind === 'local') {
    const storage = storageOf(lowering, place.local);
    assert(storage.kind === 'register', 'a local that is updated lives in a register');
    const current = lowering.blocks.valueOf(storage.register);
    const before =
      expr.result === 'before' ? kept(lowering, current) : held(lowering, current, [expr.value], 0);
    const value = lowerValue(lowering, expr.value);
    const after = setLocal(
      lowering,
      place.local,
      fitted(arithmetic(lowering, expr, before, value), place.type),
    );
    return expr.result === 'before' ? before : after;
  }
  const address = lowerBefore(lowering, place.address, [expr.value], 0);
  const before = readMemory(lowering, address, place, 'plain', expr.span);
  const value = lowerValue(lowering, expr.value);
  const after = kept(lowering, fitted(arithmetic(lowering, expr, before, value), place.type));
  writeMemory(lowering, address, after, place, 'plain', expr.span);
  return expr.result === 'before' ? before : after;
}

function setLocal(lowering: Lowering, local: ExprOf<'local-address'>['local'], value: Value): Value {
  const storage = storageOf(lowering, local);
  assert(storage.kind === 'register', 'a local that is assigned to lives in a register');
  lowering.blocks.emit({ kind: 'set', register: storage.register, value });
  return lowering.blocks.valueOf(storage.register);
}

function lowerReadModifyWrite(lowering: Lowering, expr: ExprOf<'rmw'>): Value {
  const { place, value, expected } = expr;
  const behind = expected === undefined ? [value] : [expected, value];
  const address = lowerBefore(lowering, place.address, behind, 0);
  const first = expected && lowerBefore(lowering, expected, behind, 1);
  return readModifyWrite(lowering, expr, { address, value: lowerValue(lowering, value), expected: first });
}
