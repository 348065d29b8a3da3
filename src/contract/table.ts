// Every call between a face and the lab: its name, what it takes, what it gives, and whether it is a job.
//
// A call answers once. A job answers once too, but reports progress before and can be cancelled. Payloads are plain
// data (typed arrays included). Adding a call means adding a line here and a schema in `schemas.ts`; the transports
// follow by themselves. Expected failures travel as `Failure`, never as a thrown exception's text.

import type { CostLedger } from '../core/check/cost-ledger.ts';
import type { Reduction, SearchMethod } from '../core/check/search-method.ts';
import type { Bounds, MemoryModel, SearchProgress, Verdict } from '../core/check/verdict.ts';
import type { PolicyAxis } from '../core/language/check/program.ts';
import type { Outline } from '../core/language/lower/outline.ts';
import type { Edit, RemovalKind } from '../core/language/mutate/removal.ts';
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

/** How the kernel behaves: the texts of one strategy and of any number of policies, and a memory model. */
export interface DesignInput {
  readonly strategy: TextInput;
  /** In the order of the design's id. */
  readonly policies: readonly TextInput[];
  /** Forked kernel library files: each replaces the built-in file with the same path. */
  readonly kernel: readonly TextInput[];
  readonly memory: MemoryModel;
}

/** Everything that decides what is checked, run or explored. */
export interface LabInput extends DesignInput {
  readonly lab: TextInput;
}

/** A design with the name under which it is asked: its canonical id, or a preset's name. */
export interface NamedDesign extends DesignInput {
  readonly id: string;
}

export interface Library {
  readonly labs: readonly LibraryLab[];
  readonly strategies: readonly LibraryStrategy[];
  readonly policies: readonly LibraryPolicy[];
  readonly presets: readonly LibraryPreset[];
  /** Every built-in text, for language services and for reading: labs, strategies, policies, kernel library, presets. */
  readonly texts: readonly SourceFile[];
  readonly engineVersion: string;
}

export interface LibraryLab {
  /** `s01-get-pin-put-early-unpin` */
  readonly id: string;
  readonly path: string;
  /** First sentence of its head comment. */
  readonly title: string;
  /** `Accounting with the overlay designs`; the group of a lab that is not built in is `Yours`. */
  readonly group: string;
  /** The designs that it is compared under: design ids and preset names, in the order of its COMPARE. */
  readonly compare: readonly string[];
  /** What is wrong with its COMPARE, if anything is; what can be read of it is in `compare`. */
  readonly problem?: string;
  /** Documented outcomes by design (the ids of `compare`), with grade and citation, from the expect file. */
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
  /** The ledger in a few words. */
  readonly cost: string;
  readonly ledger: CostLedger;
}

export interface LibraryPolicy {
  /** `wb-bounce` */
  readonly id: string;
  readonly path: string;
  readonly axis: PolicyAxis;
  readonly title: string;
  readonly cites: readonly string[];
}

export interface LibraryPreset {
  /** `v5.10` */
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly cites: readonly string[];
  readonly strategy: string;
  readonly policies: readonly string[];
  readonly memory: MemoryModel;
  /** Why it cannot be used, if it cannot: it names something that is not there. */
  readonly problem?: string;
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
  /** What the verdict calls the design; not given: the id of its parts. A preset's name, for example. */
  readonly design?: string;
  /** Not given: automatic. */
  readonly method?: SearchMethod;
}

export interface ExploreResult {
  readonly verdict: Verdict;
  /** The counterexamples replayed, when there are any. */
  readonly shortest?: Run;
  readonly fewest?: Run;
  /** In the order of the verdict's `otherKinds`. */
  readonly otherKinds?: readonly Run[];
  readonly nearestPassing?: Run;
  /** How it goes on behind the point of no return. */
  readonly continuation?: Run;
  /** What else the person must know: where a search that was stopped is kept. */
  readonly notices?: readonly string[];
}

/** What can be asked of a search of this lab here. */
export interface SearchChoices {
  readonly reductions: readonly ReductionChoice[];
  /** Why Spin cannot be used; undefined where it can. */
  readonly noSpin?: string;
}

export interface ReductionChoice {
  readonly reduction: Reduction;
  /** Why it would change nothing or is not sound here; undefined where it is in force once it is asked for. */
  readonly refused?: string;
}

export type ExportFormat = 'promela' | 'tla';

export interface ExportRequest {
  readonly input: LabInput;
  readonly design?: string;
  readonly to: ExportFormat;
}

/** A model for another tool, as text. */
export interface ExportedModel {
  /** Of the file that it should be in. */
  readonly name: string;
  readonly text: string;
  /** What is left out and what differs, a sentence each. */
  readonly notes: readonly string[];
}

export interface MatrixRequest {
  readonly labs: readonly TextInput[];
  readonly designs: readonly NamedDesign[];
  /** Which cells, in the order in which they are wanted: indices into `labs` and `designs`. */
  readonly cells: readonly (readonly [lab: number, design: number])[];
  readonly bounds: Bounds;
}

/** What became of one cell: it was searched, or there is a reason why not (`cancelled` among them). */
export type CellOutcome =
  | { readonly kind: 'done'; readonly verdict: Verdict }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** `cell` is an index into the request's `cells`. */
export type MatrixProgress =
  | { readonly kind: 'started'; readonly cell: number }
  | (CellOutcome & { readonly cell: number });

export interface CostsRequest {
  readonly designs: readonly NamedDesign[];
}

/** What one operation does, counted over its steps when nobody disturbs it. */
export interface OperationCosts {
  /** Lock acquisitions. */
  readonly locks: number;
  /** Atomic read-modify-writes, locks not included. */
  readonly atomics: number;
  readonly barriers: number;
  /** Reads and writes of shared memory that are no read-modify-write. */
  readonly reads: number;
  readonly writes: number;
  /** Distinct lines of 64 bytes that it touches. */
  readonly cacheLines: number;
}

export interface PairCosts {
  readonly pin: OperationCosts;
  readonly unpin: OperationCosts;
}

/** One pair of pin and unpin through slow and through fast GUP; or why it cannot be counted. */
export interface DesignCosts {
  readonly id: string;
  readonly slow?: PairCosts;
  readonly fast?: PairCosts;
  readonly failure?: Failure;
}

/**
 * The cells are those in which the asked text takes part. Only cells that hold as they are can turn red; of each lab and
 * memory model the two with the fewest policies are enough.
 */
export interface LoadBearingRequest extends MatrixRequest {
  /** Path of the strategy or policy whose lines are removed one at a time; it is a text of every design. */
  readonly asked: string;
  /** Go on after the first red of a line. */
  readonly allReds: boolean;
  /** Only lines of these kinds; not given: all. */
  readonly kinds?: readonly RemovalKind[];
}

export interface LoadBearingLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly kind: RemovalKind;
  /** What stands in its place: "the condition is never true". */
  readonly removed: string;
  /** From the asked text to the text without the line. */
  readonly edits: readonly Edit[];
  /** What turned red without it; `lab` is the path as sent. */
  readonly reds: readonly { readonly lab: string; readonly design: string; readonly property: string }[];
  /** How many cells were searched for that. */
  readonly searched: number;
  /** Why none turns red, out of the notes beside the strategy; or why it could not be asked. */
  readonly note?: string;
}

/** How many removals there are, and each line as soon as it is known. */
export type LoadBearingProgress =
  | { readonly kind: 'lines'; readonly total: number }
  | { readonly kind: 'line'; readonly line: LoadBearingLine };

export interface LoadBearingReport {
  /** In the order of the text. Stopped: those that are known. */
  readonly lines: readonly LoadBearingLine[];
  /** Cells that were asked: they hold with every line in place. */
  readonly holding: number;
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
  /** The outcomes in the order of the request's `cells`. */
  'lab.matrix': {
    kind: 'job';
    request: MatrixRequest;
    progress: MatrixProgress;
    response: readonly CellOutcome[];
  };
  'lab.choices': { kind: 'call'; request: LabInput; response: SearchChoices };
  'lab.export': { kind: 'call'; request: ExportRequest; response: ExportedModel };
  'lab.costs': { kind: 'call'; request: CostsRequest; response: readonly DesignCosts[] };
  'lab.loadBearing': {
    kind: 'job';
    request: LoadBearingRequest;
    progress: LoadBearingProgress;
    response: LoadBearingReport;
  };
  /** Electron only; `undefined` when the person cancelled the dialog. */
  'files.open': {
    kind: 'call';
    request: { readonly kinds: readonly ('lab' | 'strategy' | 'policy' | 'session')[] };
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
  /**
   * `done` then settles within 100 ms with what was found so far; a thread that is stuck is ended after half a second:
   * `cancelled`. With the number of a cell, a matrix leaves out that cell only and goes on; other jobs have no cells.
   */
  cancel(cell?: number): void;
  /** Lets a search rest, burning nothing, and go on later; its time bound rests too. Other jobs take no notice. */
  pause?(paused: boolean): void;
}
