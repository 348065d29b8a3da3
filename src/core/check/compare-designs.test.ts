import { expect, test } from 'vitest';
import type { CompareItem } from '../language/check/program.ts';
import { expandCompare } from './compare-designs.ts';

const library = {
  strategies: [{ id: 'get-only' }, { id: 'refcount-bias' }],
  policies: [
    { id: 'cow-refcount', axis: 'cow' },
    { id: 'wb-bounce', axis: 'writeback' },
    { id: 'wb-write-anyway', axis: 'writeback' },
  ],
  presets: [{ id: 'v4.4' }, { id: 'v6.1' }],
} as const;
const span = { file: 0, start: 0, end: 0 };
const design = (id: string): CompareItem => ({ kind: 'design', id, span });
const strategies: CompareItem = { kind: 'strategies', span };
const writeback: CompareItem = { kind: 'policies', axis: 'writeback', span };

test('lists become their members in the order of the library', () => {
  expect(expandCompare([strategies, { kind: 'presets', span }, writeback], library)).toEqual({
    designs: [
      'get-only',
      'refcount-bias',
      'v4.4',
      'v6.1',
      'refcount-bias+wb-bounce',
      'refcount-bias+wb-write-anyway',
    ],
  });
});

test('a design stands once, where it is named first', () => {
  const items = [design('refcount-bias'), design('refcount-bias@relaxed'), strategies, design('v6.1')];
  expect(expandCompare(items, library)).toEqual({
    designs: ['refcount-bias', 'refcount-bias@relaxed', 'get-only', 'v6.1'],
  });
});

test.each([
  ['refcount-bias+wb-bouncy', 'wb-bouncy: no such policy; did you mean wb-bounce?'],
  ['v6.2', 'v6.2: no such preset; did you mean v6.1?'],
  ['refcount', 'refcount: no such strategy'],
])('%s is left out and said', (id, problem) => {
  const { designs, problem: said } = expandCompare([design(id), design('get-only')], library);
  expect(designs).toEqual(['get-only']);
  expect(said).toContain(problem);
});
