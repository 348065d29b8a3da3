// Where a track changes: the next or previous step of a task, the next or previous column in which a value differs
// from the one before it.

import type { Run } from '../../../core/trace/run.ts';
import { callsOf, firstColumnFrom } from './calls.ts';
import type { Track } from './tracks.ts';

/** The nearest change after (1) or before (-1) a cursor; undefined where there is none. */
export function neighbouringChange(
  run: Run,
  track: Track,
  cursor: number,
  direction: 1 | -1,
): number | undefined {
  if (track.kind === 'task') return neighbouringStep(run, track.task, cursor, direction);
  const lanes = track.kind === 'pair' ? [track.knows, track.truth] : [track.lane];
  const values = lanes.map((index) => run.lanes[index]?.values);
  for (let column = cursor + direction; column >= 1 && column <= run.steps.length; column += direction) {
    if (values.some((lane) => lane !== undefined && lane[column] !== lane[column - 1])) return column;
  }
  return undefined;
}

export function neighbouringStep(
  run: Run,
  task: number,
  cursor: number,
  direction: 1 | -1,
): number | undefined {
  const columns = callsOf(run)[task]?.columns ?? [];
  const at = firstColumnFrom(columns, cursor);
  if (direction === -1) return columns[at - 1];
  return columns[at] === cursor ? columns[at + 1] : columns[at];
}
