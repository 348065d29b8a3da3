// One cell: the mark of its verdict, below it what is documented with its grade, and a sign where the two differ.
// Drawn again only when its result changes: there are a thousand of them.

import { type KeyboardEvent, memo } from 'react';
import type { MatrixCell } from '../state/runs.ts';
import { classNames } from '../widgets/class-names.ts';
import { lookOf, spokenCell } from './model/cell-look.ts';
import type { PlannedCell } from './model/parts.ts';

export interface MatrixCellProps extends PlannedCell {
  readonly result: MatrixCell | undefined;
  /** Tab comes to one cell of the table. */
  readonly reachable: boolean;
  onPoint(): void;
  onFocus(): void;
  onOpen(): void;
  onLeaveOut(): void;
}

export const MatrixCellButton = memo(
  function MatrixCellButton({ row, column, result, reachable, ...on }: MatrixCellProps) {
    const look = lookOf({ row, column }, result);
    const leaveOut = (event: KeyboardEvent) => {
      if (event.key !== 'Delete' || (look.kind !== 'queued' && look.kind !== 'running')) return;
      event.preventDefault();
      on.onLeaveOut();
    };
    return (
      <button
        type="button"
        className={classNames('matrix__cell', look.mismatch && `matrix__cell--${look.mismatch}`)}
        aria-label={spokenCell({ row, column }, look, result)}
        tabIndex={reachable ? 0 : -1}
        data-state={look.kind}
        data-mark={look.kind === 'done' ? look.symbol : undefined}
        onPointerEnter={on.onPoint}
        onFocus={on.onFocus}
        onKeyDown={leaveOut}
        onClick={on.onOpen}
      >
        <span className={`matrix__mark matrix__mark--${look.kind} matrix__mark--${look.tone}`}>
          {look.symbol}
        </span>
        <span className="matrix__documented">{look.documentedText}</span>
        {look.mismatch && <span className="matrix__differs">≠</span>}
      </button>
    );
  },
  (before, after) =>
    before.result === after.result &&
    before.reachable === after.reachable &&
    before.row === after.row &&
    before.column === after.column,
);
