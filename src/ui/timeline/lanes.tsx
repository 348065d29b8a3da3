// The lanes' pixels: computes the marks in view and hands them to the painter.

import { useCallback } from 'react';
import { assert } from '../../core/base/assert.ts';
import type { Lane, Run } from '../../core/trace/run.ts';
import { Canvas } from './canvas.tsx';
import { type Filter, stepTest } from './model/filter.ts';
import { type Layout, paddingOf, type Row } from './model/layout.ts';
import type { Marks, Measure } from './model/marks.ts';
import { findingMarks, ticksOf } from './model/ruler.ts';
import { taskMarks } from './model/task-marks.ts';
import { pairMarks, valueMarks } from './model/value-marks.ts';
import type { Viewport } from './model/viewport.ts';
import { type PaintRow, paintLanes, type Surface } from './paint/paint-lanes.ts';
import type { Palette } from './paint/palette.ts';

export interface LanesProps {
  readonly run: Run;
  readonly layout: Layout;
  readonly view: Viewport;
  readonly filter: Filter;
  readonly palette: Palette;
  readonly height: number;
  readonly scrollTop: number;
}

export function Lanes({ run, layout, view, filter, palette, height, scrollTop }: LanesProps) {
  const paint = useCallback(
    (surface: Surface) => {
      surface.context.font = palette.font;
      const character = surface.context.measureText('m').width;
      const measure: Measure = (text) => text.length * character;
      const rows = layout.rows
        .filter((row) => row.top + row.height > scrollTop && row.top < scrollTop + height)
        .map(
          (row): PaintRow => ({
            top: row.top - scrollTop,
            height: row.height,
            odd: layout.rows.indexOf(row) % 2 === 1,
            marks: marksOf(run, row, view, measure, filter),
          }),
        );
      const half = view.columnWidth / 2;
      paintLanes(surface, rows, {
        grid: ticksOf(view).map((tick) => tick.x - half),
        violations: findingMarks(run, view)
          .filter((mark) => mark.violation)
          .map((mark) => mark.x + half),
      });
    },
    [run, layout, view, filter, palette, height, scrollTop],
  );
  return <Canvas className="tl-canvas" width={view.width} height={height} palette={palette} paint={paint} />;
}

function marksOf(run: Run, row: Row, view: Viewport, measure: Measure, filter: Filter): Marks {
  const { track } = row;
  switch (track.kind) {
    case 'task':
      return taskMarks(
        run,
        track.task,
        { lines: row.lines, padding: paddingOf(row) },
        view,
        measure,
        stepTest(filter),
      );
    case 'value':
      return valueMarks(run, laneAt(run, track.lane), view, measure);
    case 'pair':
      return pairMarks(laneAt(run, track.knows), laneAt(run, track.truth), view, measure);
  }
}

function laneAt(run: Run, index: number): Lane {
  const lane = run.lanes[index];
  assert(lane !== undefined, 'tracks are made from the lanes of their run');
  return lane;
}
