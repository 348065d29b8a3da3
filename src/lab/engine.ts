// From texts to reports, runs and verdicts: the whole lab as pure functions, without threads, files or clocks.
//
// Promises: a wrong text is a Failure with its diagnostics; same texts and same request give the same result (times
// apart). Used by the worker, by the command line and by tests alike.
// Does not: know the contract's transport, or pace anything.

import type { CheckReport, ExploreResult, Failure, Outcome } from '../contract/table.ts';
import { notApplicable, verdictOf, whyNotApplicable } from '../core/check/assemble.ts';
import { formatDesign } from '../core/check/design.ts';
import { searchedExactly } from '../core/check/search-method.ts';
import type { SearchResult } from '../core/check/search-result.ts';
import type { Bounds, Counterexample, Finding, MemoryModel, Verdict } from '../core/check/verdict.ts';
import { explain } from '../core/explain/explain.ts';
import { explore } from '../core/explore/explore.ts';
import type { SearchHooks, SearchRequest } from '../core/explore/request.ts';
import { checkProgram, type ProgramTexts } from '../core/language/check/check.ts';
import type { Program } from '../core/language/check/program.ts';
import type { Graph } from '../core/language/lower/graph.ts';
import { type LowerOptions, lowerProgram } from '../core/language/lower/lower.ts';
import { outlineOf } from '../core/language/lower/outline.ts';
import type { Diagnostic } from '../core/language/source/diagnostic.ts';
import { placeDiagnostics } from '../core/language/source/place.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';
import { compileMachine } from '../core/machine/compile.ts';
import type { Machine } from '../core/machine/machine.ts';
import { openReplay, type Replay, type ReplayRequest, replay } from '../core/replay/replay.ts';
import { runToShow } from '../core/report/run-to-show.ts';
import { scriptedPolicy } from '../core/schedule/policy.ts';
import type { SchedulePolicy } from '../core/schedule/schedule.ts';
import { inOneGo, inOneSlice, type Sliced } from '../core/sweep/sliced.ts';
import { holdersOf } from '../core/trace/holders.ts';
import type { Run } from '../core/trace/run.ts';
import { idOf } from './file-names.ts';

/** What is asked about: texts, the memory model, and what the verdict calls the design (else: by its parts). */
export interface Subject {
  readonly texts: ProgramTexts;
  readonly memory: MemoryModel;
  readonly design?: string;
}

export function checkLab(texts: ProgramTexts): CheckReport {
  const { program, diagnostics, files } = checkProgram(texts);
  if (program === undefined) return { diagnostics: placeDiagnostics(files, diagnostics) };
  const lowered = lowerProgram(program, { ledger: false });
  if (!lowered.ok) return { diagnostics: placeDiagnostics(files, [...diagnostics, ...lowered.error]) };
  return {
    diagnostics: placeDiagnostics(files, diagnostics),
    outline: outlineOf(program, lowered.value),
  };
}

/** One way to search; exact, unless another is asked for (explore-with.ts). */
export type Search = (
  graph: Graph,
  machine: Machine,
  request: SearchRequest,
  hooks: SearchHooks,
) => Outcome<SearchResult>;

export const exactly: Search = (graph, machine, request, hooks) => ({
  ok: true,
  value: { ...explore(graph, machine, request, hooks), searched: searchedExactly },
});

/** Which counterexamples come as runs: all, or of those to show first only what a text draws (no ledger, no lanes). */
export type RunsWanted = 'none' | 'drawn' | 'all';

export interface Wanted {
  readonly bounds: Bounds;
  /** With what decides them, unless there are none. */
  readonly runs: RunsWanted;
  /** Counterexamples of other kinds too. */
  readonly others?: boolean;
}

/** Every interleaving, unless `search` tries fewer. */
export function exploreLab(
  asked: Subject,
  wanted: Wanted,
  hooks: SearchHooks,
  search: Search = exactly,
): Outcome<ExploreResult> {
  const sliced: SlicedSearch = (graph, machine, request) =>
    inOneSlice(() => search(graph, machine, request, hooks));
  return inOneGo(exploreInSlices(asked, wanted, hooks, sliced));
}

/** A search that lets its caller do something else now and then. */
export type SlicedSearch = (
  graph: Graph,
  machine: Machine,
  request: SearchRequest,
) => Sliced<Outcome<SearchResult>>;

/** The same for a caller that drives it. `hooks`: of what comes after the search. */
export function* exploreInSlices(
  asked: Subject,
  { bounds, runs, others = false }: Wanted,
  hooks: SearchHooks,
  search: SlicedSearch,
): Sliced<Outcome<ExploreResult>> {
  const prepared = prepare(asked.texts, { ledger: false, lanes: false });
  if (!prepared.ok) return prepared;
  const { program, graph } = prepared.value;
  const subject = {
    ...namesOf(asked, program),
    pages: program.pages.length,
    missing: program.missing,
  };
  const why = whyNotApplicable(graph, program.missing);
  if (why !== undefined) {
    return { ok: true, value: { verdict: notApplicable(subject, graph, bounds, why) } };
  }
  const machine = compileMachine(graph, asked.memory);
  const found = yield* search(graph, machine, { bounds });
  if (!found.ok) return found;
  const explained =
    runs !== 'none' || others
      ? explain(graph, machine, program.files, asShown(found.value), { otherKinds: others }, hooks.cancelled)
      : {};
  const verdict = { ...verdictOf(subject, graph, found.value), ...explained };
  return { ok: true, value: { verdict, ...replayWanted(runs, asked, prepared.value, verdict) } };
}

/** With the run in front that faces show first, so that what is said is said of it: see report/run-to-show.ts. */
function asShown(found: SearchResult): SearchResult {
  const { shortest, fewest } = found;
  return shortest && fewest?.choices.length === shortest.choices.length
    ? { ...found, shortest: fewest }
    : found;
}

/** A run in pieces, for a caller that shows it while it grows. */
export function openRun(asked: Subject, policy: SchedulePolicy, maxSteps: number): Outcome<Replay> {
  const prepared = prepare(asked.texts, { ledger: true });
  if (!prepared.ok) return prepared;
  const { program, graph } = prepared.value;
  return { ok: true, value: openReplay(graph, replayRequest(asked, program, policy, maxSteps)) };
}

/** A whole run at once. */
export function runLab(asked: Subject, policy: SchedulePolicy, maxSteps: number): Outcome<Run> {
  const opened = openRun(asked, policy, maxSteps);
  if (!opened.ok) return opened;
  while (!opened.value.over) opened.value.advance(chunk);
  return { ok: true, value: opened.value.run() };
}

const chunk = 4096;

export interface Prepared {
  readonly program: Program;
  readonly graph: Graph;
}

export function prepare(texts: ProgramTexts, options: LowerOptions): Outcome<Prepared> {
  const { program, diagnostics, files } = checkProgram(texts, { programOnly: true });
  if (program === undefined) return { ok: false, error: wrongText(files, diagnostics) };
  const lowered = lowerProgram(program, options);
  if (!lowered.ok) return { ok: false, error: wrongText(program.files, lowered.error) };
  return { ok: true, value: { program, graph: lowered.value } };
}

function wrongText(files: readonly SourceFile[], diagnostics: readonly Diagnostic[]): Failure {
  const placed = placeDiagnostics(
    files,
    diagnostics.filter(({ severity }) => severity === 'error'),
  );
  const [first] = placed;
  return {
    code: 'diagnostics',
    message:
      placed.length === 1 && first !== undefined
        ? `${first.path}:${first.line}: ${first.message}`
        : `The texts have ${placed.length} errors; the first, ${first?.path}:${first?.line}: ${first?.message}`,
    remedy: first?.remedy ?? 'See the list of problems.',
    diagnostics: placed,
  };
}

export interface Names {
  readonly lab: string;
  readonly design: string;
  readonly strategy: string;
  readonly policies: readonly string[];
  readonly memory: MemoryModel;
}

export function namesOf({ texts, memory, design }: Subject, program: Program): Names {
  const strategy = program.strategy?.id ?? idOf(texts.strategy.path);
  const policies = program.policies.map(({ id }) => id);
  return {
    lab: idOf(texts.lab.path),
    design: design ?? formatDesign({ strategy, policies, memory }),
    strategy,
    policies,
    memory,
  };
}

function replayRequest(
  asked: Subject,
  program: Program,
  policy: SchedulePolicy,
  maxSteps: number,
): ReplayRequest {
  const { policies: _, ...names } = namesOf(asked, program);
  return { ...names, files: program.files, holders: holdersOf(program.enums), policy, maxSteps };
}

type Runs = Omit<ExploreResult, 'verdict'>;

/** `prepared` is what was searched. */
function replayWanted(
  wanted: RunsWanted,
  asked: Subject,
  { program, graph }: Prepared,
  verdict: Verdict,
): Runs {
  if (wanted === 'none' || verdict.shortest === undefined) return {};
  if (wanted === 'drawn') return replayDrawn(shownFrom(asked, program, graph), verdict);
  // With the ledger, which the search leaves out.
  const lowered = lowerProgram(program, { ledger: true, forOneRun: true });
  return lowered.ok ? replayAll(shownFrom(asked, program, lowered.value), verdict) : {};
}

type Show = (schedule: string, steps: number, concludes?: Finding) => Run;

function shownFrom(asked: Subject, program: Program, graph: Graph): Show {
  return (schedule, steps, concludes) =>
    replay(graph, {
      ...replayRequest(asked, program, scriptedPolicy(schedule, 'stop'), steps + 1),
      ...(concludes && { concludes }),
    });
}

/** What is lost from the start has no step to draw: then how it goes on. */
function replayDrawn(show: Show, { shortest, fewest, noReturn }: Verdict): Runs {
  const drawn = runToShow({ shortest, fewest });
  if (drawn === undefined) return {};
  const run = show(drawn.schedule, drawn.steps, drawn.finding);
  const continuation = drawn.steps === 0 ? noReturn?.continuation : undefined;
  return {
    ...(drawn === fewest ? { fewest: run } : { shortest: run }),
    ...(continuation && { continuation: show(continuation.schedule, continuation.steps) }),
  };
}

function replayAll(show: Show, verdict: Verdict): Runs {
  const { shortest, fewest, otherKinds, nearestPassing, noReturn } = verdict;
  const continuation = noReturn?.continuation;
  if (shortest === undefined) return {};
  const violating = ({ schedule, steps, finding }: Counterexample): Run => show(schedule, steps, finding);
  const first = violating(shortest);
  return {
    shortest: first,
    ...(fewest && { fewest: fewest.schedule === shortest.schedule ? first : violating(fewest) }),
    ...(otherKinds && { otherKinds: otherKinds.map(({ counterexample }) => violating(counterexample)) }),
    ...(nearestPassing && { nearestPassing: show(nearestPassing.schedule, nearestPassing.steps) }),
    ...(continuation && { continuation: show(continuation.schedule, continuation.steps) }),
  };
}
