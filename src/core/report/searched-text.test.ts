import { describe, expect, it } from 'vitest';
import type { Searched } from '../check/search-method.ts';
import { searchedText } from './searched-text.ts';

const exact: Searched = { kind: 'exact', reductions: [], workers: 1, collisionRisk: 0 };

describe('how a verdict was come by', () => {
  it.each<[Partial<Searched>, string | undefined]>([
    [{}, undefined],
    [
      { kind: 'sweep', reductions: ['partial-order', 'private-steps'], workers: 4, collisionRisk: 3.9e-8 },
      'Reduced search: partial order, private steps; 4 workers; collision risk below 1e-7.',
    ],
    [{ kind: 'sweep', collisionRisk: 1e-9 }, 'Unreduced search; 1 worker; collision risk below 1e-8.'],
    [{ kind: 'preemption-bounded', preemptions: 2 }, 'Search with at most 2 preemptions.'],
    [{ kind: 'random', runs: 100, seed: 7 }, 'Random search: 100 runs, seed 7.'],
    [{ kind: 'pct', runs: 1, seed: 7, depth: 3 }, 'PCT search for bugs of depth 3: 1 run, seed 7.'],
    [{ kind: 'spin' }, 'Searched by Spin, on the exported model.'],
  ])('%j', (part, text) => {
    expect(searchedText({ ...exact, ...part })).toBe(text);
  });
});
