// Which columns of a run are in view and how wide they are.
//
// Column 0 is the initial state; column k is step number k together with the state after it, so that cursor k is
// column k. Promises: every function gives a viewport within bounds: no empty room at either end unless all fits.

export interface Viewport {
  /** Column at the left edge; a fraction while panning. */
  readonly first: number;
  readonly columnWidth: number;
  /** Pixels. */
  readonly width: number;
  readonly columns: number;
}

export const widestColumn = 240;
/** Empty pixels after the last column, so that what happens there is not lost at the edge. */
export const endAir = 14;
/** Wider than this a run is not stretched only to fill the room. */
const widestFit = 56;
/** Narrower than this a run that has just appeared does not start: it scrolls instead. */
const narrowestStart = 12;

/** All of the run, if need be in hairlines. */
export function fitAll(columns: number, width: number): Viewport {
  return { first: 0, columnWidth: Math.min(widestFit, narrowest(columns, width)), width, columns };
}

/** What a run looks like when nobody has zoomed yet: all of it where that is legible. */
export function firstLook(columns: number, width: number): Viewport {
  const all = fitAll(columns, width);
  return { ...all, columnWidth: Math.max(all.columnWidth, narrowestStart) };
}

/** The same columns at the left edge in a run or a room of another size. */
export function resize(view: Viewport, columns: number, width: number): Viewport {
  return clamp({ ...view, columns, width });
}

/** Zooms by a factor; the column under `x` stays where it is. */
export function zoomAt(view: Viewport, x: number, factor: number): Viewport {
  const columnWidth = boundedWidth(view, view.columnWidth * factor);
  return clamp({ ...view, columnWidth, first: columnAt(view, x) - x / columnWidth });
}

export function panBy(view: Viewport, pixels: number): Viewport {
  return clamp({ ...view, first: view.first + pixels / view.columnWidth });
}

/** Moves as little as possible so that a column is in view, with some room around it. */
export function reveal(view: Viewport, column: number): Viewport {
  const margin = Math.min(3, view.width / view.columnWidth / 4);
  const visible = view.width / view.columnWidth;
  if (column - margin < view.first) return clamp({ ...view, first: column - margin });
  if (column + 1 + margin > view.first + visible)
    return clamp({ ...view, first: column + 1 + margin - visible });
  return view;
}

/** Shows columns `from` … `to` as large as they can be. */
export function frame(view: Viewport, from: number, to: number): Viewport {
  const columnWidth = boundedWidth(view, Math.min(widestFit * 2, view.width / (to - from + 3)));
  const middle = (from + to + 1) / 2;
  return clamp({ ...view, columnWidth, first: middle - view.width / columnWidth / 2 });
}

export function xOf(view: Viewport, column: number): number {
  return (column - view.first) * view.columnWidth;
}

/** With a fraction; may lie outside the run. */
export function columnAt(view: Viewport, x: number): number {
  return view.first + x / view.columnWidth;
}

/** The cursor that a click at `x` means. */
export function cursorAt(view: Viewport, x: number): number {
  return Math.max(0, Math.min(view.columns - 1, Math.floor(columnAt(view, x))));
}

/** First and last column of which something is visible. */
export function visibleRange(view: Viewport): { readonly from: number; readonly to: number } {
  return {
    from: Math.max(0, Math.floor(view.first)),
    to: Math.min(view.columns - 1, Math.ceil(columnAt(view, view.width)) - 1),
  };
}

/** Half a pixel is forgiven. */
export function fitsAll(view: Viewport): boolean {
  return view.columns * view.columnWidth <= view.width - endAir + 0.5;
}

function clamp(view: Viewport): Viewport {
  const columnWidth = boundedWidth(view, view.columnWidth);
  const last = view.columns - (view.width - endAir) / columnWidth;
  return { ...view, columnWidth, first: Math.max(0, Math.min(view.first, last)) };
}

function boundedWidth({ columns, width }: Viewport, wanted: number): number {
  return Math.min(widestColumn, Math.max(wanted, Math.min(widestFit, narrowest(columns, width))));
}

function narrowest(columns: number, width: number): number {
  return Math.max(0.001, (width - endAir) / Math.max(1, columns));
}
