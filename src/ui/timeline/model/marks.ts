// What the painter draws, in pixels and words: no decision is left to it but the pixel.

export interface BoxMark {
  readonly x: number;
  readonly width: number;
  /** Below the top of the row. */
  readonly y: number;
  readonly height: number;
  /** Empty where nothing legible fits. */
  readonly text: string;
}

/** One step of a task, or at coarse zoom a stretch of them. */
export interface CellMark {
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly dim: boolean;
}

export interface TaskMarks {
  readonly kind: 'task';
  readonly task: number;
  readonly boxes: readonly BoxMark[];
  readonly cells: readonly CellMark[];
  readonly cellY: number;
}

export type BandTone = 'plain' | 'empty' | 'mixed' | 'changed' | 'good' | 'bad' | 'doubtful';

export interface BandMark {
  readonly x: number;
  readonly width: number;
  readonly tone: BandTone;
  /** Drawn bold, before the text: what changed here. */
  readonly strong: string;
  readonly text: string;
}

export interface BandMarks {
  readonly kind: 'bands';
  readonly bands: readonly BandMark[];
}

export interface StairMark {
  readonly x: number;
  readonly width: number;
  /** 0 (lowest) … 1 (highest); two different ones where a stretch is mixed. */
  readonly low: number;
  readonly high: number;
  readonly text: string;
  readonly changed: boolean;
}

export interface StairMarks {
  readonly kind: 'stairs';
  readonly stairs: readonly StairMark[];
}

export type Marks = TaskMarks | BandMarks | StairMarks;

/** Width of a text in the lanes' monospaced type. */
export type Measure = (text: string) => number;

export const textPadding = 4;

/** The first of the texts, longest first, that fits; empty if none does. */
export function fitting(texts: readonly string[], width: number, measure: Measure): string {
  return texts.find((text) => measure(text) + 2 * textPadding <= width) ?? '';
}

/** Shortened with an ellipsis where at least four characters remain. */
export function shortened(text: string, width: number, measure: Measure): string {
  const room = width - 2 * textPadding;
  if (measure(text) <= room) return text;
  const characters = Math.floor(room / measure('m')) - 1;
  return characters >= 3 ? `${text.slice(0, characters)}…` : '';
}

/** The part of a mark that is in view: texts keep to it, so that a long box is still named when it begins outside. */
export function inView(
  x: number,
  width: number,
  viewWidth: number,
): { readonly x: number; readonly width: number } {
  const left = Math.max(0, x);
  return { x: left, width: Math.max(0, Math.min(viewWidth, x + width) - left) };
}
