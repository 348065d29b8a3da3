// Expressions, evaluated left to right; a step begins before each shared access.

import { assertNever } from '../base/assert.ts';
import type { Expr, Place } from '../language/check/program.ts';
import type { CType } from '../language/types/c-type.ts';
import { convert, operate, truth } from './arithmetic.ts';
import type { Context, Frame, Steps } from './context.ts';
import { localOf, placeOf, step } from './context.ts';
import { RunEnds } from './run-ends.ts';

type Of<K extends Expr['kind']> = Extract<Expr, { readonly kind: K }>;

export function* evaluate(context: Context, frame: Frame, expr: Expr): Steps<number> {
  const { world } = context;
  switch (expr.kind) {
    case 'const':
      return expr.value | 0;
    case 'read': {
      if (expr.place.kind === 'local') return frame.values.get(expr.place.local) ?? 0;
      const address = yield* evaluate(context, frame, expr.place.address);
      return yield* read(context, expr.place, address);
    }
    case 'global-address':
      return addressOf(context, expr.global, 0);
    case 'percpu-address': {
      const cpu = expr.cpu === undefined ? context.cpu : yield* evaluate(context, frame, expr.cpu);
      return addressOf(context, expr.global, cpu);
    }
    case 'page-address':
      return context.pages[expr.page] ?? 0;
    case 'local-address':
      return placeOf(context, frame, expr.local);
    case 'unary': {
      const value = yield* evaluate(context, frame, expr.operand);
      if (expr.op === '!') return truth(value === 0);
      return expr.op === '-' ? -value | 0 : ~value;
    }
    case 'binary': {
      const left = yield* evaluate(context, frame, expr.left);
      const right = yield* evaluate(context, frame, expr.right);
      return combine(expr, left, right);
    }
    case 'logical': {
      const left = yield* evaluate(context, frame, expr.left);
      if ((left !== 0) === (expr.op === '||')) return truth(left !== 0);
      return truth((yield* evaluate(context, frame, expr.right)) !== 0);
    }
    case 'conditional': {
      const test = yield* evaluate(context, frame, expr.test);
      return yield* evaluate(context, frame, test !== 0 ? expr.then : expr.else);
    }
    case 'comma':
      yield* evaluate(context, frame, expr.left);
      return yield* evaluate(context, frame, expr.right);
    case 'assign': {
      if (expr.place.kind === 'local') {
        const value = convert(yield* evaluate(context, frame, expr.value), expr.place.type);
        frame.values.set(expr.place.local, value);
        return value;
      }
      const address = yield* evaluate(context, frame, expr.place.address);
      const value = convert(yield* evaluate(context, frame, expr.value), expr.place.type);
      yield* write(context, expr.place, address, value);
      return value;
    }
    case 'update':
      return yield* update(context, frame, expr);
    case 'cast':
      return convert(yield* evaluate(context, frame, expr.operand), expr.type);
    case 'call':
      return yield* call(context, frame, expr);
    case 'rmw':
      return yield* readModifyWrite(context, frame, expr);
    case 'lock':
      return yield* lock(context, frame, expr);
    case 'fence':
      yield* step(context, 'fence');
      return 0;
    case 'cpu-control':
      if (context.sharesCpu) {
        yield* step(context, 'cpu-control');
        context.cpus.control(context.cpu, context.task ?? 0, expr.op);
      }
      return 0;
    case 'choose': {
      const options: number[] = [];
      for (const option of expr.options) options.push(yield* evaluate(context, frame, option));
      const chosen = yield* step(context, 'choose', undefined, options.length);
      return options[chosen] ?? 0;
    }
    case 'task-constant':
      return expr.which === 'cpu' ? context.cpu : (context.task ?? 0);
    case 'warn': {
      const value = truth((yield* evaluate(context, frame, expr.test)) !== 0);
      if (value !== 0) context.warn(expr.text);
      return value;
    }
    case 'valid-address':
      return truth(world.isValid(yield* evaluate(context, frame, expr.address), expr.size));
    default:
      return assertNever(expr);
  }
}

function addressOf(context: Context, global: Of<'global-address'>['global'], copy: number): number {
  const addresses = context.globals.get(global) ?? [];
  const address = addresses[copy];
  if (address === undefined) throw new RunEnds('wild-access', `copy ${copy} of a per-CPU object`);
  return address;
}

function* read(context: Context, place: Place, address: number): Steps<number> {
  if (place.kind === 'memory' && !place.ghost) yield* step(context, 'read');
  return context.world.load(address, place.type);
}

function* write(context: Context, place: Place, address: number, value: number): Steps<void> {
  if (place.kind === 'memory' && !place.ghost) yield* step(context, 'write');
  context.world.store(address, place.type, value);
}

function* update(context: Context, frame: Frame, expr: Of<'update'>): Steps<number> {
  const { place } = expr;
  const address = place.kind === 'memory' ? yield* evaluate(context, frame, place.address) : 0;
  const before =
    place.kind === 'memory' ? yield* read(context, place, address) : (frame.values.get(place.local) ?? 0);
  const operand = yield* evaluate(context, frame, expr.value);
  const after = convert(combine(expr, before, operand), place.type);
  if (place.kind === 'memory') yield* write(context, place, address, after);
  else frame.values.set(place.local, after);
  return expr.result === 'before' ? before : after;
}

function combine(expr: Of<'binary' | 'update'>, left: number, right: number): number {
  if ((expr.op === '/' || expr.op === '%') && right === 0) throw new RunEnds('division-by-zero', expr.op);
  return operate(expr.op, expr.unsigned, left, right);
}

function* call(context: Context, frame: Frame, expr: Of<'call'>): Steps<number> {
  const args: number[] = [];
  for (const arg of expr.args) args.push(yield* evaluate(context, frame, arg));
  const callee = context.functions.get(expr.callee);
  if (!callee?.body) throw new RunEnds('bug', 'a function without a body is called');
  const inner: Frame = {
    path: `${frame.path}>${expr.span.file}.${expr.span.start}.${expr.callee}`,
    locals: new Map([...callee.params, ...callee.locals].map((local) => [local.id, local])),
    values: new Map(),
    returns: callee.returns,
  };
  for (const [at, param] of callee.params.entries()) {
    const value = convert(args[at] ?? 0, param.type);
    if (localOf(inner, param.id).inMemory) {
      context.world.store(placeOf(context, inner, param.id), param.type, value);
    } else {
      inner.values.set(param.id, value);
    }
  }
  return yield* context.runBody(context, inner, callee.body);
}

function* readModifyWrite(context: Context, frame: Frame, expr: Of<'rmw'>): Steps<number> {
  const { place } = expr;
  const address = yield* evaluate(context, frame, place.address);
  const expected =
    expr.expected === undefined ? 0 : convert(yield* evaluate(context, frame, expr.expected), place.type);
  const operand = yield* evaluate(context, frame, expr.value);
  if (!place.ghost) yield* step(context, 'rmw');
  const before = context.world.load(address, place.type);
  const after = newValue(expr.op, before, operand, expected, place.type);
  if (after === undefined) return before;
  context.world.store(address, place.type, after);
  return expr.result === 'before' ? before : after;
}

/** Undefined where nothing is stored. */
function newValue(
  op: Of<'rmw'>['op'],
  before: number,
  operand: number,
  expected: number,
  type: CType,
): number | undefined {
  switch (op) {
    case 'add':
      return convert(before + operand, type);
    case 'sub':
      return convert(before - operand, type);
    case 'and':
      return convert(before & operand, type);
    case 'or':
      return convert(before | operand, type);
    case 'xor':
      return convert(before ^ operand, type);
    case 'xchg':
      return convert(operand, type);
    case 'cmpxchg':
      return before === expected ? convert(operand, type) : undefined;
    case 'add-unless':
      return before === expected ? undefined : convert(before + operand, type);
    default:
      return assertNever(op);
  }
}

const lockWord: CType = { kind: 'integer', name: 'unsigned int', size: 4, signed: false, bool: false };

function* lock(context: Context, frame: Frame, expr: Of<'lock'>): Steps<number> {
  const { world } = context;
  const address = yield* evaluate(context, frame, expr.address);
  const switchCpu = (direction: 'disable' | 'enable') => {
    if (!context.sharesCpu || context.task === undefined) return;
    if (expr.irq) context.cpus.control(context.cpu, context.task, `irq-${direction}`);
    context.cpus.control(context.cpu, context.task, `preempt-${direction}`);
  };
  const mine = (context.task ?? -2) + 1;
  if (expr.op === 'unlock') {
    yield* step(context, 'unlock');
    world.store(address, lockWord, 0);
    switchCpu('enable');
    return 0;
  }
  const free = () => world.load(address, lockWord) === 0;
  yield* step(context, expr.op, expr.op === 'lock' ? free : undefined);
  if (!free()) {
    if (expr.op === 'lock') throw new RunEnds('bug', 'waits for ever');
    return 0;
  }
  world.store(address, lockWord, mine);
  switchCpu('disable');
  return 1;
}
