// Who runs next, as an interface of three methods (after Shuttle's `Scheduler`): start, pick a task, pick an
// alternative. Policies are siblings that implement it.
//
// Promises: same policy and same answers of the machine give the same run. A scheduler is told nothing but
// what stands here, so it cannot depend on memory or on time.

import type { ScheduleProblem } from './text.ts';

/** A task that can make its next step now, or a store buffer that is not empty. */
export interface Runnable {
  readonly task: number;
  readonly name: string;
  readonly next: {
    readonly function: string;
    readonly lineInFunction: number;
    readonly ordinal: number;
  };
  /** More than 1 at a `choose`, and where one of several stores may become visible. */
  readonly alternatives: number;
  /** Of a store buffer: the word that each alternative makes visible; `next` is the first. */
  readonly words?: readonly string[];
}

export type Decision =
  /** `told`: a script says so; otherwise it is the policy's own idea. */
  | { readonly kind: 'run'; readonly task: number; readonly told: boolean }
  /** The policy is at its end although somebody could run. */
  | { readonly kind: 'stop' }
  /** What the policy was told to do is not possible here. */
  | { readonly kind: 'stuck'; readonly problem: ScheduleProblem };

export interface Scheduler {
  /** A run begins; everything that was remembered of an earlier one is forgotten. */
  start(): void;
  /** `runnable` is in task order and may be empty; `previous` made the step before. */
  pickTask(runnable: readonly Runnable[], previous: number | undefined): Decision;
  /** Called after `pickTask` chose a task that stands at a `choose`: 0 … alternatives - 1. */
  pickAlternative(task: Runnable): number;
}
