// A value that knows who wrote it: pressing it, or F2, goes to the step that wrote it last; Shift+F2 to the next one.

import type { KeyboardEvent } from 'react';
import type { Run } from '../../core/trace/run.ts';
import { nextWriter } from '../../core/trace/write-index.ts';
import { classNames } from '../widgets/class-names.ts';

export interface ValueButtonProps {
  readonly run: Run;
  readonly cursor: number;
  readonly address: number;
  /** As in Word. */
  readonly writtenBy: number;
  /** The value before this step, when the step changed it. */
  readonly before: string | undefined;
  readonly label: string;
  readonly children: string;
  onCursor(k: number): void;
}

export function ValueButton({
  run,
  cursor,
  address,
  writtenBy,
  before,
  label,
  children,
  onCursor,
}: ValueButtonProps) {
  const changed = before !== undefined;
  const writer = writtenBy === 0 ? 'unchanged since the start' : `written by step ${writtenBy}`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F2' || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.shiftKey) onCursor(writtenBy);
    else {
      const next = nextWriter(run, cursor, address);
      if (next !== undefined) onCursor(next + 1);
    }
  };
  return (
    <button
      type="button"
      className={classNames('in-value', 'mono', changed && 'in-value--changed')}
      title={`${label} = ${children}: ${changed ? `was ${before}, ` : ''}${writer}. F2 goes there, Shift+F2 to the next write.`}
      aria-label={`${label} ${children}, ${changed ? `was ${before}, changed by this step` : writer}`}
      onClick={() => onCursor(writtenBy)}
      onKeyDown={onKeyDown}
    >
      {children}
    </button>
  );
}
