// A small labelled mark: a flag, a state, a count. Its tone never stands alone: `symbol` or the text says the same.

import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import './chip.css';

export interface ChipProps {
  readonly children: ReactNode;
  readonly tone?: 'neutral' | 'quiet' | 'good' | 'bad' | 'unknown' | 'changed' | 'accent';
  /** Drawn before the text and hidden from screen readers; `said` is read instead. */
  readonly symbol?: string | undefined;
  /** Read before the text: "set by this step". */
  readonly said?: string | undefined;
  readonly mono?: boolean;
  readonly title?: string | undefined;
}

export function Chip({ children, tone = 'neutral', symbol, said, mono, title }: ChipProps) {
  return (
    <span className={classNames('pl-chip', `pl-chip--${tone}`, mono === true && 'mono')} title={title}>
      {symbol !== undefined && (
        <span aria-hidden="true" className="pl-chip__symbol">
          {symbol}
        </span>
      )}
      {said !== undefined && <span className="visually-hidden">{said} </span>}
      {children}
    </span>
  );
}
