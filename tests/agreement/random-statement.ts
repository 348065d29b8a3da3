// Random statements: assignments, locks, jumps, bounded loops, atomic blocks, ghosts, waits.

import fc from 'fast-check';
import type { Piece, Pieces, Writer } from './piece.ts';
import { oneOf } from './piece.ts';
import { expression, operand, pure } from './random-expression.ts';

const places = [
  'x',
  'y',
  'u',
  'c',
  's',
  'flag',
  'g.first',
  'g.second',
  'g.lo',
  'g.hi',
  'arr[1]',
  'p->v',
  'q->v',
  'ptr->v',
  'n0',
  'n1',
  'k',
  '*kp',
  'p->pin_flags',
  '*per_cpu_ptr(&per, 0)',
] as const;

const assignment = fc
  .tuple(
    fc.constantFrom(...places),
    fc.constantFrom('=', '=', '=', '+=', '-=', '|=', '&=', '^=', '<<=', '>>=', '*='),
    expression,
  )
  .map(
    ([place, op, value]): Piece =>
      (w) =>
        `${place} ${op} ${operand(op, value(w))};`,
  );

const fixed = oneOf(
  'atomic_inc(&a);',
  'atomic_sub(3, &a);',
  'atomic_set(&p->pin_count, 0x200);',
  'atomic_or(6, &a);',
  'set_bit(1, &p->flags);',
  'clear_bit(1, &p->flags);',
  '__set_bit(0, &q->flags);',
  'WRITE_ONCE(x, 1);',
  'xchg(&y, 9);',
  'smp_mb();',
  'smp_wmb();',
  'ptr = q;',
  'ptr = p;',
  'ptr = ptr == p ? q : p;',
  'p->lru.next = &q->lru;',
  'q->lru.prev = p->lru.next;',
  'spin_lock(&l1);',
  'spin_unlock(&l1);',
  'spin_lock(&l2);',
  'spin_unlock(&l2);',
  'spin_lock_irq(&l2);',
  'spin_unlock_irq(&l2);',
  'preempt_disable();',
  'preempt_enable();',
  'local_irq_disable();',
  'local_irq_enable();',
  'n0 = n_array[1] + n_array[0];',
  'n_array[x & 1] = y;',
  'smp_store_release(&x, 4);',
  'n1 = smp_load_acquire(&x);',
);

const callOfH = fc.constantFrom('&x', '&g.first', 'kp', '&n_array[1]', '&p->v').map(
  (at): Piece =>
    (w) =>
      w.level === 'task' || w.level === 'f' ? `h(${at});` : 'y--;',
);

export const simple: Pieces = fc.oneof(
  callOfH,
  { weight: 5, arbitrary: assignment },
  { weight: 4, arbitrary: fixed },
  expression.map(
    (value): Piece =>
      (w) =>
        `${value(w)};`,
  ),
  pure.map(
    (value): Piece =>
      (w) =>
        `ghost gh = gh * 3 + ${value(w)};`,
  ),
  pure.map(
    (value): Piece =>
      (w) =>
        `ghost { if (${value(w)}) gh_page[page_to_pfn(ptr) & 1] += 1; }`,
  ),
  expression.map(
    (value): Piece =>
      (w) =>
        `BUG_ON((${value(w)}) == 77);`,
  ),
  expression.map(
    (value): Piece =>
      (w) =>
        `WARN_ON(${value(w)});`,
  ),
);

export const rare: Pieces = fc.oneof(
  oneOf('ptr = NULL;', 'ghost raise happened(x);', 'ghost raise happened(n0 & 7);'),
  fc.constant((w: Writer) => (w.loops > 0 ? 'if (y & 1) break; else continue;' : 'y = 0;')),
  fc.constant((w: Writer) => (w.level === 'f' ? 'if (x == 1) return n0;' : 'if (x == 1) return;')),
  expression.map(
    (value): Piece =>
      (w) =>
        `assume(${value(w)});`,
  ),
  pure.map(
    (value): Piece =>
      (w) =>
        `wait_event(${value(w)});`,
  ),
);

function nested(list: fc.Arbitrary<readonly Piece[]>): Pieces {
  const body = list.map(
    (pieces): Piece =>
      (w) =>
        pieces.map((piece) => piece(w)).join(' '),
  );
  const loop: Pieces = fc
    .tuple(fc.constantFrom('for', 'while', 'do'), fc.integer({ min: 1, max: 2 }), body)
    .map(
      ([kind, rounds, inside]): Piece =>
        (w) => {
          const i = `i${w.fresh()}`;
          const text = inside({ ...w, loops: w.loops + 1 });
          if (kind === 'for') return `for (int ${i} = 0; ${i} < ${rounds}; ${i}++) { ${text} }`;
          if (kind === 'while') return `{ int ${i} = 0; while (${i}++ < ${rounds}) { ${text} } }`;
          return `{ int ${i} = 0; do { ${text} } while (${i}++ < ${rounds}); }`;
        },
    );
  return fc.oneof(
    list.map(
      (pieces): Piece =>
        (w) =>
          w.level === 'pure' || w.level === 'h'
            ? 'y++;'
            : `list_for_each(pos, &q->lru) { ${pieces.map((piece) => piece({ ...w, loops: w.loops + 1 })).join(' ')} }`,
    ),
    {
      weight: 3,
      arbitrary: fc.tuple(expression, body, body).map(
        ([test, yes, no]): Piece =>
          (w) =>
            `if (${test(w)}) { ${yes(w)} } else { ${no(w)} }`,
      ),
    },
    { weight: 3, arbitrary: loop },
    fc.tuple(expression, body, body, body, fc.boolean()).map(
      ([value, one, two, other, falls]): Piece =>
        (w) =>
          `switch ((${value(w)}) & 3) { case 0: ${one(w)} ${falls ? '' : 'break;'} case 1: case 2: ${two(w)} break; default: ${other(w)} }`,
    ),
    fc.tuple(expression, body, body).map(
      ([test, skipped, after]): Piece =>
        (w) => {
          const label = `out${w.fresh()}`;
          return `if (${test(w)}) goto ${label}; ${skipped(w)} ${label}: ; ${after(w)}`;
        },
    ),
    fc.tuple(body).map(
      ([inside]): Piece =>
        (w) => {
          const n = w.fresh();
          return `{ int w${n} = 0; again${n}: ; ${inside(w)} if (w${n}++ < 1) goto again${n}; }`;
        },
    ),
    fc
      .tuple(
        fc.option(pure),
        fc.array(
          fc.oneof(
            assignment,
            oneOf('atomic_inc(&a);', 'x++;', 'ptr = q;'),
            oneOf('bump(&x);', 'bump(&p->v);', 'bump(kp);'),
          ),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
      )
      .map(
        ([wait, inside]): Piece =>
          (w) =>
            `\n/* at once, for the test */\natomic { ${wait ? `wait_event(${wait(w)});` : ''} ${inside.map((piece) => piece({ ...w, level: w.level === 'task' ? 'f' : w.level })).join(' ')} }`,
      ),
  );
}

export const flat = fc.array(fc.oneof({ weight: 8, arbitrary: simple }, { weight: 1, arbitrary: rare }), {
  maxLength: 4,
});
const deep = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: rare },
    { weight: 2, arbitrary: nested(flat) },
  ),
  { maxLength: 4 },
);
export const statements = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: rare },
    { weight: 3, arbitrary: nested(deep) },
  ),
  { minLength: 1, maxLength: 6 },
);

export function write(pieces: readonly Piece[], writer: Writer): string {
  return pieces.map((piece) => piece(writer)).join('\n\t');
}
