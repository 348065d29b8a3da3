// `search`: exact, as a sweep, or whichever suits: exact while a lab is small, then as a sweep without reductions, and
// with all of them and several threads what outgrows that too.
//
// Promises: which of them is taken depends on the lab and the bounds alone, so that the counts of a lab are the same
// every time; what a sweep cannot do is searched exactly. Does not own threads: the caller gives a crew.

import { ok, type Result } from '../base/result.ts';
import { type Reduction, reductionNames, type SearchMethod } from '../check/search-method.ts';
import type { SearchResult } from '../check/search-result.ts';
import type { SearchRequest } from '../explore/request.ts';
import type { Violation } from '../explore/violations.ts';
import type { Graph } from '../language/lower/graph.ts';
import { layOut } from '../machine/layout.ts';
import type { Machine } from '../machine/machine.ts';
import { planReductions } from '../reduce/plan-reductions.ts';
import type { Crew } from './crew.ts';
import type { SweepHooks } from './hooks.ts';
import { isInStep } from './in-step.ts';
import { wasmKernels } from './kernel-code.ts';
import { learn, type Met, noPlaces, type Places } from './learn.ts';
import { asksStill, lastSettled } from './settled.ts';
import { inOneGo, type Sliced } from './sliced.ts';
import { searchExactly, searchSmall } from './small.ts';
import { type Resume, type SweepParts, type SweepRefusal, sweepInSlices } from './sweep.ts';

/**
 * Up to so many states a sweep stays without reductions, on one thread: that takes no longer than to find out what may be
 * left out, which depends on the size of the program, and the counts are those of the plain search.
 */
const leastMiddle = 100_000;
const mostMiddle = 500_000;
const middleByPlace = 250;
/** It ends sooner, from this part of those states on, where each layer is still so many times as large as the one before. */
const earlyPart = 1 / 10;
const fastGrowth = 1.2;
/**
 * Helper threads begin to get ready here. They come some tens of milliseconds later, or at once where they were expected.
 * Where orders are left out, how many states are met depends on who comes first: there the counts of a lab are to stay
 * the same every time while that costs little.
 */
const crewFrom = 30_000;
const crewFromReduced = 100_000;
const defaultWorkers = 4;

export interface SearchOrder {
  readonly graph: Graph;
  readonly machine: Machine;
  readonly request: SearchRequest;
  readonly method: SearchMethod & { readonly kind: 'auto' | 'exact' | 'sweep' };
  readonly crew: Crew;
  /** Of a sweep of the same lab with the same method. */
  readonly resume?: Resume;
  /** For what is searched exactly to its end, which is not done in slices; if not given, those of the sweep. */
  readonly exactHooks?: SweepHooks;
}

export function search(order: SearchOrder, hooks: SweepHooks): Result<SearchResult, SweepRefusal> {
  return inOneGo(searchInSlices(order, hooks));
}

export function* searchInSlices(order: SearchOrder, hooks: SweepHooks): Searching {
  const { graph, machine, request, method, exactHooks = hooks } = order;
  switch (method.kind) {
    case 'exact':
      return ok(searchExactly(graph, machine, request, exactHooks));
    case 'sweep':
      return yield* sweepBy(order, method.reductions, method.workers, hooks);
    case 'auto': {
      const { workers = defaultWorkers, reductions = reductionNames } = method;
      return yield* whicheverSuits(order, reductions, workers, hooks);
    }
  }
}

type Searching = Sliced<Result<SearchResult, SweepRefusal>>;

function* whicheverSuits(
  order: SearchOrder,
  reductions: readonly Reduction[],
  workers: number,
  hooks: SweepHooks,
): Searching {
  const { graph, machine, request, resume, exactHooks = hooks } = order;
  const { bounds } = request;
  const small = resume
    ? undefined
    : searchSmall(graph, machine, request, asksStill(graph) ? exactHooks : hooks);
  if (small?.outgrown === false) return ok(small.found);
  // Without what was spent in pauses.
  let spent = small?.found.ms ?? 0;
  const parts = partsWithoutPlan(graph, machine, hooks.cancelled, small?.met);
  const finish = (result: SearchResult) => ok({ ...result, bounds, ms: spent + result.ms });
  const left = (more: Partial<SearchRequest['bounds']> = {}): SearchRequest => {
    const maxMilliseconds = Math.max(0, bounds.maxMilliseconds - spent);
    return { ...request, bounds: { ...bounds, maxMilliseconds, ...more } };
  };
  const swept = (by: SweepParts, asked: SearchRequest, threads: number, shortest?: Violation) => {
    const method = { kind: 'sweep' as const, reductions: by.plan?.used ?? [], workers: threads };
    const { crew } = order;
    const common = { graph, machine, parts: by, crew, crewFrom: crewFromBy(by), resume };
    return { ...common, request: asked, method, shortest };
  };

  let shortest = small && shortestIn(graph, small.found);
  if (!resume && reductions.length > 0) {
    const most = middleStates(parts.places);
    const maxStates = Math.min(bounds.maxStates, most);
    let isEarly = false;
    const outgrown = (states: number, growth: number) => {
      isEarly = states > earlyPart * most && growth > fastGrowth;
      return isEarly;
    };
    const { checkpoint: _, ...withoutFile } = hooks;
    const middle = yield* sweepInSlices(
      { ...swept(parts, { ...left({ maxStates }), goesOn: true }, 1, shortest), outgrown },
      withoutFile,
    );
    if (!middle.ok) return orExactly(middle, order, left(), exactHooks, finish);
    const isBound = middle.value.hit === 'states' && !isEarly && maxStates === bounds.maxStates;
    if (middle.value.hit !== 'states' || isBound) return finish(middle.value);
    shortest ??= shortestIn(graph, middle.value);
    spent += middle.value.ms;
  }
  const whole = withPlan(parts, graph, machine, reductions);
  const large = yield* sweepInSlices(swept(whole, left(), workers, shortest), hooks);
  return large.ok ? finish(large.value) : orExactly(large, order, left(), exactHooks, finish);
}

function middleStates(places: Places): number {
  const size = places.reduce((sum, { length }) => sum + length, 0);
  return Math.min(mostMiddle, Math.max(leastMiddle, middleByPlace * size));
}

/** What no sweep can answer the exact search does; other troubles are told. */
function orExactly(
  refused: { readonly ok: false; readonly error: SweepRefusal },
  { graph, machine, resume }: SearchOrder,
  request: SearchRequest,
  hooks: SweepHooks,
  finish: (result: SearchResult) => Result<SearchResult, SweepRefusal>,
): Result<SearchResult, SweepRefusal> {
  if (refused.error.code !== 'unfit' || resume) return refused;
  return finish(searchExactly(graph, machine, request, hooks));
}

/** The shortest run of all, if the search that was broken off has come so far that it must be. */
function shortestIn(graph: Graph, { violations = [], shortest, violated, depth }: SearchResult) {
  const steps = shortest?.choices.length;
  if (steps === undefined || steps > lastSettled(graph, depth - 1)) return undefined;
  return violations.find(({ property }) => property === violated);
}

function sweepBy(
  { graph, machine, request, crew, resume }: SearchOrder,
  reductions: readonly Reduction[],
  workers: number,
  hooks: SweepHooks,
): Searching {
  const parts = partsOf(graph, machine, reductions, hooks.cancelled);
  const method = { kind: 'sweep' as const, reductions, workers };
  const order = { graph, machine, request, method, parts, crew, crewFrom: crewFromBy(parts), resume };
  return sweepInSlices(order, hooks);
}

function crewFromBy({ plan }: SweepParts): number {
  return isInStep(plan) ? crewFrom : crewFromReduced;
}

export function partsOf(
  graph: Graph,
  machine: Machine,
  reductions: readonly Reduction[],
  cancelled: () => boolean,
): SweepParts {
  return withPlan(partsWithoutPlan(graph, machine, cancelled), graph, machine, reductions);
}

function partsWithoutPlan(
  graph: Graph,
  machine: Machine,
  cancelled: () => boolean,
  met: readonly Met[] = [],
): SweepParts {
  const layout = layOut(graph, false, machine.memory);
  const places = noPlaces(layout);
  return {
    plan: undefined,
    packing: learn(machine, machine.start().state, places, cancelled, met),
    places,
    kernels: (by) => wasmKernels(graph, machine, layout, by, places),
  };
}

function withPlan(
  parts: SweepParts,
  graph: Graph,
  machine: Machine,
  reductions: readonly Reduction[],
): SweepParts {
  if (reductions.length === 0) return parts;
  const layout = layOut(graph, false, machine.memory);
  const plan = planReductions(graph, layout, machine.start().state, reductions);
  return plan.used.length > 0 ? { ...parts, plan } : parts;
}
