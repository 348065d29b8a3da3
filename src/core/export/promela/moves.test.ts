import { expect, test } from 'vitest';
import { assignAll, type Move } from './moves.ts';
import { atom, join, literal } from './phrase.ts';

/** Does the assignments one after another, and says what is where. */
function carriedOut(
  moves: readonly Move[],
  before: Readonly<Record<string, number>>,
): Record<string, number> {
  const values: Record<string, number> = { ...before };
  for (const statement of assignAll(moves, () => 'spare')) {
    const [, target = '', source = ''] =
      /^(\w+) = (.*)$/.exec(statement.kind === 'do' ? statement.text : '') ?? [];
    values[target] = source.split(' + ').reduce((sum, name) => sum + (values[name] ?? Number(name)), 0);
  }
  return values;
}

test('what is where already does not move', () => {
  expect(assignAll([{ target: 'k1', value: atom('k1') }], () => 'spare')).toEqual([]);
});

test('a chain goes from its end', () => {
  const moves = [
    { target: 'k1', value: atom('k2') },
    { target: 'k0', value: atom('k1') },
    { target: 'k2', value: literal(0) },
  ];
  expect(carriedOut(moves, { k0: 1, k1: 2, k2: 3 })).toEqual({ k0: 2, k1: 3, k2: 0 });
});

test('a circle takes a spare variable', () => {
  const moves = [
    { target: 'k0', value: atom('k1') },
    { target: 'k1', value: join(atom('k0'), '+', literal(5)) },
  ];
  expect(carriedOut(moves, { k0: 1, k1: 2 })).toMatchObject({ k0: 2, k1: 6 });
});

test('k1 is not k10', () => {
  const moves = [
    { target: 'k1', value: atom('k2') },
    { target: 'k0', value: atom('k10') },
  ];
  expect(assignAll(moves, () => 'spare')).toHaveLength(2);
});
