import { describe, expect, it } from 'vitest';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import { compareRandom } from './random-comparison.fixture.ts';
import { randomProgram } from './random-program.fixture.ts';

const runs = Number(process.env.REDUCTION_RUNS ?? 60);

describe('a reduced search and a plain one', () => {
  it.each([
    ['programs with locks and counters', randomProgram],
    ['graphs of any shape', randomGraph],
  ] as const)('find the same in random %s', (_, graphs) => {
    const { findings, spared } = compareRandom(graphs, runs);
    expect(findings).toBeGreaterThan(10);
    expect(spared.get('all')).toBeGreaterThan(5);
  });
});
