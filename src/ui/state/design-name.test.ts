import { describe, expect, it } from 'vitest';
import { testBench } from '../app/bench.fixture.ts';
import { choosePreset, chooseStrategy, togglePolicy } from '../app/flows/design.ts';
import { builtInChoice, forkName, originOf, renamedFork } from '../app/flows/origin.ts';
import { forkText, revertText } from '../app/flows/texts.ts';
import { choiceOfId, designId, designLabel } from './design-name.ts';

function presetBench() {
  const bench = testBench();
  const [preset] = bench.library.presets;
  if (!preset) throw new Error('the canned library has a preset');
  choosePreset(bench, preset);
  const names = () => [
    designLabel(bench.library, bench.document.get()),
    designId(bench.library, bench.document.get()),
  ];
  return { bench, names };
}

describe('the name of a design', () => {
  it('is the preset’s as long as nothing of it was changed', () => {
    const { bench, names } = presetBench();
    expect(names()).toEqual(['v5.10', 'v5.10']);
    togglePolicy(bench, 'policies/wb-bounce.policy.c');
    expect(names()).toEqual(['v5.10, changed', 'refcount-bias']);
    togglePolicy(bench, 'policies/wb-bounce.policy.c');
    expect(names()).toEqual(['v5.10', 'v5.10']);
    bench.document.set({ memory: 'x86-TSO' });
    expect(names()).toEqual(['v5.10, changed', 'refcount-bias+wb-bounce@x86-TSO']);
  });

  it('names its parts without a preset', () => {
    const bench = testBench();
    togglePolicy(bench, 'policies/wb-bounce.policy.c');
    bench.document.set({ memory: 'relaxed' });
    expect(designLabel(bench.library, bench.document.get())).toBe(
      'lru-overlay-2018-07 + wb-bounce · relaxed',
    );
  });

  it('is no preset’s once a text is the person’s own, until that is reverted', () => {
    const { bench, names } = presetBench();
    forkText(bench, 'policies/wb-bounce.policy.c');
    expect(names()).toEqual(['v5.10, changed', 'refcount-bias+wb-bounce-fork']);
    expect(bench.document.get().own[0]?.text).toContain('POLICY("wb-bounce-fork"');
    revertText(bench, 'wb-bounce-fork.policy.c');
    expect(names()).toEqual(['v5.10', 'v5.10']);
    expect(bench.document.get().own).toEqual([]);
  });

  it('gives the texts behind it', () => {
    const { library } = testBench();
    expect(choiceOfId(library, 'refcount-bias+wb-bounce@relaxed')).toEqual({
      strategyPath: 'strategies/refcount-bias.strategy.c',
      policyPaths: ['policies/wb-bounce.policy.c'],
      memory: 'relaxed',
      preset: undefined,
    });
    expect(choiceOfId(library, 'v5.10')?.preset).toBe('v5.10');
    expect(choiceOfId(library, 'nothing')).toBeUndefined();
  });
});

describe('forks', () => {
  it('count on from the built-in name', () => {
    const taken = [{ path: 'a-fork.strategy.c', text: '' }];
    expect(forkName('strategies/a.strategy.c', [])).toBe('a-fork.strategy.c');
    expect(forkName('a-fork.strategy.c', taken)).toBe('a-fork-2.strategy.c');
    expect(renamedFork('STRATEGY("a-fork", .title = "x")', 'a-fork-2.strategy.c')).toContain('"a-fork-2"');
  });

  it('know what they come from', () => {
    const { library } = testBench();
    expect(originOf(library, 'get-only-fork-3.strategy.c')?.path).toBe('strategies/get-only.strategy.c');
    expect(originOf(library, 'kernel/mm/swap.c')?.path).toBe('kernel/mm/swap.c');
    expect(originOf(library, 'mine.strategy.c')).toBeUndefined();
  });

  it('stay behind when another document begins', () => {
    const { bench } = presetBench();
    forkText(bench, 'strategies/refcount-bias.strategy.c');
    chooseStrategy(bench, 'refcount-bias-fork.strategy.c');
    expect(builtInChoice(bench.library, bench.document.get())).toMatchObject({
      strategyPath: 'strategies/refcount-bias.strategy.c',
      policyPaths: ['policies/wb-bounce.policy.c'],
      preset: 'v5.10',
    });
  });
});
