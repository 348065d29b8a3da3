// Who holds each reference of a page: the sum, and a row for each holder with the step that took it.

import { type LedgerRow, ledgerAt } from '../../core/trace/ledger-at.ts';
import type { Run } from '../../core/trace/run.ts';
import { actorName } from '../timeline/model/actor.ts';
import { chainText } from '../timeline/model/step-text.ts';
import { classNames } from '../widgets/class-names.ts';
import { TaskMark } from '../widgets/task-mark.tsx';
import { ledgerSum } from './model/ledger-text.ts';

export interface LedgerCardProps {
  readonly run: Run;
  readonly page: number;
  readonly cursor: number;
  onCursor(k: number): void;
}

export function LedgerCard({ run, page, cursor, onCursor }: LedgerCardProps) {
  const ledger = ledgerAt(run, cursor)[page];
  if (ledger === undefined) return undefined;
  return (
    <section className="in-card" aria-label={`References of ${ledger.name}`} data-testid="inspector-ledger">
      <h3 className="in-head">References</h3>
      <p className="in-sum">
        <span className="mono">_refcount</span> <b>{ledger.count ?? 'unknown'}</b>{' '}
        {keptTogether(ledgerSum(ledger))}
      </p>
      <table className="in-ledger">
        <caption className="visually-hidden">Holders of references to {ledger.name}</caption>
        <thead>
          <tr>
            <th scope="col">holder</th>
            <th scope="col" className="in-words__right">
              n
            </th>
            <th scope="col">taken by</th>
            <th scope="col" className="in-words__right">
              since
            </th>
          </tr>
        </thead>
        <tbody>
          {ledger.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two references may be alike in everything
            <Row key={index} run={run} row={row} cursor={cursor} onCursor={onCursor} />
          ))}
          {ledger.unattributed !== 0 && (
            <tr className="in-unattributed">
              <th scope="row" className="in-ledger__holder">
                unattributed
              </th>
              <td className="in-words__right mono">{signed(ledger.unattributed)}</td>
              <td colSpan={2}>the text does not say who</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function Row({ run, row, cursor, onCursor }: Omit<LedgerCardProps, 'page'> & { readonly row: LedgerRow }) {
  const { site, task } = row;
  const place = site === undefined ? 'before the run' : `${site.function}:${site.line}`;
  const fresh = row.since >= 0 && row.since === cursor - 1;
  return (
    <tr className={row.units < 0 ? 'in-negative' : fresh ? 'in-fresh' : undefined}>
      <th scope="row" className={classNames('in-ledger__holder', fresh && 'in-ledger__holder--fresh')}>
        {row.holderName}
      </th>
      <td className="in-words__right mono">{signed(row.units)}</td>
      <td className="in-ledger__place">
        {task !== undefined && <TaskMark task={task} size={11} />}
        {task !== undefined && <span className="in-ledger__task">{actorName(run, task)}</span>}
        <span
          className="mono"
          title={
            site === undefined ? place : `${run.head.tasks[site.task]?.name ?? ''}: ${chainText(run, site)}`
          }
        >
          {place}
        </span>
      </td>
      <td className="in-words__right">
        <button
          type="button"
          className="in-link mono"
          aria-label={row.since < 0 ? 'since the start' : `since step ${row.since + 1}, go there`}
          onClick={() => onCursor(row.since + 1)}
        >
          {row.since < 0 ? 'start' : row.since + 1}
          {fresh && ' ●'}
        </button>
      </td>
    </tr>
  );
}

/** A number does not part from its holder at the end of a line. */
function keptTogether(sum: string): string {
  return sum.replace(/ (\d+)/g, '\u00a0$1');
}

function signed(units: number): string {
  return units < 0 ? `−${-units}` : String(units);
}
