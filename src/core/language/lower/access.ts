// The operations that reach memory: read, write, read-modify-write, locks, fences, choices. Operands are ready.
//
// Promises: one step each where accesses are steps; a read-modify-write and a lock operation are whole inside it.

import { assert } from '../../base/assert.ts';
import type { Expr, Place } from '../check/program.ts';
import type { Span } from '../source/source-file.ts';
import type { CType } from '../types/c-type.ts';
import { accessOf, beginAccess, type Lowering } from './context.ts';
import type { Access, Instruction, Value } from './graph.ts';
import { refuse } from './refuse.ts';
import { isSigned, scalarSize } from './scalars.ts';
import {
  binary,
  constant,
  fitted,
  isConstant,
  isShort,
  negated,
  register,
  select,
  truth,
  unary,
  zero,
} from './value.ts';

type ExprOf<K extends Expr['kind']> = Extract<Expr, { readonly kind: K }>;
type MemoryPlace = Extract<Place, { readonly kind: 'memory' }>;

export function readMemory(
  lowering: Lowering,
  address: Value,
  place: MemoryPlace,
  order: Access,
  span: Span,
): Value {
  const at = settled(lowering, address);
  if (!place.ghost) beginAccess(lowering, 'read', span);
  return load(lowering, at, place.type, accessTo(lowering, place, order));
}

/** Gives the value that the place has then. */
export function writeMemory(
  lowering: Lowering,
  address: Value,
  value: Value,
  place: MemoryPlace,
  order: Access,
  span: Span,
): Value {
  const at = settled(lowering, address);
  const stored = settled(lowering, fitted(value, place.type));
  if (!place.ghost) beginAccess(lowering, 'write', span);
  store(lowering, at, stored, place.type, accessTo(lowering, place, order));
  return stored;
}

export function readModifyWrite(
  lowering: Lowering,
  expr: ExprOf<'rmw'>,
  operands: { readonly address: Value; readonly value: Value; readonly expected: Value | undefined },
): Value {
  const { type, ghost } = expr.place;
  const address = settled(lowering, operands.address);
  const value = settled(lowering, operands.value);
  const expected = settled(lowering, operands.expected ?? zero);
  if (!ghost) beginAccess(lowering, 'rmw', expr.span);
  if (!ghost && lowering.mode === 'steps' && expr.order !== 'full') {
    change(lowering, expr, address, value);
    return zero;
  }
  const access = ghost ? 'ghost' : accessOf(lowering, 'rmw-ordered');
  const before = load(lowering, address, type, access);
  const after = fitted(changed(expr.op, before, value), type);
  if (expr.op !== 'cmpxchg' && expr.op !== 'add-unless') {
    store(lowering, address, after, type, access);
    return expr.result === 'before' ? before : kept(lowering, after);
  }
  const equal = binary('==', before, fitted(expected, type));
  const stores = expr.op === 'cmpxchg' ? equal : negated(equal);
  const write = lowering.blocks.newBlock();
  const done = lowering.blocks.newBlock();
  lowering.blocks.branch(stores, write, done);
  lowering.blocks.continueIn(write);
  store(lowering, address, after, type, access);
  lowering.blocks.continueIn(done);
  return expr.result === 'before' ? before : kept(lowering, select(stores, after, before));
}

/** One instruction, since nobody asks for a value: under a weaker model it may become visible late. */
function change(lowering: Lowering, { op, order, place }: ExprOf<'rmw'>, address: Value, value: Value): void {
  assert(op === 'add' || op === 'sub' || op === 'and' || op === 'or' || op === 'xor', 'xchg has a value');
  lowering.blocks.emit({
    kind: 'rmw',
    op: op === 'sub' ? 'add' : op,
    address,
    size: scalarSize(place.type),
    value: op === 'sub' ? unary('-', value) : value,
    access: order === 'release' ? 'unlock' : 'rmw',
  });
}

export function lockOperation(lowering: Lowering, expr: ExprOf<'lock'>, lock: Value): Value {
  const address = settled(lowering, lock);
  switch (expr.op) {
    case 'lock':
      takeLock(lowering, expr, address);
      return zero;
    case 'unlock':
      beginAccess(lowering, 'unlock', expr.span);
      store(lowering, address, zero, lockWord, accessOf(lowering, 'unlock'));
      control(lowering, expr.irq ? ['irq-enable', 'preempt-enable'] : ['preempt-enable']);
      return zero;
    case 'trylock': {
      beginAccess(lowering, 'trylock', expr.span);
      const access = accessOf(lowering, 'lock');
      const free = negated(load(lowering, address, lockWord, access));
      const take = lowering.blocks.newBlock();
      const done = lowering.blocks.newBlock();
      lowering.blocks.branch(free, take, done);
      lowering.blocks.continueIn(take);
      store(lowering, address, ownerMark(lowering), lockWord, access);
      control(lowering, expr.irq ? ['irq-disable', 'preempt-disable'] : ['preempt-disable']);
      lowering.blocks.continueIn(done);
      return free;
    }
  }
}

function takeLock(lowering: Lowering, expr: ExprOf<'lock'>, address: Value): void {
  const mayBlock = lowering.mayBlock;
  beginAccess(lowering, 'lock', expr.span);
  const access = accessOf(lowering, 'lock');
  const free = negated(load(lowering, address, lockWord, access));
  lowering.mayBlock = mayBlock;
  block(lowering, free, expr, 'this lock');
  store(lowering, address, ownerMark(lowering), lockWord, access);
  control(lowering, expr.irq ? ['irq-disable', 'preempt-disable'] : ['preempt-disable']);
}

/** The task does not pass while test is 0. Where nobody else runs that would be for ever. */
export function block(
  lowering: Lowering,
  test: Value,
  node: Parameters<Lowering['bugs']['indexOf']>[0],
  what: string,
): void {
  if (lowering.mode === 'boot') {
    const index = lowering.bugs.indexOf(node, 'bug', `BOOT waits for ${what} for ever`);
    lowering.blocks.emit({ kind: 'check', of: 'bug', index, test });
    return;
  }
  if (lowering.mode === 'once' || (lowering.mode === 'atomic' && !lowering.mayBlock)) {
    refuse(
      node.span,
      'blocks-in-atomic',
      'what is done in one step cannot wait in its middle',
      'put the wait first in the atomic block, or before it',
    );
  }
  lowering.mayBlock = false;
  if (!isConstant(test) || test.value === 0) lowering.blocks.emit({ kind: 'guard', test: truth(test) });
}

export function fence(lowering: Lowering, expr: ExprOf<'fence'>): Value {
  beginAccess(lowering, 'fence', expr.span);
  if (lowering.mode !== 'boot') lowering.blocks.emit({ kind: 'fence', fence: expr.fence });
  return zero;
}

export function cpuControl(lowering: Lowering, expr: ExprOf<'cpu-control'>): Value {
  if (!lowering.sharesCpu) return zero;
  beginAccess(lowering, 'cpu-control', expr.span);
  control(lowering, [expr.op]);
  return zero;
}

/** One of the values, which were all evaluated before. */
export function choose(lowering: Lowering, expr: ExprOf<'choose'>, options: readonly Value[]): Value {
  const values = options.map((option) => settled(lowering, option));
  if (lowering.mode !== 'steps') {
    refuse(
      expr.span,
      'choice-not-a-step',
      'a choice is a step of its own and cannot be part of something done at once',
      'make the choice before, and keep it in a local',
    );
  }
  beginAccess(lowering, 'choose', expr.span);
  const index = lowering.blocks.newTemporary();
  lowering.blocks.emit({ kind: 'choose', register: index, count: values.length });
  if (values.every((value, at) => isConstant(value) && value.value === at)) return register(index);
  const chosen = values.reduceRight((otherwise, value, at) =>
    select(binary('==', register(index), constant(at)), value, otherwise),
  );
  return kept(lowering, chosen);
}

/** The same value in a register of its own: evaluated here and once. */
export function kept(lowering: Lowering, value: Value): Value {
  if (isConstant(value)) return value;
  const temporary = lowering.blocks.newTemporary();
  lowering.blocks.emit({ kind: 'set', register: temporary, value });
  return register(temporary);
}

/** Ready to be used behind the next step: computed before it, so that only the result lives on. */
function settled(lowering: Lowering, value: Value): Value {
  return lowering.mode === 'steps' && !isShort(value) ? kept(lowering, value) : value;
}

export function load(lowering: Lowering, address: Value, type: CType, access: Access): Value {
  const into = lowering.blocks.newTemporary();
  const size = scalarSize(type);
  lowering.blocks.emit({ kind: 'load', register: into, address, size, signed: isSigned(type), access });
  return register(into);
}

export function store(lowering: Lowering, address: Value, value: Value, type: CType, access: Access): void {
  lowering.blocks.emit({ kind: 'store', address, size: scalarSize(type), value, access });
}

const lockWord: CType = { kind: 'integer', name: 'unsigned int', size: 4, signed: false, bool: false };

function accessTo(lowering: Lowering, place: MemoryPlace, order: Access): Access {
  return place.ghost ? 'ghost' : accessOf(lowering, order);
}

/** What a taken lock holds: the task's position plus one; -1 for boot code, which is no task. */
function ownerMark(lowering: Lowering): Value {
  return constant(lowering.task === undefined ? -1 : lowering.task + 1);
}

function control(
  lowering: Lowering,
  ops: readonly Extract<Instruction, { kind: 'cpu-control' }>['op'][],
): void {
  if (!lowering.sharesCpu) return;
  for (const op of ops) lowering.blocks.emit({ kind: 'cpu-control', op });
}

function changed(op: ExprOf<'rmw'>['op'], before: Value, value: Value): Value {
  switch (op) {
    case 'add':
    case 'add-unless':
      return binary('+', before, value);
    case 'sub':
      return binary('-', before, value);
    case 'and':
      return binary('&', before, value);
    case 'or':
      return binary('|', before, value);
    case 'xor':
      return binary('^', before, value);
    case 'xchg':
    case 'cmpxchg':
      return value;
  }
}
