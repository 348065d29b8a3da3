// What the pool and its worker threads say to each other, and the shared words that need no message.

import type { CheckReport, ExploreResult, Outcome } from '../contract/table.ts';
import type { Bounds, SearchProgress } from '../core/check/verdict.ts';
import type { ProgramTexts } from '../core/language/check/check.ts';
import type { SchedulePolicy } from '../core/schedule/schedule.ts';
import type { Run, RunChunk } from '../core/trace/run.ts';

export type ThreadRequest =
  | { readonly kind: 'check'; readonly texts: ProgramTexts }
  | {
      readonly kind: 'run';
      readonly texts: ProgramTexts;
      readonly policy: SchedulePolicy;
      readonly maxSteps: number;
      readonly stepsPerSecond: number | undefined;
    }
  | {
      readonly kind: 'explore';
      readonly texts: ProgramTexts;
      readonly bounds: Bounds;
      /** Replay the counterexamples too; the matrix needs only the verdict. */
      readonly withRuns: boolean;
    };

/** What each kind of request gives while it works and at its end. */
export interface ThreadResults {
  readonly check: { readonly progress: never; readonly result: CheckReport };
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
