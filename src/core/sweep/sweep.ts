// `sweep`: one large lab under one strategy, every interleaving, with fingerprints of states, several threads and
// reductions.
//
// Promises: the same verdict and the same set of violated properties as core/explore; the shortest counterexample too:
// after a sweep that left orders out or went in no fixed order, one that does neither finds it (in-step.ts). States and
// transitions are those of core/explore where no reduction is in force. Refuses what it cannot do, with a reason.

import { fail, ok, type Result } from '../base/result.ts';
import type { SearchMethod } from '../check/search-method.ts';
import type { FoundRun, SearchResult } from '../check/search-result.ts';
import { createBudget } from '../explore/budget.ts';
import type { Clockwork } from '../explore/clockwork.ts';
import { startClockwork } from '../explore/clockwork.ts';
import { explore } from '../explore/explore.ts';
import { fewestFresh } from '../explore/fewest-fresh.ts';
import { foundRun } from '../explore/path.ts';
import type { SearchRequest } from '../explore/request.ts';
import { unaskedIn } from '../explore/unasked.ts';
import type { Violation } from '../explore/violations.ts';
import type { Graph } from '../language/lower/graph.ts';
import type { Machine } from '../machine/machine.ts';
import type { ReductionPlan } from '../reduce/plan.ts';
import type { Packing } from '../wasm/memory-map.ts';
import { type CheckpointHead, restoreMemory } from './checkpoint.ts';
import { type Crew, CrewLost } from './crew.ts';
import { mostThreads, roomPlace } from './ground.ts';
import { type Stillness, type SweepHooks, stillness } from './hooks.ts';
import { inStep, isInStep } from './in-step.ts';
import { judgeEvents } from './judge-events.ts';
import type { KernelCode, KernelMaker } from './kernel-code.ts';
import { largeFrom } from './large.ts';
import type { Places } from './learn.ts';
import { fits, groundFor, type OpenMemory, openMemory, pagesIn, reuseMemory } from './open-pass.ts';
import { type PassEnd, type PassOrder, runPass } from './pass.ts';
import { asksStill, lastSettled } from './settled.ts';
import { inOneGo, type Sliced } from './sliced.ts';
import { createSlices } from './slices.ts';

/** Steps tried for the run with the fewest switches; of a lab of few states so many that it is mostly the exact search's. */
const leastFewest = 8000;
const fewestOfFew = 50_000;
const smallLab = 32_000;
const mostFewest = 2_000_000;

/** Helpers that may be there already take part from here on: a layer is large enough to be shared. */
const expectedFrom = 4000;

export interface SweepRefusal {
  /** `unfit`: no kernel for such a lab. `crew-lost`: a thread died. `checkpoint`: it does not fit. */
  readonly code: 'unfit' | 'crew-lost' | 'checkpoint';
  readonly why: string;
}

export interface SweepParts {
  readonly plan: ReductionPlan | undefined;
  /** As wide as the last sweep has left it. */
  packing: Packing;
  /** Grows while the sweep goes on. */
  readonly places: Places;
  readonly kernels: (plan: ReductionPlan | undefined) => KernelMaker;
}

export interface Resume {
  readonly head: CheckpointHead;
  readonly pieces: Iterable<Uint8Array>;
}

export interface SweepOrder {
  readonly graph: Graph;
  readonly machine: Machine;
  readonly request: SearchRequest;
  readonly method: SearchMethod & { readonly kind: 'sweep' };
  readonly parts: SweepParts;
  readonly crew: Crew;
  /** Helpers come once there are so many states, or sooner where they were expected. */
  readonly crewFrom: number;
  readonly resume?: Resume | undefined;
  /** Where another search has found it already. */
  readonly shortest?: Violation | undefined;
  /** See `PassOrder`. */
  readonly outgrown?: PassOrder['outgrown'];
}

export function sweep(order: SweepOrder, hooks: SweepHooks): Result<SearchResult, SweepRefusal> {
  return inOneGo(sweepInSlices(order, hooks));
}

export function* sweepInSlices(
  order: SweepOrder,
  hooks: SweepHooks,
): Sliced<Result<SearchResult, SweepRefusal>> {
  const { graph, machine, request } = order;
  if (asksStill(graph)) {
    return unfit('`CAN_STILL` is asked of the whole graph, which a sweep does not keep');
  }
  const beginning = machine.start();
  if (beginning.ended || machine.checkProperties(beginning.state) >= 0) {
    return ok({ ...explore(graph, machine, request, hooks), searched: searchedBy([], 1, 1) });
  }
  const still = stillness(hooks);
  const clock = startClockwork(still.hooks, request.bounds);
  try {
    return yield* sweepFrom(order, beginning.state, still, clock);
  } catch (lost) {
    if (!(lost instanceof CrewLost)) throw lost;
    return fail({ code: 'crew-lost', why: lost.message });
  }
}

function* sweepFrom(
  order: SweepOrder,
  initial: Int32Array,
  still: Stillness,
  clock: Clockwork,
): Sliced<Result<SearchResult, SweepRefusal>> {
  const { graph, machine, request, parts, resume } = order;
  const { bounds } = request;
  const { plan } = parts;
  const threads = Math.max(1, Math.min(mostThreads, order.method.workers));
  const opened = openMain(order, threads);
  if (!opened.ok) return opened;
  const { open, make, code, large, packing } = opened.value;
  const judge = judgeEvents(machine, plan);
  judge.initial();
  const main = yield* runPass({
    machine,
    initial,
    bounds,
    clock,
    make,
    open,
    code,
    largeFrom: large,
    packing,
    places: parts.places,
    plan,
    judge,
    slices: createSlices(clock),
    crew: order.crew,
    crewFrom: threads > 1 ? crewFromBy(order) : undefined,
    from: resume?.head,
    endsWithin: undefined,
    enough: () => request.stopAtFirst === true && judge.violations.any,
    outgrown: order.outgrown,
    wantsStill: still.wantsStill,
    still: still.still,
  });
  parts.packing = main.packing;
  const ordered = isInStep(plan) && main.threads === 1;
  const found = judge.violations.best();
  // Where another search goes on the rest would be for nothing.
  const isLeft = (end: PassEnd | undefined) => end?.hit === 'states' && request.goesOn === true;
  const endsWithin = main.hit ? undefined : stepsToEnds(graph, judge.violations.all());
  const exact =
    found && !ordered && !order.shortest && !isLeft(main)
      ? yield* shortestByOrder(order, initial, still, clock, open, main, endsWithin)
      : undefined;
  const best = order.shortest ?? exact?.best ?? found;
  const states = Math.min(main.states, bounds.maxStates);
  const memory = Math.max(main.memory, exact?.end.memory ?? 0);
  order.crew.over?.(memory);
  const hit = main.hit ?? exact?.end.hit;
  return ok({
    states,
    transitions: main.transitions,
    depth: main.depth,
    ms: clock.ms + (resume?.head.ms ?? 0),
    memory,
    bounds,
    searched: searchedBy(plan?.used ?? [], main.threads, main.states),
    hit,
    unbegun: undefined,
    unasked: hit || request.stopAtFirst ? [] : unaskedIn(graph, main.sawEnd),
    violated: best?.property,
    shortest: best && foundRun(machine, best.finding, best.choices),
    violations: judge.violations.all(),
    fewest:
      best && !isLeft(main) && !isLeft(exact?.end)
        ? fewestOf(
            order,
            clock,
            best,
            ordered || best !== found,
            main,
            main.transitions + (exact?.end.transitions ?? 0),
          )
        : undefined,
    costs: judge.costs(),
    buffers: machine.buffers && { entries: machine.buffers.entries, full: main.bufferFull },
    others: judge.violations.others,
  });
}

/**
 * Undefined where it takes too many steps: the search itself is waited for, this is an extra and must stay small beside
 * it. A step here takes as long as several of a kernel.
 */
function fewestOf(
  { machine, request, parts }: SweepOrder,
  clock: Clockwork,
  violation: Violation,
  isShortest: boolean,
  { states, transitions, depth, memory }: PassEnd,
  spent: number,
): FoundRun | undefined {
  const budget = createBudget(Math.max(0, request.bounds.maxMemory - memory));
  const progress = (more: number) => ({
    states,
    transitions: transitions + more,
    depth,
    frontier: 0,
    memory: memory + budget.used,
  });
  const hasFew = states <= smallLab && parts.plan === undefined;
  const least = hasFew ? fewestOfFew : leastFewest;
  const patience = Math.min(mostFewest, Math.max(least, Math.floor(spent / 64)));
  // Another run with as few switches may come first; a large lab can do without.
  const known = { violation, isShortest: isShortest && !hasFew };
  const fewest = fewestFresh(machine, budget, clock, known, progress, patience);
  return fewest && foundRun(machine, fewest.finding, fewest.choices);
}

/** Where orders are left out the number of states depends on when they come: there that is left to the caller. */
function crewFromBy({ crew, crewFrom, parts }: SweepOrder): number {
  return crew.areExpected?.() === true && isInStep(parts.plan) ? Math.min(crewFrom, expectedFrom) : crewFrom;
}

interface OpenMain {
  readonly open: OpenMemory;
  readonly make: KernelMaker;
  readonly code: KernelCode;
  /** See `PassOrder.largeFrom`. */
  readonly large: number;
  readonly packing: Packing;
}

function openMain(
  { machine, request, parts, resume }: SweepOrder,
  threads: number,
): Result<OpenMain, SweepRefusal> {
  const { maxMemory } = request.bounds;
  const make = parts.kernels(parts.plan);
  const packing = resume?.head.packing ?? parts.packing;
  const pages = resume?.head.ground.limitPages ?? pagesIn(maxMemory);
  const large = largeFrom(machine, parts.plan, parts.places);
  const code = make(packing, roomPlace(pages), large === 0);
  if (!code.ok) return unfit(code.error);
  const known = { make, code: code.value, large, packing };
  if (resume) {
    if (!fits(code.value, packing, resume.head.ground)) {
      return fail({ code: 'checkpoint', why: 'it was written for a kernel of another kind' });
    }
    const restored = restoreMemory(resume.head, resume.pieces, maxMemory);
    return restored.ok
      ? ok({ open: restored.value, ...known })
      : fail({ code: 'checkpoint', why: restored.error });
  }
  const open = openMemory(groundFor(code.value, packing, machine.layout.identity, pages, threads));
  return open ? ok({ open, ...known }) : unfit('the memory bound is too small for a sweep');
}

/** The fewest steps of a run to a violation, where all are seen at the end of all tasks only. */
function stepsToEnds({ properties }: Graph, violations: readonly Violation[]): number | undefined {
  const atEnds = violations.every(
    ({ property, finding }) => properties[property]?.kind === 'finally' && finding.kind === 'property',
  );
  return atEnds ? Math.min(...violations.map(({ choices }) => choices.length)) : undefined;
}

/** The same search again, every order of steps and in task order, as far as the counterexample with the fewest steps. */
function* shortestByOrder(
  order: SweepOrder,
  initial: Int32Array,
  still: Stillness,
  clock: Clockwork,
  used: OpenMemory,
  { packing }: PassEnd,
  endsWithin: number | undefined,
): Sliced<{ readonly end: PassEnd; readonly best: Violation | undefined } | undefined> {
  const { graph, machine, request, parts } = order;
  const plan = inStep(parts.plan);
  const make = parts.kernels(plan);
  const pages = pagesIn(request.bounds.maxMemory);
  const large = largeFrom(machine, plan, parts.places);
  const code = make(packing, roomPlace(pages), large === 0);
  if (!code.ok) return undefined;
  const open = reuseMemory(used, groundFor(code.value, packing, machine.layout.identity, pages, 1));
  if (!open) return undefined;
  const judge = judgeEvents(machine, plan);
  judge.initial();
  const end = yield* runPass({
    machine,
    initial,
    make,
    open,
    code: code.value,
    largeFrom: large,
    packing,
    places: parts.places,
    plan,
    judge,
    bounds: request.bounds,
    clock,
    slices: createSlices(clock),
    crew: order.crew,
    crewFrom: undefined,
    from: undefined,
    endsWithin,
    enough: (depth) => {
      const steps = judge.violations.best()?.choices.length;
      return steps !== undefined && steps <= lastSettled(graph, depth);
    },
    outgrown: undefined,
    wantsStill: still.withoutFile.wantsStill,
    still: still.withoutFile.still,
  });
  return { end, best: judge.violations.best() };
}

function unfit(why: string) {
  return fail<SweepRefusal>({ code: 'unfit', why });
}

function searchedBy(reductions: ReductionPlan['used'], workers: number, states: number) {
  return { kind: 'sweep' as const, reductions, workers, collisionRisk: states ** 2 / 2 ** 65 };
}
