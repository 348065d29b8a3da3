// A schedule as a value: who runs next, step by step, in one printable line. A schedule alone reproduces a run.
//
// Text form, one segment per stretch of one task, named by the segment's last step so that small edits do not
// break it:  `pinner/pin_page_for_dma+9#1 random_process/put_page+4#1`
//   task / function + lineInFunction [ . ordinal if not 1 ] # occurrence (how often this task has done this step)
//   [ ~k : choices made in the segment, in order, when the segment passes `choose` ]
//   cpu0:buffer / word # occurrence : a store in CPU 0's store buffer becomes visible; always a segment of its own
// Numeric form: one entry per step. Promises: format(parse(x)) is x for every schedule that a replay accepts.

/** One micro-step: which task or store buffer, and which alternative (0 where there is nothing to choose). */
export interface Choice {
  readonly task: number;
  readonly alternative: number;
}

/** Names one executed step in a way that survives edits elsewhere. */
export interface StepId {
  readonly task: string;
  /** Of a store buffer's step: the word that becomes visible; line 0 and ordinal 1 then mean nothing. */
  readonly function: string;
  readonly lineInFunction: number;
  readonly ordinal: number;
  readonly occurrence: number;
}

/** Store buffers stand behind the tasks and have this name; no task can. */
export function bufferName(cpu: number): string {
  return `cpu${cpu}:buffer`;
}

export function isBufferName(name: string): boolean {
  return name.endsWith(':buffer');
}

/** How a single run picks who goes next. */
export type SchedulePolicy =
  | { readonly kind: 'round-robin' }
  | { readonly kind: 'random'; readonly seed: number }
  /** Follow this schedule; when it is used up, stop (interactive) or go on round-robin. */
  | { readonly kind: 'scripted'; readonly schedule: string; readonly atItsEnd: 'stop' | 'round-robin' };
