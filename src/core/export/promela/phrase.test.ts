import { expect, test } from 'vitest';
import type { Value } from '../../language/lower/graph.ts';
import { bin, num, reg } from '../../machine/graph.fixture.ts';
import {
  atom,
  both,
  choose,
  literal,
  negated,
  type Phrase,
  phraseOf,
  type Scope,
  truthOf,
} from './phrase.ts';

const named: Scope = { tongue: 'promela', register: (register) => atom(`r${register}`) };
const text = (value: Value) => phraseOf(named, value).text;

test('what is known is computed', () => {
  expect(text(bin('+', num(3), bin('*', num(4), num(5))))).toBe('23');
  expect(text(bin('/', num(1), num(0)))).toBe('0');
  expect(text(num(-0x80000000))).toBe('(-2147483647-1)');
});

test('parentheses where a reader wants them', () => {
  expect(text(bin('+', reg(1), num(1)))).toBe('r1 + 1');
  expect(text(bin('&', bin('+', reg(1), num(1)), num(3)))).toBe('(r1 + 1) & 3');
  expect(text(bin('+', reg(1), num(-1)))).toBe('r1 - 1');
});

test('truths are not asked twice whether they are true', () => {
  const less = phraseOf(named, bin('<', reg(1), num(2)));
  expect(truthOf(less)).toBe(less);
  expect(negated(less).text).toBe('!(r1 < 2)');
  expect(negated(atom('r1')).text).toBe('r1 == 0');
  expect(both(literal(1), less)).toBe(less);
  expect(both(less, literal(0)).known).toBe(0);
});

test('a bit of a word is a plain shift, a division of what may be negative is not plain', () => {
  expect(text(bin('&', bin('>>>', reg(1), num(5)), num(1)))).toBe('(r1 >> 5) & 1');
  expect(text(bin('>>>', reg(1), num(5)))).toBe('SHR(r1, 5)');
  expect(text(bin('/u', reg(1), num(64)))).toBe('UDIV(r1, 64)');
  const count: Scope = { tongue: 'promela', register: () => atom('count', { positive: true }) };
  expect(phraseOf(count, bin('/u', reg(1), num(64))).text).toBe('count / 64');
});

test('what a macro would write out several times is put aside first', () => {
  const aside: Phrase[] = [];
  const scope: Scope = {
    ...named,
    spill: (phrase) => {
      aside.push(phrase);
      return atom('t0');
    },
  };
  expect(phraseOf(scope, bin('/u', bin('-', reg(1), num(7)), num(3))).text).toBe('UDIV(t0, 3)');
  expect(aside.map((phrase) => phrase.text)).toEqual(['r1 - 7']);
});

test('Promela and C say a choice each in its own way', () => {
  expect(choose('promela', atom('a'), atom('b'), atom('c')).text).toBe('(a -> b : c)');
  expect(choose('c', atom('a'), atom('b'), atom('c')).text).toBe('(a ? b : c)');
  expect(choose('c', atom('a'), atom('b'), atom('b')).text).toBe('b');
});

test('a choice between truths is said with and, or and not', () => {
  const [a, b] = [atom('a', { truth: true }), atom('b', { truth: true })];
  const said = (yes: Phrase, no: Phrase) => choose('promela', a, yes, no).text;
  expect(said(literal(1), literal(0))).toBe('a');
  expect(said(literal(0), literal(1))).toBe('!a');
  expect(said(b, literal(0))).toBe('a && b');
  expect(said(b, literal(1))).toBe('!a || b');
  expect(said(literal(1), b)).toBe('a || b');
  expect(said(literal(0), b)).toBe('!a && b');
});
