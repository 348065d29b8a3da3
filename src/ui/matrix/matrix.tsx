// The matrix: what is filled, what of it is shown, a table for each kind of comparison, and below them the sentence of
// the cell that is pointed at or focused.

import { useMemo, useState } from 'react';
import { fillMatrix, stopCell } from '../app/flows/matrix.ts';
import { openCell } from '../app/flows/open-cell.ts';
import { useWorkbench, type Workbench } from '../app/workbench.ts';
import { useStore } from '../state/use-store.ts';
import type { MatrixFilter } from '../state/view.ts';
import { EmptyState } from '../widgets/empty-state.tsx';
import { CellDetail } from './cell-detail.tsx';
import { MatrixHead } from './matrix-head.tsx';
import { MatrixTable } from './matrix-table.tsx';
import { resultOf } from './model/cell-look.ts';
import type { PlannedCell } from './model/parts.ts';
import { cellKey, cellsOf } from './model/plan.ts';
import { filterSections } from './model/shown.ts';
import { usePlan } from './use-plan.ts';
import './matrix.css';

export function Matrix() {
  const bench = useWorkbench();
  const sections = usePlan();
  const cells = useStore(bench.runs, (runs) => runs.matrix);
  const filter = useStore(bench.view, (view) => view.matrixFilter);
  const [pointed, setPointed] = useState<PlannedCell>();
  const shown = useMemo(() => filterSections(sections, cells, filter), [sections, cells, filter]);
  const detail = pointed && stillThere(shown.flatMap(cellsOf), pointed);
  return (
    <div className="matrix">
      <MatrixHead sections={sections} shown={shown} cells={cells} filter={filter} />
      <div className="matrix__scroll">
        <div className="matrix__sections">
          {shown.map((section) => (
            <MatrixTable
              key={section.id}
              section={section}
              cells={cells}
              pointed={detail && section.rows.includes(detail.row) ? detail : undefined}
              onPoint={setPointed}
              onOpen={(cell) => press(bench, cell)}
              onLeaveOut={(cell) => stopCell(bench, cell)}
              onFill={(wanted) => void fillMatrix(bench, wanted)}
            />
          ))}
        </div>
        {shown.length === 0 && (
          <EmptyState title="No cell passes the filter">{emptyReason(filter)}</EmptyState>
        )}
      </div>
      <CellDetail cell={detail} result={detail && resultOf(cells, detail)} />
    </div>
  );
}

/** A cell at work is stopped, any other is opened. */
function press(bench: Workbench, cell: PlannedCell): void {
  if (resultOf(bench.runs.get().matrix, cell)?.state.kind === 'running') stopCell(bench, cell);
  else void openCell(bench, cell);
}

/** The same cell of the plan of now: texts may have changed since it was pointed at. */
function stillThere(all: readonly PlannedCell[], pointed: PlannedCell): PlannedCell | undefined {
  const key = cellKey(pointed.row, pointed.column);
  return all.find(({ row, column }) => cellKey(row, column) === key);
}

function emptyReason({ only }: MatrixFilter): string {
  if (only === 'red') return 'Nothing violated was found so far.';
  if (only === 'differs') return 'Every verdict found so far is the documented one.';
  return 'This group has no lab.';
}
