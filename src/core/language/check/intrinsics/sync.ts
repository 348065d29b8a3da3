// Locks, barriers, `READ_ONCE` and its relatives, and what switches preemption and interrupts off.

import { INT, SPINLOCK_T, VOID } from '../../types/builtin.ts';
import { isScalar } from '../../types/convert.ts';
import { mayWrite } from '../assign.ts';
import type { Body } from '../body.ts';
import { cast, constant, notZero } from '../build.ts';
import type { CallSyntax } from '../call.ts';
import { convertTo } from '../conversion.ts';
import { checkExpr, load } from '../expression.ts';
import { checkPlace } from '../place.ts';
import type { Expr, Place } from '../program.ts';
import { readOnce } from './atomic.ts';
import { counterOf, type Intrinsic, intrinsic, pointedRecord, pointedScalar } from './intrinsic.ts';

function lock(signature: string, op: 'lock' | 'trylock' | 'unlock', irq: boolean): Intrinsic {
  const name = signature.slice(0, signature.indexOf('('));
  const steps = op === 'lock' ? 'one step; blocks while it is taken' : 'one step';
  return intrinsic(signature, steps, (body, node) => {
    const place = pointedRecord(body, node.args[0], SPINLOCK_T, name);
    const flags = node.args[1] === undefined || flagsLocal(body, node.args[1], name);
    const span = body.at(node);
    if (place === undefined || !flags || !body.acts(span, 'a lock operation')) return undefined;
    if (op === 'lock') body.blocksHere(span, `\`${name}\``);
    return { kind: 'lock', op, address: place.address, irq, type: op === 'trylock' ? INT : VOID, span };
  });
}

/** `flags` of `spin_lock_irqsave` is only named; whether interrupts were on is kept by the CPU. */
function flagsLocal(body: Body, node: CallSyntax['args'][number], name: string): boolean {
  const place = checkPlace(body, node);
  if (place === undefined) return false;
  if (isScalar(place.type)) return true;
  body.error(
    'wrong-argument',
    body.at(node),
    `\`${name}\` needs an \`unsigned long\` here`,
    'declare `unsigned long flags;`',
  );
  return false;
}

function fence(name: string, kind: Extract<Expr, { kind: 'fence' }>['fence']): Intrinsic {
  return intrinsic(`${name}()`, 'one step', (body, node) => {
    const span = body.at(node);
    return body.acts(span, 'a barrier') ? { kind: 'fence', fence: kind, type: VOID, span } : undefined;
  });
}

export function cpuControl(
  body: Body,
  node: { readonly span: Expr['span'] },
  op: Extract<Expr, { kind: 'cpu-control' }>['op'],
): Expr | undefined {
  const span = body.at(node);
  return body.acts(span, 'switching preemption or interrupts')
    ? { kind: 'cpu-control', op, type: VOID, span }
    : undefined;
}

function control(signature: string, op: Extract<Expr, { kind: 'cpu-control' }>['op']): Intrinsic {
  const name = signature.slice(0, signature.indexOf('('));
  return intrinsic(signature, 'one step when another task has the same CPU, else none', (body, node) => {
    if (node.args[0] !== undefined && !flagsLocal(body, node.args[0], name)) return undefined;
    return cpuControl(body, node, op);
  });
}

function storeTo(
  body: Body,
  node: CallSyntax,
  place: Place | undefined,
  order: 'once' | 'release',
): Expr | undefined {
  const name = order === 'once' ? 'WRITE_ONCE' : 'smp_store_release';
  const arg = node.args[1];
  const value = arg === undefined ? undefined : checkExpr(body, arg);
  if (place === undefined || value === undefined || arg === undefined || !mayWrite(body, node, place))
    return undefined;
  const stored = convertTo(body, arg, value, place.type, `\`${name}\``);
  if (stored === undefined) return undefined;
  return { kind: 'assign', place, value: stored, order, type: place.type, span: body.at(node) };
}

export function syncIntrinsics(): Intrinsic[] {
  return [
    lock('spin_lock(l)', 'lock', false),
    lock('spin_unlock(l)', 'unlock', false),
    lock('spin_trylock(l)', 'trylock', false),
    lock('spin_lock_irq(l)', 'lock', true),
    lock('spin_unlock_irq(l)', 'unlock', true),
    lock('spin_lock_bh(l)', 'lock', true),
    lock('spin_unlock_bh(l)', 'unlock', true),
    lock('spin_lock_irqsave(l, flags)', 'lock', true),
    lock('spin_unlock_irqrestore(l, flags)', 'unlock', true),
    lock('spin_trylock_irq(l)', 'trylock', true),
    intrinsic('spin_is_locked(l)', 'one step, a read', (body, node) => {
      const place = counterOf(body, node.args[0], SPINLOCK_T, 'spin_is_locked');
      const value = place === undefined ? undefined : readOnce(body, node, place);
      return value === undefined ? undefined : notZero(value, body.at(node));
    }),
    intrinsic('spin_lock_init(l)', 'one step, a write', (body, node) => {
      const place = counterOf(body, node.args[0], SPINLOCK_T, 'spin_lock_init');
      const span = body.at(node);
      if (place === undefined || !body.acts(span, 'a write')) return undefined;
      return cast(
        {
          kind: 'assign',
          place,
          value: constant(0, place.type, span),
          order: 'plain',
          type: place.type,
          span,
        },
        VOID,
      );
    }),
    fence('smp_mb', 'mb'),
    fence('smp_rmb', 'rmb'),
    fence('smp_wmb', 'wmb'),
    fence('smp_mb__after_atomic', 'mb-after-atomic'),
    fence('smp_mb__before_atomic', 'mb-before-atomic'),
    control('preempt_disable()', 'preempt-disable'),
    control('preempt_enable()', 'preempt-enable'),
    control('local_irq_disable()', 'irq-disable'),
    control('local_irq_enable()', 'irq-enable'),
    control('local_irq_save(flags)', 'irq-disable'),
    control('local_irq_restore(flags)', 'irq-enable'),
    intrinsic('READ_ONCE(x)', 'one step, a read', (body, node) => {
      const arg = node.args[0];
      const value = arg === undefined ? undefined : load(body, arg);
      return value?.kind === 'read' ? { ...value, order: 'once', span: body.at(node) } : value;
    }),
    intrinsic('WRITE_ONCE(x, v)', 'one step, a write', (body, node) => {
      const arg = node.args[0];
      return storeTo(body, node, arg === undefined ? undefined : checkPlace(body, arg), 'once');
    }),
    intrinsic('smp_load_acquire(p)', 'one step, a read', (body, node) => {
      const place = pointedScalar(body, node.args[0], 'smp_load_acquire');
      return place === undefined ? undefined : readOnce(body, node, place, 'acquire');
    }),
    intrinsic('smp_store_release(p, v)', 'one step, a write', (body, node) => {
      const place = pointedScalar(body, node.args[0], 'smp_store_release');
      const made = storeTo(body, node, place, 'release');
      return made === undefined ? undefined : cast(made, VOID);
    }),
  ];
}
