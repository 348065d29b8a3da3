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
import { wasmKernels } from './kernel-code.ts';
import { learn, noPlaces } from './learn.ts';
import { lastSettled } from './settled.ts';
import { searchExactly, searchSmall } from './small.ts';
import { type Resume, type SweepParts, type SweepRefusal, sweep } from './sweep.ts';

/**
 * Up to here a sweep stays without reductions, on one thread: that takes no longer than to find out what may be left
 * out, and the counts are those of the plain search.
 */
const middleStates = 25_000;
/** Below this, helper threads cost more than they bring. */
const crewFrom = 100_000;
const defaultWorkers = 4;

export interface SearchOrder {
  readonly graph: Graph;
  readonly machine: Machine;
  readonly request: SearchRequest;
  readonly method: SearchMethod & { readonly kind: 'auto' | 'exact' | 'sweep' };
  readonly crew: Crew;
  /** Of a sweep of the same lab with the same method. */
  readonly resume?: Resume;
  /** Of `auto`: the caller knows from `searchSmall` that the lab is not small. */
  readonly outgrown?: boolean;
  /** With many more states than these it is for somebody else, who begins anew: it ends with `states`. */
  readonly breakOff?: number;
  /** Of `auto`: it was not small, from here on it is a sweep. */
  readonly outgrew?: () => void;
}

export function search(order: SearchOrder, hooks: SweepHooks): Result<SearchResult, SweepRefusal> {
  const { method } = order;
  switch (method.kind) {
    case 'exact':
      return ok(searchExactly(order.graph, order.machine, order.request, hooks));
    case 'sweep':
      return sweepBy(order, method.reductions, method.workers, hooks);
    case 'auto': {
      const { workers = defaultWorkers, reductions = reductionNames } = method;
      return whicheverSuits(order, reductions, workers, hooks);
    }
  }
}

function whicheverSuits(
  order: SearchOrder,
  reductions: readonly Reduction[],
  workers: number,
  hooks: SweepHooks,
): Result<SearchResult, SweepRefusal> {
  const { graph, machine, request, resume, outgrown } = order;
  const { bounds } = request;
  const small = resume || outgrown ? undefined : searchSmall(graph, machine, request, hooks);
  if (small?.outgrown === false) return ok(small.found);
  order.outgrew?.();
  // Without what was spent in pauses.
  let spent = small?.found.ms ?? 0;
  const parts = partsWithoutPlan(graph, machine, hooks.cancelled);
  const finish = (result: SearchResult) => ok({ ...result, bounds, ms: spent + result.ms });
  const left = (more: Partial<SearchRequest['bounds']> = {}): SearchRequest => {
    const maxMilliseconds = Math.max(0, bounds.maxMilliseconds - spent);
    return { ...request, bounds: { ...bounds, maxMilliseconds, ...more } };
  };
  const swept = (by: SweepParts, asked: SearchRequest, threads: number, shortest?: Violation) => {
    const method = { kind: 'sweep' as const, reductions: by.plan?.used ?? [], workers: threads };
    const { crew, breakOff } = order;
    return { graph, machine, request: asked, method, parts: by, crew, crewFrom, resume, shortest, breakOff };
  };

  let shortest = small && shortestIn(graph, small.found);
  if (!resume && reductions.length > 0) {
    const maxStates = Math.min(bounds.maxStates, middleStates);
    const { checkpoint: _, ...withoutFile } = hooks;
    const middle = sweep(swept(parts, { ...left({ maxStates }), goesOn: true }, 1, shortest), withoutFile);
    if (!middle.ok) return orExactly(middle, order, left(), hooks, finish);
    if (middle.value.hit !== 'states' || maxStates === bounds.maxStates) return finish(middle.value);
    shortest ??= shortestIn(graph, middle.value);
    spent += middle.value.ms;
  }
  const large = sweep(swept(withPlan(parts, graph, machine, reductions), left(), workers, shortest), hooks);
  return large.ok ? finish(large.value) : orExactly(large, order, left(), hooks, finish);
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
  { graph, machine, request, crew, resume, breakOff }: SearchOrder,
  reductions: readonly Reduction[],
  workers: number,
  hooks: SweepHooks,
): Result<SearchResult, SweepRefusal> {
  const parts = partsOf(graph, machine, reductions, hooks.cancelled);
  const method = { kind: 'sweep' as const, reductions, workers };
  return sweep({ graph, machine, request, method, parts, crew, crewFrom, resume, breakOff }, hooks);
}

export function partsOf(
  graph: Graph,
  machine: Machine,
  reductions: readonly Reduction[],
  cancelled: () => boolean,
): SweepParts {
  return withPlan(partsWithoutPlan(graph, machine, cancelled), graph, machine, reductions);
}

function partsWithoutPlan(graph: Graph, machine: Machine, cancelled: () => boolean): SweepParts {
  const layout = layOut(graph, false, machine.memory);
  const places = noPlaces(layout);
  return {
    plan: undefined,
    packing: learn(machine, machine.start().state, places, cancelled),
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
