// Canvas patterns made from the tiles of the tasks; made once per colour, at the screen's resolution.

import { patternTile, taskPattern } from '../../widgets/task-patterns.ts';

const made = new Map<string, CanvasPattern | undefined>();

/** The path's lines in `color` over nothing; undefined for the task whose pattern is plain. */
export function patternFill(
  context: CanvasRenderingContext2D,
  task: number,
  color: string,
  scale: number,
): CanvasPattern | undefined {
  const path = taskPattern(task);
  return path === '' ? undefined : tilePattern(context, path, color, scale);
}

/** Diagonal hatching for what is wrong or not resolved. */
export function hatchFill(
  context: CanvasRenderingContext2D,
  color: string,
  scale: number,
): CanvasPattern | undefined {
  return tilePattern(context, hatching, color, scale);
}

const hatching = 'M-2 2L2 -2M0 8L8 0M6 10L10 6';

function tilePattern(
  context: CanvasRenderingContext2D,
  path: string,
  color: string,
  scale: number,
): CanvasPattern | undefined {
  const key = `${path}|${color}|${scale}`;
  if (!made.has(key)) made.set(key, makeTile(context, path, color, scale));
  return made.get(key);
}

function makeTile(
  context: CanvasRenderingContext2D,
  path: string,
  color: string,
  scale: number,
): CanvasPattern | undefined {
  const tile = document.createElement('canvas');
  tile.width = patternTile * scale;
  tile.height = patternTile * scale;
  const pen = tile.getContext('2d');
  if (pen === null) return undefined;
  pen.scale(scale, scale);
  pen.strokeStyle = color;
  pen.lineWidth = 1.2;
  pen.stroke(new Path2D(path));
  const pattern = context.createPattern(tile, 'repeat') ?? undefined;
  pattern?.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern;
}
