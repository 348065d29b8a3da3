// Stretches of equal values in view, in pixels. Where columns are finer than pixels, a stretch may be `mixed`: it then
// says between which values it moves, found by the pyramid, so that the work depends on the pixels and not on the run.

import { extentOf, pyramidOf } from './pyramid.ts';
import { type Viewport, visibleRange, xOf } from './viewport.ts';

export interface Segment {
  readonly x: number;
  width: number;
  /** First column; the value before it is that of column `from - 1`. */
  readonly from: number;
  to: number;
  readonly min: number;
  readonly max: number;
}

export function isMixed(segment: Segment): boolean {
  return segment.min !== segment.max;
}

export function segmentsOf(values: Int32Array, view: Viewport): readonly Segment[] {
  return view.columnWidth >= 1 ? byColumn(values, view) : byPixel(values, view);
}

function byColumn(values: Int32Array, view: Viewport): readonly Segment[] {
  const { from, to } = visibleRange(view);
  const segments: Segment[] = [];
  for (let column = from; column <= to; column += 1) {
    const value = values[column];
    if (value === undefined) break;
    const last = segments.at(-1);
    if (last !== undefined && last.min === value) {
      last.to = column;
      last.width += view.columnWidth;
    } else {
      segments.push({
        x: xOf(view, column),
        width: view.columnWidth,
        from: column,
        to: column,
        min: value,
        max: value,
      });
    }
  }
  return segments;
}

function byPixel(values: Int32Array, view: Viewport): readonly Segment[] {
  const pyramid = pyramidOf(values);
  const segments: Segment[] = [];
  const end = Math.min(view.width, xOf(view, values.length));
  for (let x = 0; x < end; x += 1) {
    const from = Math.floor(view.first + x / view.columnWidth);
    const to = Math.max(from, Math.ceil(view.first + (x + 1) / view.columnWidth) - 1);
    const extent = extentOf(pyramid, from, to);
    if (extent === undefined) continue;
    const last = segments.at(-1);
    if (last !== undefined && last.min === extent.min && last.max === extent.max) {
      last.width += 1;
      last.to = to;
    } else {
      segments.push({ x, width: 1, from, to, ...extent });
    }
  }
  return segments;
}
