// What the pool and its worker threads say to each other, and the shared words that need no message.

import type {
  CheckReport,
  ExploreResult,
  ExportedModel,
  ExportFormat,
  LabInput,
  Outcome,
  PairCosts,
  SearchChoices,
} from '../contract/table.ts';
import type { SearchMethod } from '../core/check/search-method.ts';
import type { Bounds, SearchProgress } from '../core/check/verdict.ts';
import type { GoodLibrary } from '../core/language/check/known-good.ts';
import type { Removal } from '../core/language/mutate/removal.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';
import type { SchedulePolicy } from '../core/schedule/schedule.ts';
import type { Run, RunChunk } from '../core/trace/run.ts';
import type { RunsWanted } from './engine.ts';

/** What a thread is told once, at its start: texts that never change are not sent with every request. */
export interface ThreadStart {
  /** The built-in kernel library. */
  readonly kernel: readonly SourceFile[];
  /** The built sweep-thread.ts, which lies beside the worker. */
  readonly sweepFile: string;
  /** What the starting thread knows to be good of the kernel library. */
  readonly good?: GoodLibrary;
}

export type ThreadRequest =
  | { readonly kind: 'check'; readonly input: LabInput }
  /** The lab is one that pins and releases. */
  | { readonly kind: 'costs'; readonly input: LabInput }
  /** Which searches are possible. */
  | { readonly kind: 'choices'; readonly input: LabInput }
  | {
      readonly kind: 'export';
      readonly input: LabInput;
      readonly design: string | undefined;
      readonly to: ExportFormat;
    }
  /** What can be taken away from a strategy or policy. */
  | { readonly kind: 'removals'; readonly file: SourceFile }
  | {
      readonly kind: 'run';
      readonly input: LabInput;
      readonly policy: SchedulePolicy;
      readonly maxSteps: number;
      readonly stepsPerSecond: number | undefined;
    }
  | {
      readonly kind: 'explore';
      readonly input: LabInput;
      /** What the verdict calls the design. */
      readonly design: string | undefined;
      readonly bounds: Bounds;
      readonly runs: RunsWanted;
      readonly others?: boolean;
      /** Not given: exact. */
      readonly method?: SearchMethod;
      readonly checkpoint?: CheckpointFiles;
    };

/** Paths. */
export interface CheckpointFiles {
  /** Where a search that was stopped, or is long, leaves what it has. */
  readonly save?: string;
  /** Where one goes on. */
  readonly resume?: string;
}

/** What each kind of request gives while it works and at its end. */
export interface ThreadResults {
  readonly check: { readonly progress: never; readonly result: CheckReport };
  readonly costs: { readonly progress: never; readonly result: PairCosts };
  readonly choices: { readonly progress: never; readonly result: SearchChoices };
  readonly export: { readonly progress: never; readonly result: ExportedModel };
  readonly removals: { readonly progress: never; readonly result: readonly Removal[] };
  readonly run: { readonly progress: RunChunk; readonly result: Run };
  readonly explore: { readonly progress: SearchProgress; readonly result: ExploreResult };
}

export interface ThreadTask {
  readonly request: ThreadRequest;
  /** Three words: see `controlWord`. */
  readonly control: SharedArrayBuffer;
}

/** Words of `ThreadTask.control`. The thread sleeps on them, so whoever changes one notifies. */
export const controlWord = {
  /** 1: end soon, with what there is. */
  cancelled: 0,
  /** How many progress messages the receiver has taken in. */
  taken: 1,
  /** 1: rest until it is 0 again. */
  paused: 2,
} as const;

export type ThreadMessage =
  | { readonly kind: 'progress'; readonly progress: unknown }
  | { readonly kind: 'done'; readonly outcome: Outcome<unknown> };
