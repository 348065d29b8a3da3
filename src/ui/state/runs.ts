// What was computed and is never saved: the check, the runs, the verdict, the matrix, costs, the jobs in progress, the log.
//
// Promises: every result keeps the input it came from, so that a view can say when it is about an older text.

import type {
  CheckReport,
  DesignCosts,
  ExploreResult,
  Failure,
  LabInput,
  LoadBearingLine,
  NamedDesign,
  TextInput,
} from '../../contract/table.ts';
import type { SearchProgress, Verdict } from '../../core/check/verdict.ts';
import type { Run } from '../../core/trace/run.ts';

export interface RunEntry {
  readonly id: number;
  /** `round-robin`, `random, seed 7`, `shortest counterexample` … */
  readonly label: string;
  readonly input: LabInput;
  readonly run: Run;
  /** A person chooses each step: going on extends this run instead of adding one to the list. */
  readonly stepwise: boolean;
  /** Steps that matter, each with what is to be said of it. */
  readonly marks?: readonly RunMark[];
}

export interface RunMark {
  /** From 0; -1: before the first. */
  readonly step: number;
  readonly text: string;
}

/** With the speed of the last moments, in states or runs a second. */
export interface ShownProgress extends SearchProgress {
  readonly rate: number | undefined;
}

/** What a person waits for: one at a time. */
export type JobKind = 'run' | 'explore';
/** What fills while a person does something else: one at a time, beside a job. */
export type BackgroundKind = 'matrix' | 'load-bearing';

export interface Running<Kind> {
  readonly kind: Kind;
  readonly stopping: boolean;
  /** With the number of a cell: leaves out that cell of a matrix only. */
  readonly cancel: (cell?: number) => void;
  readonly pause?: ((paused: boolean) => void) | undefined;
  readonly paused?: boolean;
}

export interface CheckState {
  readonly input: LabInput;
  readonly report: CheckReport | undefined;
  readonly failure: Failure | undefined;
}

/** What a session file says of itself: shown as recorded until it is explored here. */
export interface RecordedVerdict {
  readonly sentence: string;
  readonly verdict: Verdict;
  readonly digest: 'not-checked' | 'same' | 'different' | 'no-run';
  readonly explanation: string;
}

export interface Explored {
  readonly input: LabInput;
  readonly result: ExploreResult;
}

/** One cell of the matrix, with the texts that it is about: it says nothing of later ones. */
export interface MatrixCell {
  readonly lab: TextInput;
  readonly design: NamedDesign;
  readonly state:
    | { readonly kind: 'queued' | 'running'; readonly number: number }
    | { readonly kind: 'done'; readonly verdict: Verdict }
    | { readonly kind: 'failed'; readonly failure: Failure };
}

/** By the key of row and column. */
export type MatrixCells = ReadonlyMap<string, MatrixCell>;

export interface CostsState {
  readonly asked: boolean;
  readonly failure: Failure | undefined;
  readonly counted: readonly DesignCosts[];
}

export interface LoadBearingState {
  /** The text whose lines are removed, and the designs that it is part of, as they were. */
  readonly asked: TextInput;
  readonly designs: readonly NamedDesign[];
  /** Every red of a line was asked for, not only its first. */
  readonly allReds: boolean;
  /** Cells that hold with every line in place; known at the end. */
  readonly holding: number | undefined;
  /** Undefined until the lab has said how many there are. */
  readonly total: number | undefined;
  readonly lines: readonly LoadBearingLine[];
  readonly failure: Failure | undefined;
}

export interface LogLine {
  readonly at: number;
  readonly text: string;
}

export interface RunsState {
  /** Counts documents: what was started for an earlier one is not shown in a later one. */
  readonly generation: number;
  readonly check: CheckState | undefined;
  readonly entries: readonly RunEntry[];
  readonly current: number | undefined;
  readonly job: Running<JobKind> | undefined;
  readonly background: Running<BackgroundKind> | undefined;
  readonly progress: ShownProgress | undefined;
  readonly explored: Explored | undefined;
  readonly failure: Failure | undefined;
  readonly recorded: RecordedVerdict | undefined;
  readonly matrix: MatrixCells;
  readonly costs: CostsState;
  readonly loadBearing: LoadBearingState | undefined;
  readonly log: readonly LogLine[];
}

export const initialRuns: RunsState = {
  generation: 0,
  check: undefined,
  entries: [],
  current: undefined,
  job: undefined,
  background: undefined,
  progress: undefined,
  explored: undefined,
  failure: undefined,
  recorded: undefined,
  matrix: new Map(),
  costs: { asked: false, failure: undefined, counted: [] },
  loadBearing: undefined,
  log: [],
};

const keptRuns = 20;
const keptLogLines = 500;

export function currentEntry(state: RunsState): RunEntry | undefined {
  return state.entries.find((entry) => entry.id === state.current);
}

export function currentRun(state: RunsState): Run | undefined {
  return currentEntry(state)?.run;
}

/** Puts a run on the list and makes it the one that is looked at. */
export function withRun(state: RunsState, entry: Omit<RunEntry, 'id'>): RunsState {
  const id = 1 + Math.max(0, ...state.entries.map((known) => known.id));
  return { ...state, entries: [...state.entries, { ...entry, id }].slice(-keptRuns), current: id };
}

export function withGrownRun(state: RunsState, id: number, run: Run): RunsState {
  return { ...state, entries: state.entries.map((entry) => (entry.id === id ? { ...entry, run } : entry)) };
}

export function withLogLine(state: RunsState, at: number, text: string): RunsState {
  return { ...state, log: [...state.log, { at, text }].slice(-keptLogLines) };
}
