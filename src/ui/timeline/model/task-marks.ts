// Marks of a task's lane: boxes of the functions it is in, and below them its steps.
//
// The upper line is the outermost kernel function. The lower one shows the calls inside it as deeply as they can be
// read at this zoom. Folding: what is narrower than a pixel is drawn once per pixel.

import type { Run, RunSite } from '../../../core/trace/run.ts';
import { type CallBox, callsOf, firstBoxFrom, firstColumnFrom } from './calls.ts';
import { boxesCutAt, legibleDepth } from './cut.ts';
import { boxHeight } from './layout.ts';
import {
  type BoxMark,
  type CellMark,
  fitting,
  inView,
  type Measure,
  shortened,
  type TaskMarks,
} from './marks.ts';
import { stretchesOf } from './stretches.ts';
import { type Viewport, visibleRange, xOf } from './viewport.ts';

const legible = 28;
const wideColumn = 84;

/** The row's inside: how many lines of boxes, and where the first begins. */
export interface TaskShape {
  readonly lines: 1 | 2;
  readonly padding: number;
}

export function taskMarks(
  run: Run,
  task: number,
  { lines, padding }: TaskShape,
  view: Viewport,
  measure: Measure,
  standsOut: ((site: RunSite) => boolean) | undefined,
): TaskMarks {
  const calls = callsOf(run)[task] ?? { columns: [], levels: [], cuts: [] };
  const boxes = boxMarks(calls.levels[0] ?? [], view, padding, measure);
  if (lines === 2) {
    const { from, to } = visibleRange(view);
    const inner = boxesCutAt(calls.levels, legibleDepth(calls, view.columnWidth), from, to);
    boxes.push(...boxMarks(inner, view, padding + boxHeight, measure));
  }
  const cells =
    view.columnWidth >= 1
      ? cellsByColumn(run, calls.columns, view, measure, standsOut)
      : cellsByPixel(calls.columns, view);
  return { kind: 'task', task, boxes, cells, cellY: padding + lines * boxHeight };
}

function boxMarks(boxes: readonly CallBox[], view: Viewport, y: number, measure: Measure): BoxMark[] {
  const { from, to } = visibleRange(view);
  const marks: BoxMark[] = [];
  let index = firstBoxFrom(boxes, from);
  while (index < boxes.length) {
    const box = boxes[index]!;
    if (box.first > to) break;
    const x = xOf(view, box.first);
    const width = (box.last - box.first + 1) * view.columnWidth;
    const seen = inView(x, width, view.width);
    const text = seen.width >= legible ? shortened(box.function, seen.width, measure) : '';
    marks.push({ x, width: Math.max(1, width), y, height: boxHeight - 1, text });
    index =
      width >= 1 ? index + 1 : Math.max(index + 1, firstBoxFrom(boxes, box.last + 1 / view.columnWidth));
  }
  return marks;
}

function cellsByColumn(
  run: Run,
  columns: readonly number[],
  view: Viewport,
  measure: Measure,
  standsOut: ((site: RunSite) => boolean) | undefined,
): readonly CellMark[] {
  const { from, to } = visibleRange(view);
  const cells: CellMark[] = [];
  for (let index = firstColumnFrom(columns, from); index < columns.length; index += 1) {
    const column = columns[index]!;
    if (column > to) break;
    const site = run.head.sites[run.steps.site[column - 1] ?? 0];
    const text = site === undefined ? '' : textOf(site, view.columnWidth, measure);
    const dim = site !== undefined && standsOut !== undefined && !standsOut(site);
    cells.push({ x: xOf(view, column), width: view.columnWidth, text, dim });
  }
  return cells;
}

function cellsByPixel(columns: readonly number[], view: Viewport): readonly CellMark[] {
  return stretchesOf(columns, view).map((stretch) => ({ ...stretch, text: '', dim: false }));
}

/** The operation as it stands in the text where columns are wide, else its kind. */
function textOf(site: RunSite, width: number, measure: Measure): string {
  if (width >= wideColumn) return shortened(site.text, width, measure);
  return fitting([site.text, site.operation, signOf(site)], width, measure);
}

/** R, W, RMW … where the word does not fit. */
function signOf(site: RunSite): string {
  return site.operation === 'rmw' ? 'M' : (site.operation[0] ?? '').toUpperCase();
}
