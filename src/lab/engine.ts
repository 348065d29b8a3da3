// From texts to reports, runs and verdicts: the whole lab as pure functions, without threads, files or clocks.
//
// Promises: a wrong text is a Failure with its diagnostics; same texts and same request give the same result (times
// apart). Used by the worker, by the command line and by tests alike.
// Does not: know the contract's transport, or pace anything.

import type { CheckReport, ExploreResult, Failure, Outcome } from '../contract/table.ts';
import { notApplicable, verdictOf, whyNotApplicable } from '../core/check/assemble.ts';
import { formatDesign } from '../core/check/design.ts';
import type { Bounds, Counterexample, MemoryModel, Verdict } from '../core/check/verdict.ts';
import { explore } from '../core/explore/explore.ts';
import type { SearchHooks } from '../core/explore/request.ts';
import { checkProgram, type ProgramTexts } from '../core/language/check/check.ts';
import type { Program } from '../core/language/check/program.ts';
import type { Graph } from '../core/language/lower/graph.ts';
import { type LowerOptions, lowerProgram } from '../core/language/lower/lower.ts';
import { outlineOf } from '../core/language/lower/outline.ts';
import type { Diagnostic } from '../core/language/source/diagnostic.ts';
import { placeDiagnostics } from '../core/language/source/place.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';
import { compileMachine } from '../core/machine/compile.ts';
import { openReplay, type Replay, type ReplayRequest, replay } from '../core/replay/replay.ts';
import { scriptedPolicy } from '../core/schedule/policy.ts';
import type { SchedulePolicy } from '../core/schedule/schedule.ts';
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

/** Every interleaving; with `withRuns` the counterexamples are replayed too. */
export function exploreLab(
  asked: Subject,
  bounds: Bounds,
  withRuns: boolean,
  hooks: SearchHooks,
): Outcome<ExploreResult> {
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
  const found = explore(graph, compileMachine(graph, asked.memory), { bounds }, hooks);
  const verdict = verdictOf(subject, graph, found);
  return { ok: true, value: withRuns ? { verdict, ...replayBoth(asked, program, verdict) } : { verdict } };
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
  const { program, diagnostics, files } = checkProgram(texts);
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

interface Names {
  readonly lab: string;
  readonly design: string;
  readonly strategy: string;
  readonly policies: readonly string[];
  readonly memory: MemoryModel;
}

function namesOf({ texts, memory, design }: Subject, program: Program): Names {
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

/** With the ledger, which the search leaves out. */
function replayBoth(
  asked: Subject,
  program: Program,
  verdict: Verdict,
): { readonly shortest?: Run; readonly fewest?: Run } {
  if (verdict.shortest === undefined) return {};
  const lowered = lowerProgram(program, { ledger: true });
  if (!lowered.ok) return {};
  const graph = lowered.value;
  const show = ({ schedule, steps, finding }: Counterexample): Run =>
    replay(graph, {
      ...replayRequest(asked, program, scriptedPolicy(schedule, 'stop'), steps + 1),
      concludes: finding,
    });
  const shortest = show(verdict.shortest);
  const { fewest } = verdict;
  if (fewest === undefined) return { shortest };
  return { shortest, fewest: fewest.schedule === verdict.shortest.schedule ? shortest : show(fewest) };
}
