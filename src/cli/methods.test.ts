import { describe, expect, test } from 'vitest';
import { reductionNames } from '../core/check/search-method.ts';
import { readArguments } from './arguments.ts';
import { boundFlags } from './bounds.ts';
import { methodFlags, methodOf } from './methods.ts';

function read(words: string) {
  const args = readArguments(words.split(' ').filter(Boolean), { ...boundFlags, ...methodFlags });
  if (!args.ok) throw new Error(args.error);
  return methodOf(args.value);
}

describe('the method of a search', () => {
  test.each([
    ['--plain', { kind: 'exact' }],
    ['--workers 2', { kind: 'auto', workers: 2 }],
    ['--reduce none --workers 1', { kind: 'sweep', reductions: [], workers: 1 }],
    ['--reduce all --workers 1', { kind: 'sweep', reductions: reductionNames, workers: 1 }],
    [
      '--reduce symmetry,partial-order --workers 3',
      { kind: 'sweep', reductions: ['partial-order', 'symmetry'], workers: 3 },
    ],
    ['--checkpoint a.ckpt --workers 1', { kind: 'sweep', reductions: reductionNames, workers: 1 }],
    ['--preemptions 2', { kind: 'preemption-bounded', preemptions: 2 }],
    ['--random 10k --seed 7', { kind: 'random', runs: 10_000, seed: 7 }],
    ['--pct 100', { kind: 'pct', runs: 100, seed: 1, depth: 3 }],
    ['--engine spin', { kind: 'spin' }],
    ['--engine pinlab --random 5', { kind: 'random', runs: 5, seed: 1 }],
  ])('%s', (words, method) => {
    expect(read(words)).toEqual({ ok: true, value: method });
  });

  test('is automatic where nothing is said', () => {
    expect(read('')).toMatchObject({ ok: true, value: { kind: 'auto' } });
  });

  test.each([
    ['--plain --random 5', /--plain and --random exclude/],
    ['--plain --workers 2', /--workers has no meaning with --plain/],
    ['--engine spin --checkpoint x', /--checkpoint has no meaning with --engine/],
    ['--engine tla', /pinlab and spin/],
    ['--reduce symetry', /symetry is not a reduction. Did you mean symmetry\?/],
    ['--reduce symmetry,', /a name is not a reduction/],
    ['--seed 3', /--seed belongs to --random/],
    ['--random 5 --depth 2', /--depth belongs to --pct/],
    ['--random 0', /at least one run/],
    ['--pct 5 --depth 0', /at least depth 1/],
    ['--workers 0', /at least one is needed/],
  ])('%s is refused in words', (words, problem) => {
    expect(read(words)).toMatchObject({ ok: false, error: expect.stringMatching(problem) });
  });
});
