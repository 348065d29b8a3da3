// One section as a real table: groups and scenarios across, designs down. One cell is reachable with Tab, arrow keys go
// on from there; Delete leaves a waiting cell out.

import { type KeyboardEvent, memo, useState } from 'react';
import type { MatrixCells } from '../state/runs.ts';
import { IconButton } from '../widgets/button.tsx';
import { classNames } from '../widgets/class-names.ts';
import { MatrixCellButton } from './matrix-cell.tsx';
import { resultOf } from './model/cell-look.ts';
import type { MatrixRow, MatrixSection, PlannedCell } from './model/parts.ts';
import { cellKey, cellsOf, groupsOf, isCell } from './model/plan.ts';

/** As in matrix.css. */
const headWidth = 217;
const columnWidth = 34;

interface TableProps {
  readonly section: MatrixSection;
  readonly cells: MatrixCells;
  /** The cell that is pointed at or focused: its row and column stand out. */
  readonly pointed: PlannedCell | undefined;
  onPoint(cell: PlannedCell): void;
  onOpen(cell: PlannedCell): void;
  onLeaveOut(cell: PlannedCell): void;
  onFill(cells: readonly PlannedCell[]): void;
}

export function MatrixTable({ section, cells, pointed, onPoint, onOpen, onLeaveOut, onFill }: TableProps) {
  const { rows, columns } = section;
  const all = cellsOf(section);
  const [focused, setFocused] = useState<string>();
  const keys = all.map(({ row, column }) => cellKey(row, column));
  const reachable = focused !== undefined && keys.includes(focused) ? focused : keys[0];
  return (
    <table
      className="matrix__table"
      data-testid={`matrix-${section.id}`}
      // It sticks to the left edge, or, wider than the view, to the right one: then its last column can be seen.
      style={{ left: `min(0px, 100cqw - ${headWidth + columns.length * columnWidth}px)` }}
      onKeyDown={goAlongCells}
    >
      <caption>{section.title}</caption>
      <thead>
        <tr>
          <td className="matrix__corner" />
          {groupsOf(columns).map((group) => (
            <th
              key={group.columns[0]?.key}
              scope="colgroup"
              colSpan={group.columns.length}
              className="matrix__group"
              title={group.name}
            >
              <span>{group.name}</span>
            </th>
          ))}
        </tr>
        <tr>
          <td className="matrix__corner">design</td>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={classNames(
                'matrix__column',
                column.yours && 'matrix__column--yours',
                column.key === pointed?.column.key && 'matrix__column--pointed',
              )}
              title={`${column.id}\n${column.title}`}
            >
              {column.short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <RowHead section={section} row={row} pointed={row.key === pointed?.row.key} onFill={onFill} />
            {columns.map((column) => {
              const cell = { row, column };
              if (!isCell(section, cell)) return <td key={column.key} className="matrix__none" />;
              const key = cellKey(row, column);
              return (
                <td key={column.key}>
                  <MatrixCellButton
                    row={row}
                    column={column}
                    result={resultOf(cells, cell)}
                    reachable={key === reachable}
                    onPoint={() => onPoint(cell)}
                    onFocus={() => {
                      setFocused(key);
                      onPoint(cell);
                    }}
                    onOpen={() => onOpen(cell)}
                    onLeaveOut={() => onLeaveOut(cell)}
                  />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface RowHeadProps {
  readonly section: MatrixSection;
  readonly row: MatrixRow;
  readonly pointed: boolean;
  onFill(cells: readonly PlannedCell[]): void;
}

const RowHead = memo(
  function RowHead({ section, row, pointed, onFill }: RowHeadProps) {
    return (
      <th
        scope="row"
        aria-label={row.yours ? `${row.label}, yours` : row.label}
        className={classNames('matrix__row', pointed && 'matrix__row--pointed')}
        title={`${row.label}\n${row.about}`}
      >
        <span className="matrix__row-line">
          <span className="matrix__row-name mono">{row.label}</span>
          {row.yours && <span className="matrix__yours">yours</span>}
          <IconButton
            icon="play"
            label={`Fill the row ${row.label}`}
            className="matrix__fill"
            tabIndex={-1}
            onClick={() => onFill(cellsOf(section).filter((cell) => cell.row === row))}
          />
        </span>
      </th>
    );
  },
  (before, after) =>
    before.section === after.section && before.row === after.row && before.pointed === after.pointed,
);

/** Arrow keys go from cell to cell, over those that are not there; Home and End to the ends of a row. */
function goAlongCells(event: KeyboardEvent<HTMLTableElement>): void {
  const cell = document.activeElement?.closest('td');
  const row = cell?.parentElement;
  if (!cell || !(row instanceof HTMLTableRowElement)) return;
  const rows = [...event.currentTarget.rows];
  const buttonAt = (at: HTMLTableRowElement | undefined, index: number) =>
    at?.cells[index]?.querySelector<HTMLElement>('.matrix__cell') ?? undefined;
  const along = [...row.cells].map((_, index) => buttonAt(row, index));
  const across = rows.map((other) => buttonAt(other, cell.cellIndex));
  const next = nextOf(event.key, along, across, cell.cellIndex, row.rowIndex);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function nextOf(
  key: string,
  along: readonly (HTMLElement | undefined)[],
  across: readonly (HTMLElement | undefined)[],
  column: number,
  row: number,
): HTMLElement | undefined {
  const there = (one: HTMLElement | undefined) => one !== undefined;
  switch (key) {
    case 'ArrowRight':
      return along.slice(column + 1).find(there);
    case 'ArrowLeft':
      return along.slice(0, column).findLast(there);
    case 'ArrowDown':
      return across.slice(row + 1).find(there);
    case 'ArrowUp':
      return across.slice(0, row).findLast(there);
    case 'Home':
      return along.find(there);
    case 'End':
      return along.findLast(there);
    default:
      return undefined;
  }
}
