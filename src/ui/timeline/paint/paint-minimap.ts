// Draws the whole run in a strip: a line of activity per task, ticks where something was found, the part in view.

import type { Surface } from './paint-lanes.ts';

export const minimapHeight = 30;

export interface Minimap {
  /** Per task, stretches of pixels in which it runs. */
  readonly tasks: readonly (readonly { readonly x: number; readonly width: number }[])[];
  readonly findings: readonly { readonly x: number; readonly violation: boolean }[];
  readonly window: { readonly x: number; readonly width: number };
  readonly cursor: number;
}

export function paintMinimap(surface: Surface, map: Minimap): void {
  const { context, palette, width, height, scale } = surface;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = palette.ruler;
  context.fillRect(0, 0, width, height);
  context.fillStyle = palette.lane;
  context.fillRect(map.window.x, 0, map.window.width, height);
  const line = Math.max(1, Math.min(6, (height - 10) / Math.max(1, map.tasks.length)));
  map.tasks.forEach((stretches, task) => {
    context.fillStyle = palette.tasks[task]?.mark ?? palette.line;
    for (const { x, width: w } of stretches)
      context.fillRect(x, 6 + task * line, Math.max(1, w), Math.max(1, line - 1));
  });
  for (const finding of map.findings) {
    context.fillStyle = finding.violation ? palette.bad : palette.doubt;
    context.fillRect(finding.x - 1, 0, 3, height);
  }
  context.strokeStyle = palette.line;
  context.lineWidth = 1.5;
  context.strokeRect(map.window.x + 0.75, 0.75, Math.max(3, map.window.width - 1.5), height - 1.5);
  context.fillStyle = palette.text;
  context.fillRect(Math.round(map.cursor), 0, 1, height);
}
