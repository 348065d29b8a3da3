// What the filter leaves of the matrix: rows and columns without a cell of the wanted kind go. And how much is filled.

import type { MatrixCells } from '../../state/runs.ts';
import type { MatrixFilter } from '../../state/view.ts';
import { lookOf, resultOf } from './cell-look.ts';
import type { MatrixSection, PlannedCell } from './parts.ts';
import { cellsOf } from './plan.ts';

export function filterSections(
  sections: readonly MatrixSection[],
  cells: MatrixCells,
  { only, group }: MatrixFilter,
): readonly MatrixSection[] {
  return sections.flatMap((whole): MatrixSection[] => {
    const section = group === undefined ? whole : inGroup(whole, group);
    if (only === 'all') return section.columns.length > 0 ? [section] : [];
    const wanted = cellsOf(section).filter((cell) => passes(cells, cell, only));
    if (wanted.length === 0) return [];
    return [
      {
        ...section,
        rows: section.rows.filter((row) => wanted.some((cell) => cell.row === row)),
        columns: section.columns.filter((column) => wanted.some((cell) => cell.column === column)),
      },
    ];
  });
}

export function groupNames(sections: readonly MatrixSection[]): readonly string[] {
  return [...new Set(sections.flatMap((section) => section.columns.map((column) => column.group)))];
}

export interface MatrixCounts {
  readonly all: number;
  readonly done: number;
  readonly red: number;
  readonly defects: number;
  readonly argued: number;
}

export function countCells(planned: readonly PlannedCell[], cells: MatrixCells): MatrixCounts {
  const counts = { all: planned.length, done: 0, red: 0, defects: 0, argued: 0 };
  for (const cell of planned) {
    const result = resultOf(cells, cell);
    if (result?.state.kind !== 'done') continue;
    counts.done += 1;
    if (result.state.verdict.verdict === 'violated') counts.red += 1;
    const { mismatch } = lookOf(cell, result);
    if (mismatch === 'defect') counts.defects += 1;
    if (mismatch === 'argued') counts.argued += 1;
  }
  return counts;
}

function inGroup(section: MatrixSection, group: string): MatrixSection {
  return { ...section, columns: section.columns.filter((column) => column.group === group) };
}

function passes(cells: MatrixCells, cell: PlannedCell, only: 'red' | 'differs'): boolean {
  const result = resultOf(cells, cell);
  if (result?.state.kind !== 'done') return false;
  if (only === 'red') return result.state.verdict.verdict === 'violated';
  return lookOf(cell, result).mismatch !== undefined;
}
