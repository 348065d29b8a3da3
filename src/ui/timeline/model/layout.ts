// Where each visible track lies from top to bottom. Heights depend on the run and on the
// room, never on the zoom: lanes do not jump.

import type { Run } from '../../../core/trace/run.ts';
import { callsOf } from './calls.ts';
import type { Track } from './tracks.ts';

export interface Row {
  readonly track: Track;
  readonly top: number;
  readonly height: number;
  /** Lines of boxes on a task's lane: two where calls nest and there is room. */
  readonly lines: 1 | 2;
}

export interface Layout {
  readonly rows: readonly Row[];
  readonly height: number;
}

export const boxHeight = 18;
export const cellHeight = 15;

const roomy = { padding: 4, number: 36, band: 26 };
const dense = { padding: 2, number: 28, band: 21 };

/** Roomy where everything is then in view, else dense: more lanes at once, one line of boxes each. */
export function layOut(run: Run, tracks: readonly Track[], room: number): Layout {
  const layout = stack(run, tracks, roomy);
  return layout.height <= room ? layout : stack(run, tracks, dense);
}

/** From the top of a task's lane to its first line of boxes. */
export function paddingOf(row: Row): number {
  return (row.height - row.lines * boxHeight - cellHeight) / 2;
}

export function rowAt(layout: Layout, y: number): Row | undefined {
  return layout.rows.find((row) => y >= row.top && y < row.top + row.height);
}

function stack(run: Run, tracks: readonly Track[], sizes: typeof roomy): Layout {
  const rows: Row[] = [];
  let top = 0;
  for (const track of tracks) {
    const lines = sizes === roomy && track.kind === 'task' && nests(run, track.task) ? 2 : 1;
    const height = heightOf(run, track, lines, sizes);
    rows.push({ track, top, height, lines });
    top += height;
  }
  return { rows, height: top };
}

function nests(run: Run, task: number): boolean {
  return (callsOf(run)[task]?.levels.length ?? 0) > 1;
}

function heightOf(run: Run, track: Track, lines: number, sizes: typeof roomy): number {
  switch (track.kind) {
    case 'task':
      return 2 * sizes.padding + lines * boxHeight + cellHeight;
    case 'value':
      return run.lanes[track.lane]?.display === 'number' ? sizes.number : sizes.band;
    case 'pair':
      return sizes.band;
  }
}
