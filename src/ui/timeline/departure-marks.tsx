// The first step at which the strategy's answer departs from the truth, as a flag on the lane of the two: red for a pin
// that it does not see, grey for one that is not there.

import type { Run } from '../../core/trace/run.ts';
import { classNames } from '../widgets/class-names.ts';
import { departureSign, departuresOf, departureText } from './model/departure.ts';
import type { Layout } from './model/layout.ts';
import { type Viewport, xOf } from './model/viewport.ts';
import './departure.css';

export interface DepartureMarksProps {
  readonly run: Run;
  readonly layout: Layout;
  readonly view: Viewport;
  onCursor(k: number): void;
}

/** Nearer than this to the end the flag hangs on the other side of its pole. */
const flagWidth = 26;

export function DepartureMarks({ run, layout, view, onCursor }: DepartureMarksProps) {
  return departuresOf(run).map((departure) => {
    const { page, column, kind } = departure;
    const row = layout.rows.find(({ track }) => track.kind === 'pair' && track.page === page);
    const x = xOf(view, column);
    if (row === undefined || x < 0 || x > view.width) return undefined;
    return (
      <button
        key={`${page ?? ''} ${kind}`}
        type="button"
        tabIndex={-1}
        className={classNames(
          'tl-departure',
          `tl-departure--${kind}`,
          x > view.width - flagWidth && 'tl-departure--end',
        )}
        data-testid={`departure-${kind}`}
        style={{ transform: `translate(${x}px, ${row.top}px)`, height: row.height }}
        title={`step ${column}, first departure from the truth: ${departureText(departure)}`}
        aria-label={`Step ${column}: the strategy first ${departureText(departure)}; go there`}
        onPointerDown={(event) => {
          event.stopPropagation();
          onCursor(column);
        }}
      >
        <span aria-hidden="true">
          <span>{departureSign(departure)}</span>
        </span>
      </button>
    );
  });
}
