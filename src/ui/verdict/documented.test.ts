import { describe, expect, it } from 'vitest';
import { cannedLibrary, cannedVerdict } from '../app/fake-client.fixture.ts';
import { sampleRun } from '../timeline/sample-run.fixture.ts';
import { agrees, documentedFor, documentedSymbol, documentedWord } from './documented.ts';

const violated = cannedVerdict('s01', 'lru-overlay-2018-07', sampleRun());
const holds = cannedVerdict('s01', 'get-only', sampleRun());

describe('documented outcomes', () => {
  it('agree with the verdict of the same kind', () => {
    expect([agrees('X', violated), agrees('.', holds), agrees('~', holds)]).toEqual([true, true, true]);
    expect([agrees('X', holds), agrees('.', violated), agrees('-', holds)]).toEqual([false, false, false]);
  });

  it('are found for a built-in lab under a built-in strategy, and only for these', () => {
    const at = (path: string) => ({
      path,
      text: cannedLibrary.texts.find((text) => text.path === path)?.text ?? '',
    });
    const lab = at('labs/s01-get-pin-put-early-unpin.lab.c');
    const strategy = at('strategies/lru-overlay-2018-07.strategy.c');
    expect(documentedFor(cannedLibrary, { lab, strategy, kernel: [] })).toMatchObject({
      outcome: 'X',
      grade: 'A',
    });
    expect(
      documentedFor(cannedLibrary, { lab: { ...lab, text: 'x' }, strategy, kernel: [] }),
    ).toBeUndefined();
    expect(documentedFor(cannedLibrary, { lab, strategy, kernel: [lab] })).toBeUndefined();
  });

  it('are not contradicted by a search that did not finish', () => {
    expect(agrees('X', { ...holds, verdict: 'incomplete' })).toBe(true);
  });

  it('have words and symbols', () => {
    expect(['X', '~', '-', 'odd'].map(documentedSymbol)).toEqual(['✗', '✓', '–', 'odd']);
    expect(['X', '.', '~', '-'].map(documentedWord)).toEqual([
      'violated',
      'holds',
      'holds at a cost',
      'does not apply',
    ]);
  });
});
