// The cell that is pointed at or focused, in words: which question it is, what was found, what is documented.

import { boundsText } from '../app/bounds-text.ts';
import type { MatrixCell } from '../state/runs.ts';
import { documentedWord, mismatchText } from '../verdict/documented.ts';
import { classNames } from '../widgets/class-names.ts';
import { cellSentence, lookOf } from './model/cell-look.ts';
import type { PlannedCell } from './model/parts.ts';

interface DetailProps {
  readonly cell: PlannedCell | undefined;
  readonly result: MatrixCell | undefined;
}

export function CellDetail({ cell, result }: DetailProps) {
  if (!cell) {
    return (
      <div className="matrix__detail matrix__detail--legend">
        <Legend />
      </div>
    );
  }
  const look = lookOf(cell, result);
  const { documented, mismatch } = look;
  const verdict = result?.state.kind === 'done' ? result.state.verdict : undefined;
  return (
    <div className="matrix__detail" data-testid="matrix-detail">
      <p className="matrix__question">
        <b>{cell.column.short}</b> {cell.column.title} <span className="matrix__under">under</span>{' '}
        <code>{cell.row.label}</code>
      </p>
      <p>
        <span className={`verdict-text--${look.tone}`}>{cellSentence(look, result)}</span>
      </p>
      {documented && (
        <p className={classNames(mismatch && `matrix__differs--${mismatch}`)}>
          Documented: <b>{documentedWord(documented.outcome)}</b>, grade {documented.grade}.
          {mismatch && <b> ≠ {mismatchText(mismatch)}.</b>} {documented.source}
        </p>
      )}
      {verdict && verdict.verdict !== 'does-not-apply' && (
        <p className="matrix__bounds">Bounds: {boundsText(verdict.bounds)}.</p>
      )}
    </div>
  );
}

const legend = [
  { symbol: '✗', tone: 'bad', word: 'violated' },
  { symbol: '✓', tone: 'good', word: 'holds' },
  { symbol: '~', tone: 'cost', word: 'holds at a cost' },
  { symbol: '–', tone: 'none', word: 'does not apply' },
  { symbol: '?', tone: 'unknown', word: 'incomplete' },
] as const;

function Legend() {
  return (
    <p className="matrix__legend">
      {legend.map(({ symbol, tone, word }) => (
        <span key={word}>
          <span className={`matrix__mark matrix__mark--done matrix__mark--${tone}`} aria-hidden="true">
            {symbol}
          </span>{' '}
          {word}
        </span>
      ))}
      <span>below: what is documented, and its grade (A stated, B said by maintainers, C derived)</span>
      <span>
        <b>≠</b> differs: solid frame, a defect of our model; dashed, argued
      </span>
    </p>
  );
}
