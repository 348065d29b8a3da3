// `atomic_…`, `atomic_long_…`, `xchg`, `cmpxchg`: one read-modify-write each, one step.

import { ATOMIC_LONG_T, ATOMIC_T, INT, VOID } from '../../types/builtin.ts';
import type { RecordType } from '../../types/c-type.ts';
import type { Body } from '../body.ts';
import { binary, cast, constant, isRepeatable, read, unary } from '../build.ts';
import type { CallSyntax } from '../call.ts';
import { convertTo } from '../conversion.ts';
import { checkExpr } from '../expression.ts';
import type { Expr } from '../program.ts';
import {
  counterOf,
  type Intrinsic,
  integerArg,
  intrinsic,
  type MemoryPlace,
  pointedScalar,
} from './intrinsic.ts';

type Rmw = Extract<Expr, { kind: 'rmw' }>;

interface Wanted {
  readonly op: Rmw['op'];
  readonly value: Expr;
  readonly expected?: Expr;
  readonly result?: 'before' | 'after';
  /** What gives a value is fully ordered. */
  readonly order?: Rmw['order'];
}

export function rmw(body: Body, node: CallSyntax, place: MemoryPlace, wanted: Wanted): Expr | undefined {
  const span = body.at(node);
  if (place.ghost)
    return body.error(
      'ghost-write',
      span,
      'an atomic operation on ghost state',
      'write plain `ghost` statements; they already take effect at once',
    );
  if (!body.acts(span, 'an atomic operation')) return undefined;
  return {
    kind: 'rmw',
    place,
    op: wanted.op,
    value: wanted.value,
    expected: wanted.expected,
    result: wanted.result ?? 'after',
    order: wanted.order ?? 'none',
    type: place.type,
    span,
  };
}

type Make = (body: Body, node: CallSyntax, place: MemoryPlace, value: Expr) => Expr | undefined;

function silent(op: Rmw['op'], change: (value: Expr) => Expr = (value) => value): Make {
  return (body, node, place, value) => {
    const made = rmw(body, node, place, { op, value: change(value) });
    return made === undefined ? undefined : cast(made, VOID);
  };
}

function giving(
  op: Rmw['op'],
  result: 'before' | 'after',
  test?: (value: Expr, span: Expr['span']) => Expr,
): Make {
  return (body, node, place, value) => {
    const made = rmw(body, node, place, { op, value, result, order: 'full' });
    return made === undefined || test === undefined ? made : test(made, made.span);
  };
}

const isZeroNow = (value: Expr, span: Expr['span']) => unary('!', value, INT, span);
const isNegative = (value: Expr, span: Expr['span']) =>
  binary('<', false, value, constant(0, INT, span), INT, span);

/** Name behind the prefix, what it does; the value is the first argument and the counter the second. */
const WITH_VALUE: readonly (readonly [string, Make])[] = [
  ['add', silent('add')],
  ['sub', silent('sub')],
  ['or', silent('or')],
  ['and', silent('and')],
  ['xor', silent('xor')],
  ['andnot', silent('and', (value) => unary('~', value, value.type, value.span))],
  ['add_return', giving('add', 'after')],
  ['sub_return', giving('sub', 'after')],
  ['fetch_add', giving('add', 'before')],
  ['fetch_sub', giving('sub', 'before')],
  ['fetch_or', giving('or', 'before')],
  ['fetch_and', giving('and', 'before')],
  ['sub_and_test', giving('sub', 'after', isZeroNow)],
  ['add_negative', giving('add', 'after', isNegative)],
];

/** These change the counter by one. */
const BY_ONE: readonly (readonly [string, Make])[] = [
  ['inc', silent('add')],
  ['dec', silent('sub')],
  ['inc_return', giving('add', 'after')],
  ['dec_return', giving('sub', 'after')],
  ['fetch_inc', giving('add', 'before')],
  ['fetch_dec', giving('sub', 'before')],
  ['inc_and_test', giving('add', 'after', isZeroNow)],
  ['dec_and_test', giving('sub', 'after', isZeroNow)],
];

function wordOf(node: CallSyntax): string {
  return node.callee.kind === 'name' ? node.callee.text : '';
}

function family(prefix: string, record: RecordType): Intrinsic[] {
  const at = (body: Body, node: CallSyntax, index: number) =>
    counterOf(body, node.args[index], record, wordOf(node));
  const value = (body: Body, node: CallSyntax, index: number, place: MemoryPlace) => {
    const given = integerArg(body, node.args[index], wordOf(node));
    return given === undefined ? undefined : cast(given, place.type);
  };
  const set = (body: Body, node: CallSyntax, order: 'once' | 'release') => {
    const place = at(body, node, 0);
    const given = place === undefined ? undefined : value(body, node, 1, place);
    const span = body.at(node);
    if (place === undefined || given === undefined || !body.acts(span, 'a write')) return undefined;
    return cast({ kind: 'assign', place, value: given, order, type: place.type, span }, VOID);
  };
  const list: Intrinsic[] = [
    intrinsic(`${prefix}_read(v)`, 'one step, a read', (body, node) => {
      const place = at(body, node, 0);
      return place === undefined ? undefined : readOnce(body, node, place);
    }),
    intrinsic(`${prefix}_read_acquire(v)`, 'one step, a read', (body, node) => {
      const place = at(body, node, 0);
      return place === undefined ? undefined : readOnce(body, node, place, 'acquire');
    }),
    intrinsic(`${prefix}_set(v, i)`, 'one step, a write', (body, node) => set(body, node, 'once')),
    intrinsic(`${prefix}_set_release(v, i)`, 'one step, a write', (body, node) => set(body, node, 'release')),
    intrinsic(`${prefix}_xchg(v, n)`, 'one step', (body, node) => {
      const place = at(body, node, 0);
      const given = place === undefined ? undefined : value(body, node, 1, place);
      return place === undefined || given === undefined
        ? undefined
        : rmw(body, node, place, { op: 'xchg', value: given, result: 'before', order: 'full' });
    }),
    intrinsic(`${prefix}_cmpxchg(v, old, n)`, 'one step', (body, node) => {
      const place = at(body, node, 0);
      const expected = place === undefined ? undefined : value(body, node, 1, place);
      const given = place === undefined ? undefined : value(body, node, 2, place);
      if (place === undefined || expected === undefined || given === undefined) return undefined;
      return rmw(body, node, place, {
        op: 'cmpxchg',
        value: given,
        expected,
        result: 'before',
        order: 'full',
      });
    }),
    intrinsic(`${prefix}_add_unless(v, a, u)`, 'one step', (body, node) => {
      const place = at(body, node, 0);
      const given = place === undefined ? undefined : value(body, node, 1, place);
      const expected = place === undefined ? undefined : value(body, node, 2, place);
      if (place === undefined || given === undefined || expected === undefined) return undefined;
      return addUnless(body, node, place, given, expected);
    }),
    intrinsic(`${prefix}_inc_not_zero(v)`, 'one step', (body, node) => {
      const place = at(body, node, 0);
      const span = body.at(node);
      return place === undefined
        ? undefined
        : addUnless(body, node, place, constant(1, place.type, span), constant(0, place.type, span));
    }),
  ];
  for (const [name, make] of WITH_VALUE) {
    list.push(
      intrinsic(`${prefix}_${name}(i, v)`, 'one step', (body, node) => {
        const place = at(body, node, 1);
        const given = place === undefined ? undefined : value(body, node, 0, place);
        return place === undefined || given === undefined ? undefined : make(body, node, place, given);
      }),
    );
  }
  for (const [name, make] of BY_ONE) {
    list.push(
      intrinsic(`${prefix}_${name}(v)`, 'one step', (body, node) => {
        const place = at(body, node, 0);
        return place === undefined
          ? undefined
          : make(body, node, place, constant(1, place.type, body.at(node)));
      }),
    );
  }
  return list;
}

function addUnless(
  body: Body,
  node: CallSyntax,
  place: MemoryPlace,
  value: Expr,
  expected: Expr,
): Expr | undefined {
  const span = body.at(node);
  if (!isRepeatable(expected)) {
    return body.error(
      'wrong-argument',
      span,
      'the value to stop at must be a constant or a local',
      'read it into a local first',
    );
  }
  const made = rmw(body, node, place, { op: 'add-unless', value, expected, result: 'before', order: 'full' });
  return made === undefined ? undefined : binary('!=', false, made, expected, INT, span);
}

export function readOnce(
  body: Body,
  node: CallSyntax,
  place: MemoryPlace,
  order: 'once' | 'acquire' = 'once',
): Expr | undefined {
  const span = body.at(node);
  if (place.ghost && !body.mayReadGhost) {
    if (!body.pure)
      return body.error(
        'ghost-read',
        span,
        'ordinary code cannot read ghost state',
        'read it in a property, a lane, a `__pure` function or after `ghost`',
      );
    body.readsGhost ??= span;
  }
  return read(place, order, span);
}

function exchanged(
  body: Body,
  node: CallSyntax,
  name: string,
  index: number,
  place: MemoryPlace,
): Expr | undefined {
  const arg = node.args[index];
  const value = arg === undefined ? undefined : checkExpr(body, arg);
  return value === undefined || arg === undefined
    ? undefined
    : convertTo(body, arg, value, place.type, `argument ${index + 1} of \`${name}\``);
}

export function atomicIntrinsics(): Intrinsic[] {
  return [
    ...family('atomic', ATOMIC_T),
    ...family('atomic_long', ATOMIC_LONG_T),
    intrinsic('xchg(p, n)', 'one step', (body, node) => {
      const place = pointedScalar(body, node.args[0], 'xchg');
      const value = place === undefined ? undefined : exchanged(body, node, 'xchg', 1, place);
      return place === undefined || value === undefined
        ? undefined
        : rmw(body, node, place, { op: 'xchg', value, result: 'before', order: 'full' });
    }),
    intrinsic('cmpxchg(p, old, n)', 'one step', (body, node) => {
      const place = pointedScalar(body, node.args[0], 'cmpxchg');
      const expected = place === undefined ? undefined : exchanged(body, node, 'cmpxchg', 1, place);
      const value = place === undefined ? undefined : exchanged(body, node, 'cmpxchg', 2, place);
      if (place === undefined || expected === undefined || value === undefined) return undefined;
      return rmw(body, node, place, { op: 'cmpxchg', value, expected, result: 'before', order: 'full' });
    }),
  ];
}
