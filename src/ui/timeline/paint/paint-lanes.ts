// Draws the marks of the lanes. Knows pixels and colours, nothing of runs.

import { assertNever } from '../../../core/base/assert.ts';
import { cellHeight } from '../model/layout.ts';
import {
  type BandMark,
  type BoxMark,
  type CellMark,
  inView,
  type Marks,
  type StairMark,
  type TaskMarks,
  textPadding,
} from '../model/marks.ts';
import type { Palette, TaskColors } from './palette.ts';
import { hatchFill, patternFill } from './patterns.ts';

export interface PaintRow {
  readonly top: number;
  readonly height: number;
  /** Every second lane has a ground of its own. */
  readonly odd: boolean;
  readonly marks: Marks;
}

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. */
  readonly scale: number;
}

/** Vertical lines: between columns, and after the steps in which something was found. */
export interface Lines {
  readonly grid: readonly number[];
  readonly violations: readonly number[];
}

/** Tops of rows and places of lines are the surface's own coordinates. */
export function paintLanes(surface: Surface, rows: readonly PaintRow[], lines: Lines): void {
  const { context, palette, width, height, scale } = surface;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = palette.lane;
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'middle';
  context.fillStyle = palette.laneAlt;
  for (const row of rows) if (row.odd) context.fillRect(0, row.top, width, row.height);
  context.fillStyle = palette.grid;
  for (const x of lines.grid) context.fillRect(Math.round(x), 0, 1, height);
  for (const row of rows) {
    paintRow(surface, row);
    context.fillStyle = palette.grid;
    context.fillRect(0, row.top + row.height - 1, width, 1);
  }
  context.fillStyle = palette.bad;
  for (const x of lines.violations) {
    for (let y = 0; y < height; y += 7) context.fillRect(Math.round(x), y, 1.5, 4);
  }
}

function paintRow(surface: Surface, row: PaintRow): void {
  switch (row.marks.kind) {
    case 'task':
      paintTask(surface, row, row.marks);
      break;
    case 'bands':
      for (const band of row.marks.bands) paintBand(surface, row, band);
      break;
    case 'stairs':
      paintStairs(surface, row, row.marks.stairs);
      break;
    default:
      assertNever(row.marks);
  }
}

function paintTask(surface: Surface, row: PaintRow, marks: TaskMarks): void {
  const { context, palette, scale } = surface;
  const colors = palette.tasks[marks.task];
  if (colors === undefined) return;
  const pattern = patternFill(context, marks.task, colors.mark, scale);
  for (const box of marks.boxes) paintBox(surface, row.top + box.y, box, colors, pattern);
  for (const cell of marks.cells) {
    context.globalAlpha = cell.dim ? 0.25 : 1;
    paintCell(surface, row.top + marks.cellY + 1, cell, colors, pattern);
    context.globalAlpha = 1;
  }
}

function paintBox(
  surface: Surface,
  top: number,
  box: BoxMark,
  colors: TaskColors,
  pattern: CanvasPattern | undefined,
): void {
  const { context, palette } = surface;
  const { left, width } = snapped(box);
  context.fillStyle = colors.fill;
  context.fillRect(left, top, width, box.height);
  if (pattern !== undefined) {
    context.globalAlpha = 0.45;
    context.fillStyle = pattern;
    context.fillRect(left, top, width, box.height);
    context.globalAlpha = 1;
  }
  if (box.width > 3) {
    context.strokeStyle = colors.mark;
    context.lineWidth = 1;
    context.strokeRect(left + 0.5, top + 0.5, width - 1, box.height - 1);
  }
  const y = top + box.height / 2 + 0.5;
  write(surface, box.text, box.x, box.width, y, palette.boxText, palette.font, colors.fill);
}

/** With room for its word a step has a bar in the task's hue above it; without, it is the bar, with the pattern. */
function paintCell(
  surface: Surface,
  top: number,
  cell: CellMark,
  colors: TaskColors,
  pattern: CanvasPattern | undefined,
): void {
  const { context, palette } = surface;
  const height = cellHeight - 2;
  const { left, width } = snapped(cell);
  const solid = cell.text === '' && (pattern === undefined || cell.width < 3);
  context.fillStyle = solid ? colors.mark : colors.fill;
  context.fillRect(left, top, width, height);
  if (solid) return;
  if (cell.text === '' && pattern !== undefined) {
    context.fillStyle = pattern;
    context.fillRect(left, top, width, height);
    return;
  }
  context.fillStyle = colors.mark;
  context.fillRect(left, top, width, 2);
  write(surface, cell.text, cell.x, cell.width, top + height / 2 + 1.5, palette.boxText, palette.smallFont);
}

/** On whole pixels, with a pixel of air at the right where there is room for it. */
function snapped(mark: { readonly x: number; readonly width: number }): { left: number; width: number } {
  const left = Math.round(mark.x);
  const air = mark.width > 4 ? 1 : 0;
  return { left, width: Math.max(1, Math.round(mark.x + mark.width) - left - air) };
}

function paintBand(surface: Surface, row: PaintRow, band: BandMark): void {
  const { context, palette, scale } = surface;
  const left = Math.round(band.x);
  const width = Math.max(1, Math.round(band.x + band.width) - left);
  const inset = row.height < 24 ? 2 : 4;
  const top = row.top + inset;
  const height = row.height - 2 * inset - 1;
  const ink = inkOf(palette, band);
  if (ink.fill !== undefined) {
    context.fillStyle = ink.fill;
    context.fillRect(left, top, width, height);
  }
  if (band.tone === 'mixed' || band.tone === 'bad' || band.tone === 'doubtful') {
    const hatch = hatchFill(context, ink.line, scale);
    context.globalAlpha = band.tone === 'bad' ? 0.4 : 0.25;
    if (hatch !== undefined) context.fillStyle = hatch;
    context.fillRect(left, top, width, height);
    context.globalAlpha = 1;
  }
  context.fillStyle = ink.line;
  if (band.tone === 'empty') context.fillRect(left, top + height - 1, width, 1);
  else {
    context.fillRect(left, top, width, 1);
    context.fillRect(left, top + height - 1, width, 1);
  }
  if (width > 3) context.fillRect(left, top, band.tone === 'bad' || band.tone === 'changed' ? 2 : 1, height);
  const y = top + height / 2 + 0.5;
  const used = write(surface, band.strong, band.x, band.width, y, ink.text, palette.boldFont, ink.fill);
  write(
    surface,
    band.text,
    band.x + used,
    band.width - used,
    y,
    used > 0 ? palette.text : ink.text,
    palette.font,
  );
}

function inkOf(palette: Palette, band: BandMark): { fill: string | undefined; line: string; text: string } {
  switch (band.tone) {
    case 'empty':
      return { fill: undefined, line: palette.line, text: palette.muted };
    case 'plain':
    case 'mixed':
      return { fill: palette.band, line: palette.line, text: palette.text };
    case 'changed':
      return { fill: palette.band, line: palette.line, text: palette.changed };
    case 'good':
      return { fill: palette.goodFill, line: palette.good, text: palette.good };
    case 'bad':
      return { fill: palette.badFill, line: palette.bad, text: palette.bad };
    case 'doubtful':
      return { fill: palette.doubtFill, line: palette.doubt, text: palette.doubt };
  }
}

function paintStairs(surface: Surface, row: PaintRow, stairs: readonly StairMark[]): void {
  const { context, palette } = surface;
  const floor = row.top + row.height - 5;
  const rise = row.height - 20;
  const yOf = (height: number) => Math.round(floor - 2 - height * rise);
  let before: number | undefined;
  for (const stair of stairs) {
    const left = Math.round(stair.x);
    const width = Math.max(1, Math.round(stair.x + stair.width) - left);
    const top = yOf(stair.high);
    context.fillStyle = palette.fill;
    context.fillRect(left, top, width, floor - top);
    context.fillStyle = palette.line;
    if (stair.low !== stair.high) context.fillRect(left, top, width, yOf(stair.low) - top + 2);
    else context.fillRect(left, top, width, 2);
    if (before !== undefined) {
      context.fillRect(left, Math.min(before, top), 1.5, Math.abs(before - top) + 2);
    }
    before = yOf(stair.low);
    const color = stair.changed ? palette.changed : palette.text;
    write(
      surface,
      stair.text,
      stair.x,
      stair.width,
      top - 6,
      color,
      stair.changed ? palette.boldFont : palette.font,
    );
  }
}

/** Writes at the left of the part that is in view; gives the room that it took. */
function write(
  surface: Surface,
  text: string,
  x: number,
  width: number,
  y: number,
  color: string,
  font: string,
  ground?: string,
): number {
  if (text === '') return 0;
  const { context } = surface;
  const seen = inView(x, width, surface.width);
  context.font = font;
  const advance = context.measureText(text).width;
  if (ground !== undefined) {
    context.fillStyle = ground;
    context.fillRect(Math.round(seen.x) + 2, y - 6, advance + 4, 12);
  }
  context.fillStyle = color;
  context.fillText(text, seen.x + textPadding, y);
  return seen.x - x + advance + textPadding;
}
