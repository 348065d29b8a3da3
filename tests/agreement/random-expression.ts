// Random expressions: reads of everything that is shared, thin and wide, every operator, calls, atomics, choices.

import fc from 'fast-check';
import type { Piece, Pieces } from './piece.ts';
import { just, oneOf } from './piece.ts';

const readable = [
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
  'arr[0]',
  'arr[2]',
  'p->v',
  'q->v',
  'ptr->v',
  'n0',
  'n1',
  'k',
  '*kp',
  '*this_cpu_ptr(&per)',
  'p->pin_flags',
  'READ_ONCE(x)',
  'atomic_read(&a)',
  'atomic_read(&p->_refcount)',
  'smp_processor_id()',
  'current_task()',
] as const;

const literal = fc.constantFrom('0', '1', '2', '-1', '3', '7', '255', '65535', '-2147483647', '4u').map(just);
const leaf: Pieces = fc.oneof(
  { weight: 3, arbitrary: oneOf(...readable) },
  { weight: 2, arbitrary: literal },
);

const binaryOperators = [
  '+',
  '-',
  '*',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&&',
  '||',
  '/',
  '%',
] as const;

/** Constant shifts out of range and constant zero divisors are refused; here neither is a constant. */
export function operand(op: string, text: string): string {
  if (op.startsWith('<<') || op.startsWith('>>')) return `(${text} & 15)`;
  return op === '/' || op === '%' ? `(${text} & u)` : text;
}

function operation(inner: Pieces): Pieces {
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(inner, fc.constantFrom(...binaryOperators), inner).map(
        ([left, op, right]): Piece =>
          (w) =>
            `(${left(w)} ${op} ${operand(op, right(w))})`,
      ),
    },
    fc
      .tuple(fc.constantFrom('-', '~', '!', '(unsigned char)', '(short)', '(unsigned int)', '(bool)'), inner)
      .map(
        ([op, operand]): Piece =>
          (w) =>
            `(${op}(${operand(w)}))`,
      ),
    fc.tuple(inner, inner, inner).map(
      ([test, yes, no]): Piece =>
        (w) =>
          `(${test(w)} ? ${yes(w)} : ${no(w)})`,
    ),
    fc.tuple(inner, inner).map(
      ([left, right]): Piece =>
        (w) =>
          `(${left(w)}, ${right(w)})`,
    ),
    fc.tuple(fc.constantFrom('x', 'n0', 'g.lo', 'c', 'p->v'), inner).map(
      ([place, value]): Piece =>
        (w) =>
          `(${place} = ${value(w)})`,
    ),
    fc
      .tuple(fc.constantFrom('x', 'n0', 's', 'c', 'n1', 'arr[1]'), fc.constantFrom('++', '--'), fc.boolean())
      .map(
        ([place, op, before]): Piece =>
          () =>
            before ? `${op}${place}` : `${place}${op}`,
      ),
    inner.map(
      (index): Piece =>
        (w) =>
          `arr[(${index(w)}) & 1]`,
    ),
    fc.tuple(fc.constantFrom('f', 'look', 'twice'), inner).map(
      ([name, arg]): Piece =>
        (w) =>
          name !== 'f' || w.level === 'task' ? `${name}(${arg(w)})` : arg(w),
    ),
    oneOf(
      'atomic_inc_return(&a)',
      'atomic_dec_and_test(&a)',
      'atomic_fetch_add(2, &a)',
      'atomic_add_unless(&a, 1, 2)',
      'atomic_xchg(&a, 5)',
      'atomic_inc_not_zero(&p->_refcount)',
      'test_bit(1, &p->flags)',
      'test_and_set_bit(1, &p->flags)',
      'test_and_clear_bit(0, &q->flags)',
      'spin_trylock(&l1)',
      'page_to_pfn(ptr)',
      'valid_address(ptr)',
      'WARN_ON(x == 3)',
    ),
    fc.tuple(inner, inner).map(
      ([old, next]): Piece =>
        (w) =>
          `cmpxchg(&y, ${old(w)}, ${next(w)})`,
    ),
    fc.tuple(inner, inner).map(
      ([one, other]): Piece =>
        (w) =>
          w.level === 'task' ? `choose(${one(w)}, ${other(w)})` : one(w),
    ),
  );
}

const shallow = fc.oneof({ weight: 2, arbitrary: leaf }, operation(leaf));
export const expression = fc.oneof({ weight: 3, arbitrary: shallow }, operation(shallow));

/** Without effects and without steps of its own: for properties, waits and ghost code. */
const pureLeaf: Pieces = fc.oneof(
  oneOf(
    'x',
    'y',
    'c',
    's',
    'g.hi',
    'g.second',
    'p->v',
    'ptr->v',
    'atomic_read(&a)',
    'flag',
    '(l1.slock != 0)',
    'look(1)',
  ),
  literal,
);
const pureOperation = (inner: Pieces): Pieces =>
  fc.tuple(inner, fc.constantFrom('+', '-', '*', '&', '==', '!=', '<', '>', '&&', '||'), inner).map(
    ([left, op, right]): Piece =>
      (w) =>
        `(${left(w)} ${op} ${right(w)})`,
  );
export const pure = fc.oneof(pureLeaf, pureOperation(pureLeaf), pureOperation(pureOperation(pureLeaf)));
