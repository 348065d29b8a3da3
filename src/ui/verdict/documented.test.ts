import { describe, expect, it } from 'vitest';
import { cannedLibrary, cannedVerdict } from '../app/fake-client.fixture.ts';
import { sampleRun } from '../timeline/sample-run.fixture.ts';
import { documentedFor, documentedMark, documentedWord, mismatchOf } from './documented.ts';

const violated = cannedVerdict('s01', 'lru-overlay-2018-07', sampleRun());
const holds = cannedVerdict('s01', 'get-only', sampleRun());

describe('documented outcomes', () => {
  it('blame our model for what is stated or said, and ask for an argument where it is derived', () => {
    const of = (outcome: string, grade: string, verdict = holds) =>
      mismatchOf({ strategy: 'get-only', outcome, grade, source: '' }, verdict);
    expect(['A', 'B', 'C'].map((grade) => of('X', grade))).toEqual(['defect', 'defect', 'argued']);
    expect([of('X', 'A', violated), of('.', 'A')]).toEqual([undefined, undefined]);
    expect(of('~', 'A')).toBe('defect');
  });

  it('are found for a built-in lab under a built-in strategy, and only for these', () => {
    const at = (path: string) => ({
      path,
      text: cannedLibrary.texts.find((text) => text.path === path)?.text ?? '',
    });
    const lab = at('labs/s01-get-pin-put-early-unpin.lab.c');
    const strategy = at('strategies/lru-overlay-2018-07.strategy.c');
    const input = { lab, strategy, policies: [], kernel: [], memory: 'SC' } as const;
    const design = 'lru-overlay-2018-07';
    expect(documentedFor(cannedLibrary, input, design)).toMatchObject({ outcome: 'X', grade: 'A' });
    expect(documentedFor(cannedLibrary, input, `${design}@relaxed`)).toBeUndefined();
    expect(documentedFor(cannedLibrary, { ...input, lab: { ...lab, text: 'x' } }, design)).toBeUndefined();
    expect(documentedFor(cannedLibrary, { ...input, kernel: [lab] }, design)).toBeUndefined();
  });

  it('are not contradicted by a search that did not finish', () => {
    const documented = { strategy: 'get-only', outcome: 'X', grade: 'A', source: '' };
    expect(mismatchOf(documented, { ...holds, verdict: 'incomplete' })).toBeUndefined();
  });

  it('have words and symbols', () => {
    expect(['X', '.', '~', '-', 'odd'].map(documentedMark)).toEqual(['✗', '✓', '~', '–', 'odd']);
    expect(['X', '.', '~', '-'].map(documentedWord)).toEqual([
      'violated',
      'holds',
      'holds at a cost',
      'does not apply',
    ]);
  });
});
