// What was computed and is never saved: the check, the runs, the verdict, the matrix, the job in progress, the log.
//
// Promises: every result keeps the input it came from, so that a view can say when it is about an older text.

import type { CheckReport, ExploreResult, Failure, LabInput } from '../../contract/table.ts';
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
}

export type JobKind = 'run' | 'explore' | 'matrix';

export interface RunningJob {
  readonly kind: JobKind;
  readonly stopping: boolean;
  readonly cancel: () => void;
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

export interface MatrixState {
  readonly labs: readonly string[];
  readonly strategies: readonly string[];
  /** By `LAB STRATEGY`, ids as the verdict gives them. */
  readonly cells: ReadonlyMap<string, Verdict>;
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
  readonly job: RunningJob | undefined;
  readonly progress: SearchProgress | undefined;
  readonly explored: Explored | undefined;
  readonly failure: Failure | undefined;
  readonly recorded: RecordedVerdict | undefined;
  readonly matrix: MatrixState | undefined;
  readonly log: readonly LogLine[];
}

export const initialRuns: RunsState = {
  generation: 0,
  check: undefined,
  entries: [],
  current: undefined,
  job: undefined,
  progress: undefined,
  explored: undefined,
  failure: undefined,
  recorded: undefined,
  matrix: undefined,
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

export function cellKey(lab: string, strategy: string): string {
  return `${lab} ${strategy}`;
}
