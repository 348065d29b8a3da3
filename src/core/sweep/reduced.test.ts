// The real kernel under the real plans, against the plain search, on random small programs.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reductionNames } from '../check/search-method.ts';
import type { SearchResult } from '../check/search-result.ts';
import { defaultBounds } from '../check/verdict.ts';
import { explore } from '../explore/explore.ts';
import { silentHooks } from '../explore/request.ts';
import { compileMachine } from '../machine/compile.ts';
import { randomPages } from '../reduce/random-pages.fixture.ts';
import { randomProgram } from '../reduce/random-program.fixture.ts';
import { search } from './auto.ts';
import { noCrew } from './crew.ts';
import { asksStill } from './settled.ts';

const bounds = { ...defaultBounds, maxStates: 2000, maxMemory: 64 * 1024 ** 2 };
const runs = Number(process.env.AGREEMENT_RUNS ?? 60);

/** What no reduction may change. */
function verdict({ unasked, violated, shortest, violations, costs, others }: SearchResult) {
  const kinds = [...new Set(others.map(({ kind }) => kind))].sort();
  const properties = violations?.map(({ property }) => property);
  return { unasked, violated, shortest, properties, costs: costs.map(({ property }) => property), kinds };
}

it.each([...reductionNames.map((one) => [one]), reductionNames])(
  'finds what the plain search finds: %s %s %s %s',
  (...reductions) => {
    let fewer = 0;
    let found = 0;
    fc.assert(
      fc.property(fc.oneof(randomProgram, randomPages), (graph) => {
        fc.pre(!asksStill(graph));
        const plain = explore(graph, compileMachine(graph), { bounds }, silentHooks);
        fc.pre(plain.hit === undefined);
        const swept = search(
          {
            graph,
            machine: compileMachine(graph),
            request: { bounds },
            method: {
              kind: 'sweep',
              reductions: reductionNames.filter((one) => reductions.includes(one)),
              workers: 1,
            },
            crew: noCrew,
          },
          silentHooks,
        );
        if (!swept.ok) throw new Error(swept.error.why);
        expect(verdict(swept.value)).toEqual(verdict(plain));
        if (swept.value.states < plain.states) fewer += 1;
        if (plain.shortest) found += 1;
      }),
      { numRuns: runs },
    );
    expect(found).toBeGreaterThan(5);
    if (!reductions.includes('symmetry') || reductions.length > 1) expect(fewer).toBeGreaterThan(0);
  },
);
