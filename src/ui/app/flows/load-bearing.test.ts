import { describe, expect, it } from 'vitest';
import { testBench } from '../bench.fixture.ts';
import { askedText, askLoadBearing, openRed } from './load-bearing.ts';
import { forkText, openText } from './texts.ts';

describe('load-bearing lines', () => {
  it('are those of the text in the editor, else of the strategy in use', () => {
    const bench = testBench();
    expect(askedText(bench)?.path).toBe('strategies/lru-overlay-2018-07.strategy.c');
    openText(bench, 'policies/wb-bounce.policy.c');
    expect(askedText(bench)?.path).toBe('policies/wb-bounce.policy.c');
  });

  it('open a red as a fork without the line, explored', async () => {
    const bench = testBench();
    await askLoadBearing(bench);
    const [line] = bench.runs.get().loadBearing?.lines ?? [];
    expect(line?.reds).toHaveLength(1);
    if (line?.reds[0]) await openRed(bench, line, line.reds[0]);
    const { own, strategyPath } = bench.document.get();
    expect(strategyPath).toBe('lru-overlay-2018-07-fork.strategy.c');
    expect(own[0]?.text.startsWith('//')).toBe(true);
    expect(bench.runs.get().explored?.input.strategy.path).toBe(strategyPath);
  });

  it('are asked about in every cell that the text takes part in, also under presets', async () => {
    const bench = testBench();
    forkText(bench, 'strategies/refcount-bias.strategy.c');
    openText(bench, 'refcount-bias-fork.strategy.c');
    await askLoadBearing(bench);
    const designs = bench.runs.get().loadBearing?.designs ?? [];
    expect(designs.map((design) => [design.id, design.strategy.path])).toEqual([
      ['refcount-bias', 'refcount-bias-fork.strategy.c'],
      ['refcount-bias+wb-bounce', 'refcount-bias-fork.strategy.c'],
      ['v5.10', 'refcount-bias-fork.strategy.c'],
    ]);
  });
});
