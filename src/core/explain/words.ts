// Steps in sentences: a task does an operation at a place; a store in a buffer becomes visible.

import type { StepMark } from '../check/verdict.ts';
import { isBufferName } from '../schedule/schedule.ts';

/** "`pinner` done `x` (f.c:3)", "the store to `w` in `cpu0:buffer` become visible": after "had". */
export function hadDone(mark: StepMark, isLast: boolean): string {
  if (isBufferName(mark.task)) return `${storeIn(mark)} become visible`;
  return `\`${mark.task}\` ${isLast ? 'come through' : 'done'} ${placed(mark)}`;
}

export function did(mark: StepMark): string {
  return isBufferName(mark.task) ? `${storeIn(mark)} became visible` : `\`${mark.task}\` did ${placed(mark)}`;
}

export function does(mark: StepMark): string {
  return isBufferName(mark.task)
    ? `${storeIn(mark)} becomes visible`
    : `\`${mark.task}\` does ${placed(mark)}`;
}

export function hasDone(mark: StepMark): string {
  return isBufferName(mark.task)
    ? `${storeIn(mark)} has become visible`
    : `\`${mark.task}\` has done ${placed(mark)}`;
}

/** "`pinner` at `x` (f.c:3)", "the store to `w` in `cpu0:buffer`". */
export function named(mark: StepMark): string {
  return isBufferName(mark.task) ? storeIn(mark) : `\`${mark.task}\` at ${placed(mark)}`;
}

function storeIn({ task, function: word }: StepMark): string {
  return `the store to \`${word}\` in \`${task}\``;
}

function placed({ text, path, line }: StepMark): string {
  return path === undefined ? `\`${text}\`` : `\`${text}\` (${path}:${line})`;
}
