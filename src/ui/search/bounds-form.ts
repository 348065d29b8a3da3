// The bounds of a search as typed, and what they mean.

import { type Bounds, defaultBounds } from '../../core/check/verdict.ts';

export interface BoundRow {
  readonly key: keyof Bounds;
  readonly label: string;
  /** What one unit of the field is in the bound's own unit. */
  readonly unit: number;
  readonly least: number;
  readonly most: number;
}

export const boundRows: readonly BoundRow[] = [
  { key: 'maxStates', label: 'States', unit: 1, least: 1, most: 1_000_000_000 },
  { key: 'maxMilliseconds', label: 'Seconds', unit: 1000, least: 1, most: 86_400 },
  { key: 'maxMemory', label: 'Memory, MiB', unit: 1024 ** 2, least: 16, most: 16 * 1024 },
  { key: 'maxDepth', label: 'Steps of one run', unit: 1, least: 1, most: 1_000_000 },
];

export type BoundFields = Readonly<Record<keyof Bounds, string>>;

export function boundFieldsOf(bounds: Bounds): BoundFields {
  const show = (row: BoundRow) => String(Math.round(bounds[row.key] / row.unit));
  return Object.fromEntries(boundRows.map((row) => [row.key, show(row)])) as BoundFields;
}

export function wrongBounds(fields: BoundFields): readonly BoundRow[] {
  return boundRows.filter((row) => {
    const text = fields[row.key];
    const value = Number(text);
    return text.trim() === '' || !Number.isInteger(value) || value < row.least || value > row.most;
  });
}

/** Undefined while something is wrong. */
export function boundsOf(fields: BoundFields): Bounds | undefined {
  if (wrongBounds(fields).length > 0) return undefined;
  const chosen = boundRows.map((row) => [row.key, Number(fields[row.key]) * row.unit]);
  return { ...defaultBounds, ...Object.fromEntries(chosen) };
}
