// Shipped labs as sweeps, against the plain search: unreduced everything must be the same, reduced the verdict and all
// that is violated, paid or found beside. A sample; with PINLAB_SWEEP=all every cell of the matrix.

import { expect, it } from 'vitest';
import { type Reduction, reductionNames } from '../core/check/search-method.ts';
import type { SearchResult } from '../core/check/search-result.ts';
import { defaultBounds, type MemoryModel } from '../core/check/verdict.ts';
import { explore } from '../core/explore/explore.ts';
import { silentHooks } from '../core/explore/request.ts';
import type { Graph } from '../core/language/lower/graph.ts';
import { compileMachine } from '../core/machine/compile.ts';
import { search } from '../core/sweep/auto.ts';
import { noCrew } from '../core/sweep/crew.ts';
import { asksStill } from '../core/sweep/settled.ts';
import { shippedLibrary } from './built-worker.fixture.ts';
import { shippedGraphs } from './sweep-lab.fixture.ts';

const bounds = { ...defaultBounds, maxStates: 100_000 };
const request = { bounds };
const all = process.env.PINLAB_SWEEP === 'all';
const sampled = [
  ...shippedGraphs(shippedLibrary(), (index) => all || index % 61 === 5),
  ...shippedGraphs(shippedLibrary(), (index) => all || index % 7 === 5, ['x86-TSO', 'relaxed']),
].filter(({ graph }) => !asksStill(graph));

function sweepOf(graph: Graph, memory: MemoryModel, reductions: readonly Reduction[]): SearchResult {
  const method = { kind: 'sweep' as const, reductions, workers: 1 };
  const machine = compileMachine(graph, memory);
  const found = search({ graph, machine, request, method, crew: noCrew }, silentHooks);
  if (!found.ok) throw new Error(found.error.why);
  return found.value;
}

/** What no reduction may change. */
function verdict({ hit, unasked, violated, shortest, violations, costs, others }: SearchResult) {
  const found = {
    violations: violations?.map(({ property }) => property),
    costs: costs.map(({ property }) => property),
    others: others.map(({ kind, name }) => `${kind} ${name}`).sort(),
  };
  return { hit, unasked, violated, shortest, ...found };
}

it.each(sampled)('$name is the same without reductions', ({ graph, memory }) => {
  const {
    ms: _,
    memory: __,
    searched: ___,
    fewest: ____,
    ...plain
  } = explore(graph, compileMachine(graph, memory), request, silentHooks);
  expect(sweepOf(graph, memory, [])).toMatchObject(plain);
});

it.each(sampled)('$name has the same verdict with all reductions', ({ graph, memory }) => {
  const plain = explore(graph, compileMachine(graph, memory), request, silentHooks);
  expect(verdict(sweepOf(graph, memory, reductionNames))).toEqual(verdict(plain));
});
