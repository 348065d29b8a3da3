// Fills cells of the matrix, those first that are known to be red; and leaves single ones out again.
//
// Promises: what was found stays when the rest is stopped; a cell keeps the texts that it is about. Arrivals are shown in
// small batches, so that a thousand quick cells cost no more than a few hundred drawings.

import type { CellOutcome, MatrixProgress, MatrixRequest } from '../../../contract/table.ts';
import { documentedOf, resultOf } from '../../matrix/model/cell-look.ts';
import type { MatrixColumn, MatrixRow, PlannedCell } from '../../matrix/model/parts.ts';
import { cellKey, cellsOf, planMatrix } from '../../matrix/model/plan.ts';
import type { MatrixCell, MatrixCells } from '../../state/runs.ts';
import { log, type Workbench } from '../workbench.ts';
import { inBackground } from './jobs.ts';

const drawPause = 80;

/** Every cell that the matrix has now. */
export function allCells(bench: Workbench): readonly PlannedCell[] {
  return planMatrix(bench.library, bench.document.get()).flatMap(cellsOf);
}

/** Those of them that were not searched yet, or about texts that have changed since; all where none is missing. */
export function cellsToFill(bench: Workbench, cells: readonly PlannedCell[]): readonly PlannedCell[] {
  const known = bench.runs.get().matrix;
  const missing = cells.filter((cell) => resultOf(known, cell)?.state.kind !== 'done');
  return missing.length > 0 ? missing : cells;
}

export async function fillMatrix(bench: Workbench, wanted: readonly PlannedCell[]): Promise<void> {
  if (bench.runs.get().background || wanted.length === 0) return;
  const cells = hopefulFirst(bench.runs.get().matrix, wanted);
  const request = requestFor(bench, cells);
  showAll(
    bench,
    cells.map((cell, number) => [cell, { kind: 'queued', number }]),
  );
  log(bench, `matrix: ${cells.length} cells`);
  const arrived: MatrixProgress[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const draw = () => {
    clearTimeout(timer);
    timer = undefined;
    const news = arrived.splice(0).flatMap((one): [PlannedCell, MatrixCell['state']][] => {
      const cell = cells[one.cell];
      return cell
        ? [[cell, one.kind === 'started' ? { kind: 'running', number: one.cell } : settled(one)]]
        : [];
    });
    showAll(bench, news);
  };
  const job = bench.client.start('lab.matrix', request, (progress) => {
    arrived.push(progress);
    timer ??= setTimeout(draw, drawPause);
  });
  const outcome = await inBackground(bench, 'matrix', job);
  draw();
  if (outcome.ok) {
    showAll(
      bench,
      outcome.value.flatMap((one, number): [PlannedCell, MatrixCell['state']][] => {
        const cell = cells[number];
        return cell ? [[cell, settled(one)]] : [];
      }),
    );
  } else if (outcome.error.code !== 'cancelled') {
    bench.runs.set({ failure: outcome.error });
    bench.view.set({ drawerTab: 'verdict' });
  }
  forgetWaiting(bench);
}

/** Leaves out a cell that waits or is being searched. */
export function stopCell(bench: Workbench, cell: PlannedCell): void {
  const { matrix, background } = bench.runs.get();
  const state = resultOf(matrix, cell)?.state;
  if (background?.kind === 'matrix' && (state?.kind === 'queued' || state?.kind === 'running'))
    background.cancel(state.number);
}

/** Documented violations, what was red before, the person's own, the rest; each in the order of the table. */
function hopefulFirst(known: MatrixCells, cells: readonly PlannedCell[]): readonly PlannedCell[] {
  const rank = (cell: PlannedCell) => {
    const state = known.get(cellKey(cell.row, cell.column))?.state;
    if (documentedOf(cell)?.outcome === 'X') return 0;
    if (state?.kind === 'done' && state.verdict.verdict === 'violated') return 1;
    return cell.row.yours || cell.column.yours ? 2 : 3;
  };
  return cells.toSorted((a, b) => rank(a) - rank(b));
}

function requestFor(bench: Workbench, cells: readonly PlannedCell[]): MatrixRequest {
  const columns = new Map<MatrixColumn, number>();
  const rows = new Map<MatrixRow, number>();
  for (const { row, column } of cells) {
    if (!columns.has(column)) columns.set(column, columns.size);
    if (!rows.has(row)) rows.set(row, rows.size);
  }
  return {
    labs: [...columns.keys()].map((column) => column.lab),
    designs: [...rows.keys()].map((row) => row.design),
    cells: cells.map(({ row, column }) => [columns.get(column) ?? 0, rows.get(row) ?? 0] as const),
    bounds: bench.document.get().bounds,
  };
}

function settled(outcome: CellOutcome): MatrixCell['state'] {
  return outcome.kind === 'done'
    ? { kind: 'done', verdict: outcome.verdict }
    : { kind: 'failed', failure: outcome.failure };
}

function showAll(bench: Workbench, news: readonly (readonly [PlannedCell, MatrixCell['state']])[]): void {
  if (news.length === 0) return;
  bench.runs.update((runs) => {
    const matrix = new Map(runs.matrix);
    for (const [{ row, column }, state] of news)
      matrix.set(cellKey(row, column), { lab: column.lab, design: row.design, state });
    return { ...runs, matrix };
  });
}

/** What was never begun is as if it had not been asked for. */
function forgetWaiting(bench: Workbench): void {
  bench.runs.update((runs) => ({
    ...runs,
    matrix: new Map(
      [...runs.matrix].filter(([, { state }]) => state.kind !== 'queued' && state.kind !== 'running'),
    ),
  }));
}
