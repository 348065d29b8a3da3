// Two thousand random programs, each reduction alone and all of them against plain search.

import { describe, expect, it, vi } from 'vitest';
import { reductionNames } from '../../src/core/check/search-method.ts';
import { randomGraph } from '../../src/core/machine/random-graph.fixture.ts';
import { compareRandom } from '../../src/core/reduce/random-comparison.fixture.ts';
import { randomPages } from '../../src/core/reduce/random-pages.fixture.ts';
import { randomProgram } from '../../src/core/reduce/random-program.fixture.ts';

vi.setConfig({ testTimeout: 600_000 });

const runs = Number(process.env.REDUCTION_RUNS ?? 700);

describe('every reduction', () => {
  it('finds what plain search finds in random programs, and leaves states out', () => {
    const { spared } = compareRandom(randomProgram, runs);
    for (const name of [...reductionNames, 'all']) expect(spared.get(name), name).toBeGreaterThan(5);
  });

  it('finds what plain search finds in random graphs', () => {
    expect(compareRandom(randomGraph, 2 * runs).spared.get('all')).toBeGreaterThan(100);
  });

  it('finds what plain search finds in random programs about pages that look exchangeable', () => {
    expect(compareRandom(randomPages, runs).spared.get('symmetry')).toBeGreaterThan(100);
  });
});
