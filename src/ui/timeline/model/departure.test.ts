import { describe, expect, it } from 'vitest';
import type { Run } from '../../../core/trace/run.ts';
import { sampleRun } from '../sample-run.fixture.ts';
import { departuresOf } from './departure.ts';
import { twinLines } from './twin.ts';

function withLanes(knows: readonly number[], truth: readonly number[]): Run {
  const run = sampleRun();
  const lane = (name: string, values: readonly number[]) => ({
    name,
    page: 0,
    display: 'number' as const,
    names: [],
    values: Int32Array.from(values),
  });
  return { ...run, lanes: [lane('knows', knows), lane('truth', truth)] };
}

describe('the departure from the truth', () => {
  it('is the first column of each kind', () => {
    const run = withLanes([0, 1, 1, 0, 0, 1], [0, 0, 1, 1, 1, 0]);
    expect(departuresOf(run)).toEqual([
      { page: 0, column: 1, kind: 'false-positive' },
      { page: 0, column: 3, kind: 'false-negative' },
    ]);
  });

  it('is nowhere where the two agree, or the strategy answers nothing', () => {
    expect(departuresOf(withLanes([0, 1, 0], [0, 2, 0]))).toEqual([]);
    expect(departuresOf({ ...sampleRun(), lanes: [] })).toEqual([]);
  });

  it('is in the text twin, at its step', () => {
    const run = sampleRun();
    const fatal = departuresOf(run).find((departure) => departure.kind === 'false-negative');
    const lines = twinLines(run, 0, 0, 100).filter((line) => line.text.includes('misses a pin (fatal)'));
    expect(lines.map((line) => line.cursor)).toEqual([fatal?.column]);
  });
});
