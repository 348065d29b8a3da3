// Follows a schedule: runs each segment's task until it has done the segment's last step.
//
// Promises: a schedule that a run printed reproduces that run; where the program no longer fits the schedule it
// says at which segment and why, and never guesses. When the schedule is used up, `then` takes over if given.

import { assert } from '../base/assert.ts';
import { occurrenceCounter } from './record.ts';
import { isBufferName } from './schedule.ts';
import type { Decision, Runnable, Scheduler } from './scheduler.ts';
import type { Segment } from './text.ts';
import { formatSegment, formatStepId } from './text.ts';

export function scripted(
  segments: readonly Segment[],
  taskNames: readonly string[],
  then: Scheduler | undefined,
): Scheduler {
  let at = 0;
  /** Choices of the current segment that are used up. */
  let chosen = 0;
  /** The step just picked is the last one of its segment. */
  let ending = false;
  /** The alternative of the store buffer that was just picked. */
  let drained = 0;
  let occurrence = occurrenceCounter();

  function stuck(segment: Segment, message: string, remedy: string): Decision {
    return {
      kind: 'stuck',
      problem: {
        segment: at,
        message: `segment ${at + 1}, \`${formatSegment(segment)}\`: ${message}`,
        remedy,
      },
    };
  }

  function pick(segment: Segment, runnable: readonly Runnable[]): Decision {
    const { last, choices } = segment;
    const task = taskNames.indexOf(last.task);
    if (task < 0 && isBufferName(last.task)) {
      return stuck(
        segment,
        `there is no store buffer \`${last.task}\``,
        'The schedule was made under another memory model; under SC every store is visible at once.',
      );
    }
    if (task < 0) {
      return stuck(segment, `there is no task \`${last.task}\``, `The tasks are: ${taskNames.join(', ')}.`);
    }
    const candidate = runnable.find((one) => one.task === task);
    if (!candidate) {
      return stuck(
        segment,
        isBufferName(last.task)
          ? `the store buffer is empty`
          : `\`${last.task}\` cannot run up to this step: it waits, or it has ended`,
        'The lab or the strategy differs from the one the schedule was made with; explore again to get a new one.',
      );
    }
    const { next, alternatives, words } = candidate;
    if (words) {
      drained = words.indexOf(last.function);
      const seen = drained < 0 ? 0 : occurrence(last.task, last);
      ending = seen === last.occurrence;
      if (ending) return { kind: 'run', task, told: true };
      const which = drained < 0 ? 'no such store' : `the store number ${seen} to this word`;
      return stuck(
        segment,
        `what may become visible next is ${which}; the buffer offers ${words.join(', ')}`,
        'The lab or the design differs from the one the schedule was made with; explore again to get a new one.',
      );
    }
    const isChoice = alternatives > 1;
    if (isChoice && (choices[chosen] ?? alternatives) >= alternatives) {
      return stuck(
        segment,
        `\`${last.task}\` stands at a choice among ${alternatives}, and the segment does not say which`,
        `Add \`~0\` to \`~${alternatives - 1}\` for each choice that the segment passes.`,
      );
    }
    const seen = occurrence(last.task, next);
    ending =
      next.function === last.function &&
      next.lineInFunction === last.lineInFunction &&
      next.ordinal === last.ordinal &&
      seen === last.occurrence;
    if (ending && chosen + (isChoice ? 1 : 0) < choices.length) {
      return stuck(
        segment,
        `it names ${choices.length} choices but passes fewer`,
        'Take the last `~` parts out, or explore again to get a new schedule.',
      );
    }
    return { kind: 'run', task, told: true };
  }

  return {
    start() {
      at = 0;
      chosen = 0;
      ending = false;
      occurrence = occurrenceCounter();
      then?.start();
    },
    pickTask(runnable: readonly Runnable[], previous: number | undefined): Decision {
      if (ending) {
        at += 1;
        chosen = 0;
        ending = false;
      }
      const segment = segments[at];
      if (segment) return pick(segment, runnable);
      return then ? then.pickTask(runnable, previous) : { kind: 'stop' };
    },
    pickAlternative(task: Runnable): number {
      const segment = segments[at];
      if (segment && task.words) return drained;
      if (segment) {
        const choice = segment.choices[chosen];
        assert(
          choice !== undefined,
          `pickTask has seen that ${formatStepId(segment.last)} names its choices`,
        );
        chosen += 1;
        return choice;
      }
      return then ? then.pickAlternative(task) : 0;
    },
  };
}
