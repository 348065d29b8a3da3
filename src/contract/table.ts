// Every call between a face and the lab: its name, what it takes, what it gives, and whether it is a job.
//
// A call answers once. A job answers once too, but reports progress before and can be cancelled. Payloads are plain
// data (typed arrays included). Adding a call means adding a line here and a schema in `schemas.ts`; the transports
// follow by themselves. Expected failures travel as `Failure`, never as a thrown exception's text.

import type { Bounds, SearchProgress, Verdict } from '../core/check/verdict.ts';
import type { Outline } from '../core/language/lower/outline.ts';
import type { PlacedDiagnostic } from '../core/language/source/diagnostic.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';
import type { SchedulePolicy } from '../core/schedule/schedule.ts';
import type { Run, RunChunk } from '../core/trace/run.ts';

// --- shapes -----------------------------------------------------------------------------------------------------

/** A text as the window holds it; built-in texts are sent with their own path and text like any other. */
export interface TextInput {
  /** `labs/s01-….lab.c`, `strategies/….strategy.c`, or a user's own file name. */
  readonly path: string;
  readonly text: string;
}

/** Everything that decides what is checked, run or explored. */
export interface LabInput {
  readonly lab: TextInput;
  readonly strategy: TextInput;
  /** Forked kernel library files: each replaces the built-in file with the same path. */
  readonly kernel: readonly TextInput[];
}

export interface Library {
  readonly labs: readonly LibraryLab[];
  readonly strategies: readonly LibraryStrategy[];
  /** Every built-in text, for language services and for reading: labs, strategies, kernel library, presets. */
  readonly texts: readonly SourceFile[];
  readonly engineVersion: string;
}

export interface LibraryLab {
  /** `s01-get-pin-put-early-unpin` */
  readonly id: string;
  readonly path: string;
  /** First sentence of its head comment. */
  readonly title: string;
  /** Documented outcomes by strategy, with grade and citation, from the expect file; empty for none. */
  readonly documented: readonly {
    readonly strategy: string;
    readonly outcome: string;
    readonly grade: string;
    readonly source: string;
  }[];
}

export interface LibraryStrategy {
  /** `lru-overlay-2018-07` */
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly cost: string;
}

export interface CheckReport {
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** Absent when there are errors. */
  readonly outline?: Outline;
}

export interface RunRequest {
  readonly input: LabInput;
  readonly policy: SchedulePolicy;
  readonly maxSteps: number;
  /** Undefined: as fast as it goes. Otherwise the run is paced, so that a person can watch it grow. */
  readonly stepsPerSecond?: number;
}

export interface ExploreRequest {
  readonly input: LabInput;
  readonly bounds: Bounds;
}

export interface ExploreResult {
  readonly verdict: Verdict;
  /** The counterexamples replayed, when there are any. */
  readonly shortest?: Run;
  readonly fewest?: Run;
}

export interface MatrixRequest {
  readonly labs: readonly TextInput[];
  readonly strategies: readonly TextInput[];
  readonly kernel: readonly TextInput[];
  readonly bounds: Bounds;
}

export interface FaceDescription {
  readonly kind: 'electron' | 'browser';
  readonly version: string;
  /** Whether `files.*` calls exist; if not, the window uploads and downloads. */
  readonly files: boolean;
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
}

/** A file that the person chose in a dialog or dropped; `token` stands for its path, which the window never names. */
export interface OpenedFile {
  readonly token: string;
  readonly name: string;
  readonly text: string;
}

/** Bad input, in words for a person. */
export interface Failure {
  readonly code: 'bad-request' | 'diagnostics' | 'too-large' | 'not-found' | 'io' | 'cancelled' | 'crashed';
  readonly message: string;
  readonly remedy: string;
  readonly diagnostics?: readonly PlacedDiagnostic[];
}

// --- the table --------------------------------------------------------------------------------------------------

export interface Contract {
  'face.describe': { kind: 'call'; request: undefined; response: FaceDescription };
  'library.read': { kind: 'call'; request: undefined; response: Library };
  'lab.check': { kind: 'call'; request: LabInput; response: CheckReport };
  'lab.run': { kind: 'job'; request: RunRequest; progress: RunChunk; response: Run };
  'lab.explore': { kind: 'job'; request: ExploreRequest; progress: SearchProgress; response: ExploreResult };
  'lab.matrix': { kind: 'job'; request: MatrixRequest; progress: Verdict; response: readonly Verdict[] };
  /** Electron only; `undefined` when the person cancelled the dialog. */
  'files.open': {
    kind: 'call';
    request: { readonly kinds: readonly ('lab' | 'strategy' | 'session')[] };
    response: OpenedFile | undefined;
  };
  'files.save': {
    kind: 'call';
    request: { readonly token: string | undefined; readonly suggestedName: string; readonly text: string };
    response: { readonly token: string; readonly name: string } | undefined;
  };
  /** Unsaved work, kept outside the document until it is saved or discarded. */
  'backup.write': { kind: 'call'; request: { readonly text: string | undefined }; response: undefined };
  'backup.read': { kind: 'call'; request: undefined; response: string | undefined };
  /** The window tells the shell what to show in the title bar and whether closing must ask. */
  'window.describe': {
    kind: 'call';
    request: { readonly title: string; readonly dirty: boolean };
    response: undefined;
  };
}

/** What the shell pushes to the window: a menu command, a file to open. Whether closing asks is the shell's own matter. */
export interface ShellEvents {
  command: { readonly id: string };
  'open-file': OpenedFile;
}

export type CallName = {
  [N in keyof Contract]: Contract[N]['kind'] extends 'call' ? N : never;
}[keyof Contract];
export type JobName = {
  [N in keyof Contract]: Contract[N]['kind'] extends 'job' ? N : never;
}[keyof Contract];

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

/** The lab as a face sees it, whatever lies between. */
export interface LabClient {
  call<N extends CallName>(
    name: N,
    request: Contract[N]['request'],
  ): Promise<Outcome<Contract[N]['response']>>;
  start<N extends JobName>(
    name: N,
    request: Contract[N]['request'],
    onProgress: (progress: Contract[N]['progress']) => void,
  ): Job<Contract[N]['response']>;
  on<E extends keyof ShellEvents>(event: E, listener: (payload: ShellEvents[E]) => void): () => void;
}

export interface Job<T> {
  readonly done: Promise<Outcome<T>>;
  /** `done` then settles within 100 ms with what was found so far; a thread that is stuck is ended after half a second: `cancelled`. */
  cancel(): void;
}
