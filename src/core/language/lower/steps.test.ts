// Micro-steps as docs/language.md section 3 counts them, from text.

import { expect, test } from 'vitest';
import { printRoutine } from './print.ts';
import { graphOf, labDoing, operations, sitesOf } from './text.fixture.ts';

const rows: readonly (readonly [string, string])[] = [
  // plain accesses
  ['int a; a = x;', 'read'],
  ['x = 1;', 'write'],
  ['x = y;', 'read write'],
  ['int a = READ_ONCE(x);', 'read'],
  ['WRITE_ONCE(x, 1);', 'write'],
  ['int a = smp_load_acquire(&x);', 'read'],
  ['smp_store_release(&x, 1);', 'write'],
  ['x += 1;', 'read write'],
  ['x++;', 'read write'],
  ['x += y;', 'read read write'],
  ['int a = 1; a += 2; a++;', ''],
  ['struct box *a = p; a = a->to->to;', 'read read read'],
  ['p->link.next->prev = p->link.prev;', 'read read read read write'],
  ['int a = numbers[y];', 'read read'],
  ['box.small = 3;', 'write'],
  ['p->count = 1;', 'read write'],
  ['(void)x;', 'read'],
  // atomics
  ['int a = atomic_read(&v);', 'read'],
  ['atomic_set(&v, 2);', 'write'],
  ['atomic_inc(&v); atomic_dec(&v);', 'rmw rmw'],
  ['atomic_add(2, &v); atomic_sub(2, &v);', 'rmw rmw'],
  ['atomic_or(2, &v); atomic_and(2, &v); atomic_andnot(2, &v);', 'rmw rmw rmw'],
  ['int a = atomic_inc_return(&v) + atomic_dec_return(&v);', 'rmw rmw'],
  ['int a = atomic_add_return(2, &v) + atomic_sub_return(2, &v);', 'rmw rmw'],
  ['int a = atomic_fetch_add(2, &v) + atomic_fetch_sub(2, &v);', 'rmw rmw'],
  ['bool a = atomic_inc_and_test(&v); a = atomic_dec_and_test(&v);', 'rmw rmw'],
  ['bool a = atomic_sub_and_test(2, &v);', 'rmw'],
  ['bool a = atomic_add_unless(&v, 1, 0); a = atomic_inc_not_zero(&v);', 'rmw rmw'],
  ['bool a = atomic_add_negative(-1, &v);', 'rmw'],
  ['int a = atomic_xchg(&v, 1) + atomic_cmpxchg(&v, 1, 2);', 'rmw rmw'],
  ['int a = xchg(&x, 1) + cmpxchg(&x, 1, 2);', 'rmw rmw'],
  ['atomic_long_inc(&w); long a = atomic_long_read(&w);', 'rmw read'],
  ['atomic_add(y, &v);', 'read rmw'],
  // bits
  ['bool a = test_bit(2, &bits);', 'read'],
  ['set_bit(2, &bits); clear_bit(2, &bits);', 'rmw rmw'],
  ['bool a = test_and_set_bit(2, &bits); a = test_and_clear_bit(2, &bits);', 'rmw rmw'],
  ['__set_bit(2, &bits);', 'read write'],
  ['__clear_bit(2, &bits);', 'read write'],
  // barriers and locks
  ['smp_mb(); smp_rmb(); smp_wmb();', 'fence fence fence'],
  ['smp_mb__after_atomic(); smp_mb__before_atomic();', 'fence fence'],
  ['spin_lock(&l); spin_unlock(&l);', 'lock unlock'],
  ['spin_lock_irq(&l); spin_unlock_irq(&l);', 'lock unlock'],
  ['unsigned long flags; spin_lock_irqsave(&l, flags); spin_unlock_irqrestore(&l, flags);', 'lock unlock'],
  ['if (spin_trylock(&l)) spin_unlock(&l);', 'trylock unlock'],
  // waiting, choosing, blocks
  ['wait_event(x > 0 && y > 0 && p->count == 2);', 'wait'],
  ['/* at once */\natomic { x = y; y = 1; }', 'atomic'],
  ['/* at once */\natomic { wait_event(x); x = 0; }', 'atomic'],
  ['int a = choose(1, 2, 3);', 'choose'],
  ['int a = choose(x, 2);', 'read choose'],
  ['assume(x > 0);', 'read'],
  ['int a = 1; assume(a);', ''],
  ['preempt_disable(); preempt_enable(); local_irq_disable(); local_irq_enable();', ''],
  // checks
  ['BUG_ON(x == y);', 'read read'],
  ['VM_BUG_ON(x == 3); WARN_ON(y); WARN_ON_ONCE(z);', 'read read read'],
  ['if (WARN_ON(x)) y = 1;', 'read write'],
  ['x = 1; BUG();', 'write'],
  // control flow
  ['if (x && y) z = 1;', 'read read write'],
  ['if (x || y) z = 1; else z = 2;', 'read read write write'],
  ['z = x ? 1 : y;', 'read read write'],
  ['while (x) y = 1;', 'read write'],
  ['do { y = 1; } while (x);', 'write read'],
  ['int i; for (i = 0; i < 3; i++) x = i;', 'write'],
  ['switch (x) { case 1: y = 1; break; case 2: y = 2; default: y = 3; }', 'read write write write'],
  ['again: if (x) goto again; y = 1;', 'read write'],
  ['for (;;) { if (x) break; if (y) continue; z = 1; }', 'read read write'],
  ['if (0) x = 1; else y = 1;', 'write'],
  ['if (1 || x) y = 1;', 'write'],
  // locals in memory, per-CPU objects
  ['int a = 1; int *q = &a; *q = 2;', 'write write'],
  ['struct inner i; i.next = &i;', 'write'],
  ['*this_cpu_ptr(&counter) = 1;', 'write'],
  ['x = *per_cpu_ptr(&counter, 0);', 'read write'],
  ['x = smp_processor_id() + current_task();', 'write'],
  // ghost code rides along
  ['x = 1; ghost seen = x + y;', 'write'],
  ['ghost { seen++; if (x) seen = 2; }', ''],
];

test.each(rows)('%s', (statements, expected) => {
  expect(operations(statements)).toBe(expected);
});

test('a call takes the steps of its body, a pure one too', () => {
  const more = 'static int twice(int a) { return a + x; }\n__pure int peek(void) { return x + y; }\n';
  expect(operations('z = twice(1);', more)).toBe('read write');
  expect(operations('z = peek();', more)).toBe('read read write');
  expect(operations('wait_event(peek());', more)).toBe('wait');
  expect(operations('x = 1; ghost seen = peek();', more)).toBe('write');
});

test.each(rows)(
  'a step behind %s on its line has the same name whether that is written or not',
  (statements) => {
    const last = (known: string) =>
      sitesOf(graphOf(labDoing(`int known = ${known};\nif (known) { ${statements} } x = 1;`))).at(-1);
    const { ordinal, lineInFunction } = last('y') ?? {};
    expect(last('0')).toMatchObject({ ordinal, lineInFunction, text: 'x = 1' });
  },
);

test('preemption and interrupts are switched in steps where another task has the CPU', () => {
  const controls = 'preempt_disable(); preempt_enable(); local_irq_disable(); local_irq_enable();';
  const together = sitesOf(graphOf(`int y; TASK(t, .cpu = 0) { ${controls} } TASK(u, .cpu = 0) { y = 1; }`));
  expect(together.map((site) => site.operation)).toEqual(Array(4).fill('cpu-control'));
  const apart = sitesOf(graphOf(`int y; TASK(t, .cpu = 0) { ${controls} } TASK(u, .cpu = 1) { y = 1; }`));
  expect(apart).toEqual([]);
});

test('a lock switches preemption within its own step where the CPU is shared', () => {
  const graph = graphOf(
    'spinlock_t l; TASK(t, .cpu = 0) { spin_lock_irq(&l); spin_unlock_irq(&l); } INTERRUPT(i, .cpu = 0) { spin_lock(&l); spin_unlock(&l); }',
  );
  expect(printRoutine(graph.tasks[0]!)).toMatchInlineSnapshot(`
    "0:
      -> 1
    1: step t+0 lock spin_lock_irq(&l)
      r0 = load [0x1000] lock
      guard (r0 == 0)
      store [0x1000] = 1 lock
      irq-disable
      preempt-disable
      -> 2
    2: step t+0.2 unlock spin_unlock_irq(&l)
      store [0x1000] = 0 unlock
      irq-enable
      preempt-enable
      end"
  `);
});

/** What a memory model is told of each access of a step. */
function accesses(statements: string): readonly string[] {
  const blocks = graphOf(labDoing(statements)).tasks[0]?.blocks ?? [];
  return blocks.flatMap(({ code }) =>
    code.flatMap((instruction) => {
      if (instruction.kind === 'rmw') return [`${instruction.op} ${instruction.access}`];
      return 'access' in instruction ? [`${instruction.kind} ${instruction.access}`] : [];
    }),
  );
}

test.each([
  ['x = y;', ['load plain', 'store plain']],
  ['WRITE_ONCE(x, READ_ONCE(y));', ['load once', 'store once']],
  ['smp_store_release(&x, smp_load_acquire(&y));', ['load acquire', 'store release']],
  ['atomic_set_release(&v, 1); int a = atomic_read_acquire(&v);', ['store release', 'load acquire']],
  ['atomic_inc(&v); atomic_sub(3, &v);', ['add rmw', 'add rmw']],
  ['atomic_or(1, &v); atomic_andnot(1, &v); atomic_xor(1, &v);', ['or rmw', 'and rmw', 'xor rmw']],
  [
    'set_bit(3, &bits); clear_bit(3, &bits); clear_bit_unlock(3, &bits);',
    ['or rmw', 'and rmw', 'and unlock'],
  ],
  ['bool a = atomic_dec_and_test(&v);', ['load rmw-ordered', 'store rmw-ordered']],
  ['spin_lock(&l); spin_unlock(&l);', ['load lock', 'store lock', 'store unlock']],
  ['/* one instruction */\natomic { atomic_inc(&v); }', ['load atomic', 'store atomic']],
])('accesses of %s', (statements, expected) => expect(accesses(statements)).toEqual(expected));
