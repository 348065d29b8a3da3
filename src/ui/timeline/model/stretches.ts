// Where a task runs, as stretches of pixels: neighbouring columns are one, and so is what shares a pixel.

import { firstColumnFrom } from './calls.ts';
import { columnAt, type Viewport, xOf } from './viewport.ts';

export interface Stretch {
  readonly x: number;
  width: number;
}

/** Costs as much as there are stretches in view, at most one per pixel. */
export function stretchesOf(columns: readonly number[], view: Viewport): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const pixel = 1 / view.columnWidth;
  let index = firstColumnFrom(columns, view.first - 1);
  while (index < columns.length) {
    const column = columns[index]!;
    const x = xOf(view, column);
    if (x >= view.width) break;
    const last = stretches.at(-1);
    const width = Math.max(1, view.columnWidth);
    if (last !== undefined && x <= last.x + last.width + 0.01)
      last.width = Math.max(last.width, x + width - last.x);
    else if (x + width > 0) stretches.push({ x, width });
    const next = columnAt(view, x + 1);
    index = pixel <= 1 ? index + 1 : Math.max(index + 1, firstColumnFrom(columns, next));
  }
  return stretches;
}
