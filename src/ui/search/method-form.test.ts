import { describe, expect, it } from 'vitest';
import { reductionNames, type SearchMethod } from '../../core/check/search-method.ts';
import { formOf, isAutomatic, methodOf, rowsOf, wrongRows } from './method-form.ts';

const methods: readonly SearchMethod[] = [
  { kind: 'auto' },
  { kind: 'exact' },
  { kind: 'sweep', reductions: ['symmetry', 'dead-words'], workers: 3 },
  { kind: 'preemption-bounded', preemptions: 0 },
  { kind: 'random', runs: 5, seed: 9 },
  { kind: 'pct', runs: 5, seed: 9, depth: 4 },
  { kind: 'spin' },
];

describe('the form of a method', () => {
  it.each(methods)('gives $kind back', (method) => {
    expect(methodOf(formOf(method, 4))).toEqual(method);
  });

  it('offers every reduction and every processor to who chooses the sweep', () => {
    const form = { ...formOf({ kind: 'auto' }, 4), kind: 'sweep' as const };
    expect(methodOf(form)).toEqual({ kind: 'sweep', reductions: reductionNames, workers: 4 });
  });

  it('is wrong only in the fields of the method that is chosen', () => {
    const form = formOf({ kind: 'pct', runs: 5, seed: 9, depth: 4 }, 4);
    const typed = { ...form, numbers: { ...form.numbers, depth: '0', seed: '1.5', workers: '' } };
    expect(wrongRows(typed).map(({ field }) => field)).toEqual(['seed', 'depth']);
    expect(methodOf(typed)).toBeUndefined();
    expect(methodOf({ ...typed, kind: 'exact' })).toEqual({ kind: 'exact' });
    expect(rowsOf('exact')).toEqual([]);
  });

  it('tells what Explore does by itself from all else', () => {
    expect(methods.map(isAutomatic)).toEqual([true, false, false, false, false, false, false]);
    expect(isAutomatic({ kind: 'auto', workers: 2 })).toBe(false);
  });
});
