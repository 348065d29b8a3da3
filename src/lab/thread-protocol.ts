// What the pool and its worker threads say to each other, and the shared words that need no message.

import type { CheckReport, ExploreResult, LabInput, Outcome, PairCosts } from '../contract/table.ts';
import type { Bounds, SearchProgress } from '../core/check/verdict.ts';
import type { Removal } from '../core/language/mutate/removal.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';
import type { SchedulePolicy } from '../core/schedule/schedule.ts';
import type { Run, RunChunk } from '../core/trace/run.ts';

/** What a thread is told once, at its start: texts that never change are not sent with every request. */
export interface ThreadStart {
  /** The built-in kernel library. */
  readonly kernel: readonly SourceFile[];
}

export type ThreadRequest =
  | { readonly kind: 'check'; readonly input: LabInput }
  /** The lab is one that pins and releases. */
  | { readonly kind: 'costs'; readonly input: LabInput }
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
      /** Replay the counterexamples too; the matrix needs only the verdict. */
      readonly withRuns: boolean;
    };

/** What each kind of request gives while it works and at its end. */
export interface ThreadResults {
  readonly check: { readonly progress: never; readonly result: CheckReport };
  readonly costs: { readonly progress: never; readonly result: PairCosts };
  readonly removals: { readonly progress: never; readonly result: readonly Removal[] };
  readonly run: { readonly progress: RunChunk; readonly result: Run };
  readonly explore: { readonly progress: SearchProgress; readonly result: ExploreResult };
}

export interface ThreadTask {
  readonly request: ThreadRequest;
  /** Two words: see `controlWord`. */
  readonly control: SharedArrayBuffer;
}

/** Words of `ThreadTask.control`. The thread sleeps on them, so whoever changes one notifies. */
export const controlWord = {
  /** 1: end soon, with what there is. */
  cancelled: 0,
  /** How many progress messages the receiver has taken in. */
  taken: 1,
} as const;

export type ThreadMessage =
  | { readonly kind: 'progress'; readonly progress: unknown }
  | { readonly kind: 'done'; readonly outcome: Outcome<unknown> };
