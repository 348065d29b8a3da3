// A schedule as a value: who runs next, step by step, in one printable line. A schedule alone reproduces a run.
//
// Text form, one segment per stretch of one task, named by the segment's last step so that small edits do not
// break it:  `pinner/pin_page_for_dma+9#1 random_process/put_page+4#1`
//   task / function + lineInFunction [ . ordinal if not 1 ] # occurrence (how often this task has done this step)
//   [ ~k : choices made in the segment, in order, when the segment passes `choose` ]
// Numeric form: one entry per step. Promises: format(parse(x)) is x for every schedule that a replay accepts.

/** One micro-step: which task, and which alternative at a `choose` (0 elsewhere). */
export interface Choice {
  readonly task: number;
  readonly alternative: number;
}

/** Names one executed step in a way that survives edits elsewhere. */
export interface StepId {
  readonly task: string;
  readonly function: string;
  readonly lineInFunction: number;
  readonly ordinal: number;
  readonly occurrence: number;
}

/** How a single run picks who goes next. */
export type SchedulePolicy =
  | { readonly kind: 'round-robin' }
  | { readonly kind: 'random'; readonly seed: number }
  /** Follow this schedule; when it is used up, stop (interactive) or go on round-robin. */
  | { readonly kind: 'scripted'; readonly schedule: string; readonly atItsEnd: 'stop' | 'round-robin' };
