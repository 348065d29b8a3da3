// The printable form of a schedule: reads it, writes it, and says where and why a text is not one.
//
// Promises: `formatSchedule(parseSchedule(x))` is x up to white space. Mails break lines: a text may be broken
// between two segments, and inside one after a `\`. Does not: know whether the steps exist (`scripted.ts` finds out).

import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { StepId } from './schedule.ts';
import { isBufferName } from './schedule.ts';

/** One stretch of one task, up to and including its last step. */
export interface Segment {
  readonly last: StepId;
  /** What was chosen at each `choose` that the stretch passes, in order. */
  readonly choices: readonly number[];
}

export interface ScheduleProblem {
  /** The segment that is wrong, counted from 0. */
  readonly segment: number;
  readonly message: string;
  readonly remedy: string;
}

/** A schedule of a run within the bounds is far shorter; this only keeps a hostile text from costing time. */
export const maxScheduleLength = 4 * 1024 * 1024;

const segmentPattern =
  /^([A-Za-z_]\w*)\/([A-Za-z_]\w*)\+(\d{1,6})(?:\.([1-9]\d{0,5}))?#([1-9]\d{0,6})((?:~\d{1,3})*)$/;

/** `cpu0:buffer/p->flags#1` */
const bufferPattern = /^(cpu\d{1,3}:buffer)\/([^\s#~\\]{1,200})#([1-9]\d{0,6})$/;

export function parseSchedule(text: string): Result<readonly Segment[], ScheduleProblem> {
  if (text.length > maxScheduleLength) {
    return fail({
      segment: 0,
      message: `the schedule has ${text.length} characters`,
      remedy: `A schedule may have at most ${maxScheduleLength} characters; cut it, or replay it in parts.`,
    });
  }
  const segments: Segment[] = [];
  for (const word of text.replace(/\\\s*\n\s*/g, '').split(/\s+/)) {
    if (word === '') continue;
    const buffered = bufferPattern.exec(word);
    if (buffered) {
      const [, task = '', fn = '', occurrence] = buffered;
      const last = { task, function: fn, lineInFunction: 0, ordinal: 1, occurrence: Number(occurrence) };
      segments.push({ last, choices: [] });
      continue;
    }
    const match = segmentPattern.exec(word);
    if (!match) return fail({ segment: segments.length, ...explain(word) });
    const [, task = '', fn = '', line, ordinal, occurrence, choices = ''] = match;
    segments.push({
      last: {
        task,
        function: fn,
        lineInFunction: Number(line),
        ordinal: ordinal === undefined ? 1 : Number(ordinal),
        occurrence: Number(occurrence),
      },
      choices: choices.split('~').slice(1).map(Number),
    });
  }
  return ok(segments);
}

export function formatSchedule(segments: readonly Segment[]): string {
  return segments.map(formatSegment).join(' ');
}

export function formatSegment(segment: Segment): string {
  return formatStepId(segment.last) + segment.choices.map((choice) => `~${choice}`).join('');
}

export function formatStepId(id: StepId): string {
  if (isBufferName(id.task)) return `${id.task}/${id.function}#${id.occurrence}`;
  const ordinal = id.ordinal === 1 ? '' : `.${id.ordinal}`;
  return `${id.task}/${id.function}+${id.lineInFunction}${ordinal}#${id.occurrence}`;
}

function explain(word: string): { message: string; remedy: string } {
  const shown = word.length > 60 ? `${word.slice(0, 57)}...` : word;
  if (word.includes(':buffer')) {
    return {
      message: `\`${shown}\` is not a store that becomes visible`,
      remedy: 'Write `cpuN:buffer/word#occurrence`, for example `cpu0:buffer/p->flags#1`.',
    };
  }
  const wanted = 'Write `task/function+line#occurrence`, for example `pinner/put_page+4#1`.';
  if (!word.includes('/'))
    return { message: `\`${shown}\` names no task`, remedy: `${wanted} A \`/\` is missing.` };
  if (!word.includes('+'))
    return { message: `\`${shown}\` names no line`, remedy: `${wanted} A \`+\` is missing.` };
  if (!word.includes('#')) {
    return { message: `\`${shown}\` does not say which time`, remedy: `${wanted} A \`#\` is missing.` };
  }
  return { message: `\`${shown}\` is not a step of a schedule`, remedy: wanted };
}
