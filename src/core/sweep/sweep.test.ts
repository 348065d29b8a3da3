// The conductor over the kernel in JavaScript, against the plain search.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchResult } from '../check/search-result.ts';
import { defaultBounds } from '../check/verdict.ts';
import { explore } from '../explore/explore.ts';
import { type SearchRequest, silentHooks } from '../explore/request.ts';
import type { Graph } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import { bin, graphOf, increment, num, over, property, reg, task } from '../machine/graph.fixture.ts';
import { layOut } from '../machine/layout.ts';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import { noCrew } from './crew.ts';
import { learn, noPlaces } from './learn.ts';
import { referenceKernels } from './reference-kernel.fixture.ts';
import { sweep } from './sweep.ts';

/** What both searches must agree on. */
function told(result: SearchResult) {
  const { states, transitions, depth, hit, unasked, violated, shortest, violations, costs, others } = result;
  return { states, transitions, depth, hit, unasked, violated, shortest, violations, costs, others };
}

function sweepByReference(graph: Graph, request: SearchRequest, narrow: boolean): SearchResult {
  const machine = compileMachine(graph);
  const initial = machine.start().state;
  const places = noPlaces(layOut(graph, false, 'SC'));
  const packing = narrow ? { fields: [], recordBytes: 12 } : learn(machine, initial, places, () => false);
  const result = sweep(
    {
      graph,
      machine,
      request,
      method: { kind: 'sweep', reductions: [], workers: 1 },
      parts: { plan: undefined, packing, places, kernels: () => referenceKernels(machine) },
      crew: noCrew,
      crewFrom: Number.POSITIVE_INFINITY,
    },
    silentHooks,
  );
  if (!result.ok) throw new Error(result.error.why);
  return result.value;
}

/** Twelve steps on a word that nobody else touches. */
const increments = (index: number) => Array.from({ length: 6 }, () => increment(index)).flat();

/** Always the same few, since of few chance may make nearly all harmless; others where more are asked for. */
function many(few: number) {
  const asked = process.env.AGREEMENT_RUNS;
  return asked === undefined ? { numRuns: few, seed: 3 } : { numRuns: Number(asked) };
}

const kinds = ['always', 'finally', 'cost'] as const;
const bounds = { ...defaultBounds, maxStates: 3000, maxMemory: 64 * 1024 ** 2 };

describe('a sweep on one thread without reductions', () => {
  it.each(kinds)('meets what the plain search meets, in its order: %s', (kind) => {
    const test = kind === 'finally' ? bin('!=', reg(1), num(0)) : bin('<=', reg(1), num(0));
    let violations = 0;
    fc.assert(
      fc.property(randomGraph, fc.boolean(), (random, narrow) => {
        const graph = { ...random, properties: [property('bound', kind, over(2, test))] };
        const plain = explore(graph, compileMachine(graph), { bounds }, silentHooks);
        fc.pre(plain.hit === undefined);
        expect(told(sweepByReference(graph, { bounds }, narrow))).toEqual(told(plain));
        if (plain.shortest || plain.costs.length > 0 || plain.others.length > 0) violations += 1;
      }),
      many(60),
    );
    expect(violations).toBeGreaterThan(5);
  });

  it.each([
    ['the bound of steps', { bounds: { ...bounds, maxDepth: 4 } }],
    ['the first violation', { bounds, stopAtFirst: true }],
  ])('ends where the plain search ends: at %s', (_, request: SearchRequest) => {
    let early = 0;
    fc.assert(
      fc.property(randomGraph, (random) => {
        const properties = [property('bound', 'always', over(2, bin('<=', reg(1), num(0))))];
        const graph = { ...random, properties };
        const plain = explore(graph, compileMachine(graph), request, silentHooks);
        fc.pre(plain.hit !== 'states');
        expect(told(sweepByReference(graph, request, false))).toEqual(told(plain));
        if (plain.hit === 'depth' || plain.violated !== undefined) early += 1;
      }),
      many(40),
    );
    expect(early).toBeGreaterThan(2);
  });

  it('counts no state beyond its bound', () => {
    const tasks = [0, 1, 2].map((index) => task(`t${index}`, increments(index)));
    const graph = graphOf({ words: 3, tasks });
    const found = sweepByReference(graph, { bounds: { ...bounds, maxStates: 100 } }, false);
    expect(found).toMatchObject({ hit: 'states', states: 100, unasked: [] });
  });
});
