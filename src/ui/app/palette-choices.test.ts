import { describe, expect, it } from 'vitest';
import { testBench } from './bench.fixture.ts';
import { choicesFor, matchScore } from './palette-choices.ts';

describe('the palette', () => {
  it('finds letters in order and prefers whole starts of words', () => {
    expect(matchScore('Explore every order', 'eeo')).toBeGreaterThan(0);
    expect(matchScore('Explore every order', 'xq')).toBe(0);
    expect(matchScore('Step back', 'back')).toBeGreaterThan(matchScore('Setback', 'back'));
    expect(matchScore('anything', '')).toBe(1);
  });

  it('lists commands that are not possible, with the reason', () => {
    const back = choicesFor(testBench(), '>step back')[0];
    expect(back).toMatchObject({ id: 'run.stepBack', reason: 'no run yet' });
  });

  it('lists labs and strategies by name', () => {
    const bench = testBench();
    expect(choicesFor(bench, '2018-11')[0]).toMatchObject({ kind: 'strategy', title: 'lru-overlay-2018-11' });
    expect(choicesFor(bench, 'swap')[0]).toMatchObject({ kind: 'kernel library' });
    choicesFor(bench, '2018-11')[0]?.run();
    expect(bench.document.get().strategyPath).toBe('strategies/lru-overlay-2018-11.strategy.c');
  });
});
