import { describe, expect, it } from 'vitest';
import type { ExploreResult } from '../../../contract/table.ts';
import type { RacingPair } from '../../../core/check/verdict.ts';
import { sampleRun } from '../../timeline/sample-run.fixture.ts';
import { cannedVerdict } from '../fake-client.fixture.ts';
import { shownRuns } from './shown-runs.ts';

const run = sampleRun();
const plain = cannedVerdict('labs/s01.lab.c', 'lru-overlay-2018-07', run);
const at = (step: number) => ({ task: 'a', step, text: 'x', function: 'f', lineInFunction: 1 });
const race: RacingPair = { before: at(3), after: at(5) };

const result: ExploreResult = {
  verdict: {
    ...plain,
    ...(plain.shortest && {
      otherKinds: [{ counterexample: plain.shortest, why: 'It does not need the race.', race }],
    }),
    nearestPassing: { steps: 9, switches: 1, schedule: 'a', differsAt: 3, race, sentence: 'Had b …' },
    noReturn: {
      step: 7,
      sentence: 'Too late after step 8.',
      continuation: { steps: 9, switches: 0, schedule: 'a', repeatsFrom: 5 },
    },
  },
  shortest: run,
  fewest: run,
  otherKinds: [{ ...run }],
  nearestPassing: { ...run },
  continuation: { ...run },
};

describe('the runs that a search gave', () => {
  it('are in the order in which a person wants them', () => {
    expect(shownRuns(result).map(({ id }) => id)).toEqual([
      'shortest',
      'fewest',
      'other-1',
      'passing',
      'continuation',
    ]);
  });

  it('call no run the one with the fewest switches where that is not known', () => {
    const { fewest: _, ...rest } = result;
    expect(shownRuns(rest).map(({ id }) => id)).toEqual(['shortest', 'other-1', 'passing', 'continuation']);
  });

  it('carry what is to be said of their steps', () => {
    const [shortest, , other, passing] = shownRuns(result);
    expect(shortest?.marks.map(({ step }) => step)).toEqual([3, 7]);
    expect(other?.marks).toEqual([{ step: 3, text: 'It does not need the race.' }]);
    expect(passing?.marks[0]?.step).toBe(3);
    expect(passing?.cursor).toBe(4);
    expect(shownRuns(result).at(-1)?.marks[0]?.step).toBe(5);
  });

  it('are none where nothing is violated', () => {
    expect(shownRuns({ verdict: { ...plain, verdict: 'holds' } })).toEqual([]);
  });
});
