// Where the window was: read, clamped to the screens that exist now, written when it closes.

import { readFile } from 'node:fs/promises';
import { writeAtomically } from './atomic-write.ts';
import type { Rectangle, WindowPart } from './parts.ts';

export interface WindowState {
  readonly bounds: Rectangle | undefined;
  readonly maximized: boolean;
}

export const smallest = { width: 960, height: 600 };
export const usual = { width: 1440, height: 900 };

/** A missing or broken file gives the usual window; the system places it. */
export async function readWindowState(file: string, screens: readonly Rectangle[]): Promise<WindowState> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof value !== 'object' || value === null) return { bounds: undefined, maximized: false };
    const { bounds, maximized } = value as Record<string, unknown>;
    return {
      bounds: isRectangle(bounds) ? clamp(bounds, screens) : undefined,
      maximized: maximized === true,
    };
  } catch {
    return { bounds: undefined, maximized: false };
  }
}

export function writeWindowState(file: string, window: WindowPart): Promise<void> {
  const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
  return writeAtomically(file, `${JSON.stringify(state)}\n`);
}

/** Whole on the screen that shows most of it; undefined when no screen shows any. */
export function clamp(bounds: Rectangle, screens: readonly Rectangle[]): Rectangle | undefined {
  let best: Rectangle | undefined;
  let most = 0;
  for (const screen of screens) {
    const area = overlap(bounds, screen);
    if (area > most) {
      best = screen;
      most = area;
    }
  }
  if (best === undefined) return undefined;
  const width = Math.min(Math.max(bounds.width, smallest.width), best.width);
  const height = Math.min(Math.max(bounds.height, smallest.height), best.height);
  return {
    x: Math.min(Math.max(bounds.x, best.x), best.x + best.width - width),
    y: Math.min(Math.max(bounds.y, best.y), best.y + best.height - height),
    width,
    height,
  };
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height } = value as Record<string, unknown>;
  return [x, y, width, height].every((member) => Number.isSafeInteger(member));
}
