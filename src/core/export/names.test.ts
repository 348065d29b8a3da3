import { expect, test } from 'vitest';
import { identifier, nameGiver, spelled } from './names.ts';

test('identifiers keep what can be kept', () => {
  expect(identifier('p->_refcount')).toBe('p__refcount');
  expect(identifier('lru_add_pvec (cpu 1).pages[0]')).toBe('lru_add_pvec_cpu_1_pages_0');
  expect(identifier('0x1000')).toBe('_0x1000');
  expect(identifier('')).toBe('_');
});

test('no name is given twice, and none that is taken', () => {
  const give = nameGiver(new Set(['len']));
  expect(['len', 'x', 'x', 'x->y', 'x.y'].map(give)).toEqual(['len_', 'x', 'x_2', 'x_y', 'x_y_2']);
});

test('a word is called what a person writes', () => {
  const field = {
    size: 4 as const,
    signed: true,
    type: 'int',
    display: 'number' as const,
    names: [],
    arms: [],
  };
  const memory = {
    words: [],
    init: [],
    objects: [
      {
        name: 'p',
        kind: 'page' as const,
        address: 0x1000,
        size: 16,
        fields: [
          { ...field, path: 'mark', address: 0x1004, extension: true },
          { ...field, path: '_refcount', address: 0x1004, extension: false },
        ],
      },
      { name: 'lock', kind: 'global' as const, address: 0x2000, size: 4, fields: [] },
    ],
  };
  expect(spelled(memory, 0x1004)).toBe('p->_refcount');
  expect(spelled(memory, 0x2000)).toBe('lock + 0');
  expect(spelled(memory, 0x3000)).toBe('word at 0x3000');
});
