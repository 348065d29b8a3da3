// Draws the ruler: step numbers centred on their columns, a mark for each column in which something was found.

import { type FindingMark, labelledTicks, type Tick } from '../model/ruler.ts';
import type { Surface } from './paint-lanes.ts';

export const rulerHeight = 26;

export function paintRuler(surface: Surface, ticks: readonly Tick[], findings: readonly FindingMark[]): void {
  const { context, palette, width, height, scale } = surface;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = palette.ruler;
  context.fillRect(0, 0, width, height);
  context.font = palette.font;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const tick of ticks) {
    context.fillStyle = palette.muted;
    context.fillRect(Math.round(tick.x), height - 5, 1, 4);
  }
  context.fillStyle = palette.muted;
  for (const tick of labelledTicks(ticks, findings, width))
    context.fillText(tick.label, tick.x, height / 2 - 2);
  context.textAlign = 'left';
  for (const mark of findings) paintFinding(surface, mark);
  context.fillStyle = palette.border;
  context.fillRect(0, height - 1, width, 1);
}

/** A cross in a box for a violation, an exclamation mark in a triangle for a warning. */
function paintFinding({ context, palette, height }: Surface, { x, violation }: FindingMark): void {
  const color = violation ? palette.bad : palette.doubt;
  context.fillStyle = palette.ruler;
  context.fillRect(x - 11, 0, 22, height - 6);
  context.fillStyle = color;
  context.beginPath();
  if (violation) context.rect(x - 7, 3, 14, 14);
  else {
    context.moveTo(x, 2);
    context.lineTo(x + 8, 17);
    context.lineTo(x - 8, 17);
  }
  context.fill();
  context.fillRect(Math.round(x - 0.5), 17, 1, height - 18);
  context.strokeStyle = palette.ruler;
  context.lineWidth = 2;
  context.beginPath();
  if (violation) {
    context.moveTo(x - 3.5, 6.5);
    context.lineTo(x + 3.5, 13.5);
    context.moveTo(x + 3.5, 6.5);
    context.lineTo(x - 3.5, 13.5);
  } else {
    context.moveTo(x, 7);
    context.lineTo(x, 12);
    context.moveTo(x, 14);
    context.lineTo(x, 15.5);
  }
  context.stroke();
}
