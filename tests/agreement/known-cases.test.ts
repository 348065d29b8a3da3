// Programs with one point each, where the two readings could most easily differ; and proof that a difference shows.

import { expect, test } from 'vitest';
import { firstDifference } from './agree.ts';
import { reachedByInterpreter, reachedByMachine } from './every-schedule.ts';
import { prepare } from './prepare.ts';

const cases: Record<string, string> = {
  'two locks in opposite order': `
    spinlock_t a, b;
    TASK(t) { spin_lock(&a); spin_lock(&b); spin_unlock(&b); spin_unlock(&a); }
    TASK(u) { spin_lock(&b); spin_lock(&a); spin_unlock(&a); spin_unlock(&b); }
    NEVER(both, a.slock == 1 && b.slock == 2);`,
  'an increment is two steps': `
    int x;
    TASK(t) { x++; } TASK(u) { x += 2; }
    FINALLY(sum, x == 3);`,
  'the operands of && and ?: are read only where C reads them': `
    int x, y, *at;
    TASK(t) { x = y && *at; y = x ? *at : 2; } TASK(u) { at = &x; y = 1; }
    NEVER(three, y == 3);`,
  'an atomic block that waits first': `
    int x, y;
    TASK(t) {
      /* both at once */
      atomic { wait_event(x == 1); y = y + 1; x = 0; }
    }
    TASK(u) { x = 1; y++; }
    FINALLY(two, y == 2);`,
  'ghosts ride on the step before them': `
    int x; ghost int seen;
    TASK(t) { ghost seen = 5; x = 1; ghost seen = x; x = 2; ghost seen = seen + x; }
    ALWAYS(in_step, seen == 5 || seen == 1 || seen == 3);`,
  'a local whose address is taken is shared': `
    int *at;
    TASK(t) { int own = 1; at = &own; own = 2; at = NULL; }
    TASK(u) { wait_event(at); *at = 7; }
    NEVER(seven, at && *at == 7);`,
  'jumps into and out of a loop': `
    int x;
    TASK(t) { int i = 0; goto in; while (i < 2) { x += 1; in: i++; if (x == 2) goto out; } x = 10; out: x += 20; }
    TASK(u) { x = 2; }
    FINALLY(end, x != 30);`,
  'a switch falls through and defaults': `
    int x;
    TASK(t) { switch (choose(0, 1, 2, 3)) { case 0: x = 1; case 1: x += 2; break; default: x = 9; case 3: x -= 1; } }
    FINALLY(value, x == 3 || x == 2 || x == 8 || x == -1);`,
  'narrow fields share a word': `
    struct { unsigned char lo; signed char hi; short rest; } n;
    TASK(t) { n.lo = 300; n.hi = -1; } TASK(u) { n.rest = -2; n.lo--; }
    FINALLY(kept, n.rest == -2 && n.hi == -1);`,
  'an interrupt runs in the middle of its CPU, not while interrupts are off': `
    int x;
    TASK(t, .cpu = 0) { local_irq_disable(); x = 1; x = 2; local_irq_enable(); x = 3; }
    INTERRUPT(i, .cpu = 0) { x = x + 10; x = x + 10; }
    NEVER(torn, x == 11);`,
  'a daemon may wait for ever, and QUIESCE comes last': `
    int x;
    TASK(t) { x = 1; } DAEMON(d) { wait_event(x == 5); x = 6; } QUIESCE { x = choose(5, 7); }
    FINALLY(end, x == 6 || x == 7);`,
  'an event is judged where it is raised': `
    int x; EVENT(left, int value);
    TASK(t) { x = 1; ghost raise left(x); x = 2; } TASK(u) { x = 3; }
    AT(one, left(value), value == 1 && x == 1);`,
  'assume drops runs': `
    int x;
    TASK(t) { assume(x == 1); x = 4; } TASK(u) { x = 1; x = 2; }
    FINALLY(end, x == 4 || x == 2);`,
};

test.each(Object.entries(cases))('%s', (_, text) => {
  const both = prepare(`#include <lab.h>\n${text}\n`);
  for (let seed = 0; seed < 20; seed += 1) expect(firstDifference(both, seed, 200)).toBeUndefined();
  const reached = reachedByInterpreter(both, 20_000);
  expect(reached).toBeDefined();
  expect(reachedByMachine(both)).toEqual(reached);
});

test('a wrong reading is noticed', () => {
  const right = prepare('#include <lab.h>\nint x;\nTASK(t) { x = 1; x += 2; }\nFINALLY(sum, x == 3);\n');
  const wrong = prepare('#include <lab.h>\nint x;\nTASK(t) { x = 1; x += 3; }\nFINALLY(sum, x == 3);\n');
  expect(firstDifference({ program: wrong.program, graph: right.graph }, 1, 100)).toMatch(/x\+0 after/);
  expect(firstDifference({ program: right.program, graph: right.graph }, 1, 100)).toBeUndefined();
});
