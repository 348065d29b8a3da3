// Writes down who ran, as a schedule: counts how often each task has done each step and cuts at every change of task, and
// before and behind every store that becomes visible.
//
// Promises: `scripted` follows what `text()` gives, to the same run. This is the only place where the text form is
// made from steps, so that explorer, replay and interpreter name them alike.

import type { StepId } from './schedule.ts';
import { isBufferName } from './schedule.ts';
import type { Segment } from './text.ts';
import { formatSchedule } from './text.ts';

export interface StepName {
  readonly function: string;
  readonly lineInFunction: number;
  readonly ordinal: number;
}

export interface ScheduleRecord {
  /** One step is done. `alternatives` is 1 where there was nothing to choose. */
  push(task: string, step: StepName, alternative: number, alternatives: number): StepId;
  readonly steps: number;
  /** How often the running task changed; a store that becomes visible changes nothing about who runs. */
  readonly switches: number;
  segments(): readonly Segment[];
  text(): string;
}

/** Counts occurrences of steps per task: the numbers after `#`. */
export function occurrenceCounter(): (task: string, step: StepName) => number {
  const counts = new Map<string, number>();
  return (task, step) => {
    const key = `${task}/${step.function}+${step.lineInFunction}.${step.ordinal}`;
    const seen = (counts.get(key) ?? 0) + 1;
    counts.set(key, seen);
    return seen;
  };
}

export function recordSchedule(): ScheduleRecord {
  const occurrence = occurrenceCounter();
  const closed: Segment[] = [];
  let last: StepId | undefined;
  let choices: number[] = [];
  let steps = 0;
  let switches = 0;
  let running: string | undefined;

  return {
    push(task, step, alternative, alternatives) {
      const isBuffer = isBufferName(task);
      if (last && (isBuffer || last.task !== task)) {
        closed.push({ last, choices });
        choices = [];
      }
      if (!isBuffer) {
        if (running !== undefined && running !== task) switches += 1;
        running = task;
      }
      if (alternatives > 1 && !isBuffer) choices.push(alternative);
      last = {
        task,
        function: step.function,
        lineInFunction: step.lineInFunction,
        ordinal: step.ordinal,
        occurrence: occurrence(task, step),
      };
      steps += 1;
      return last;
    },
    get steps() {
      return steps;
    },
    get switches() {
      return switches;
    },
    segments: () => (last ? [...closed, { last, choices }] : closed),
    text() {
      return formatSchedule(this.segments());
    },
  };
}
