// The cost ledger: strategies side by side, what they keep and what one pin and unpin do, sortable by each column; and
// what the page_ext rule means.

import { Fragment, useMemo, useState } from 'react';
import { pageExtRule } from '../../core/check/cost-ledger.ts';
import { useWorkbench } from '../app/workbench.ts';
import { idOfPath } from '../state/design-name.ts';
import { strategyOf } from '../state/document.ts';
import { useStore } from '../state/use-store.ts';
import { FailureMessage } from '../verdict/failure-message.tsx';
import { classNames } from '../widgets/class-names.ts';
import {
  concernsPageExt,
  type LedgerColumn,
  type LedgerRowData,
  ledgerColumns,
  ledgerRows,
  type Sorting,
  sortRows,
} from './model.ts';
import './costs.css';

export function CostLedger() {
  const bench = useWorkbench();
  const costs = useStore(bench.runs, (runs) => runs.costs);
  const current = useStore(bench.document, (document) => idOfPath(strategyOf(document, bench.library).path));
  const [sorting, setSorting] = useState<Sorting>({ column: '', descending: false });
  const rows = useMemo(
    () => ledgerRows(bench.library.strategies, costs.counted),
    [bench.library, costs.counted],
  );
  const sorted = sorting.column === '' ? rows : sortRows(rows, sorting);
  const pageExt = concernsPageExt(rows);
  return (
    <div className="costs">
      {costs.failure && <FailureMessage failure={costs.failure} />}
      {costs.asked && costs.counted.length === 0 && !costs.failure && (
        <p className="costs__counting" role="status">
          Counting one pin and one unpin of each strategy from the model…
        </p>
      )}
      <div className="costs__scroll">
        <table data-testid="cost-ledger">
          <caption className="visually-hidden">Costs of each strategy</caption>
          <Head sorting={sorting} onSort={setSorting} />
          <tbody>
            {sorted.map((row) => (
              <Row key={row.id} row={row} current={row.id === current} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="costs__meaning" data-testid="page-ext-rule">
        <b>What this means.</b> {pageExtRule}
        {pageExt.length > 0 && (
          <>
            {' '}
            It concerns{' '}
            {pageExt.map((id, index) => (
              <Fragment key={id}>
                {index > 0 && ', '}
                <code>{id}</code>
              </Fragment>
            ))}
            ; on a server of 64 GiB every 8 bytes are 128 MiB.
          </>
        )}
      </p>
    </div>
  );
}

interface HeadProps {
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

function Head({ sorting, onSort }: HeadProps) {
  const groups = [...new Set(ledgerColumns.map((column) => column.group))];
  const sort = (column: string) =>
    onSort({ column, descending: sorting.column === column && !sorting.descending });
  const direction = (column: string) =>
    sorting.column === column ? (sorting.descending ? 'descending' : 'ascending') : undefined;
  return (
    <thead>
      <tr>
        <td className="costs__corner" />
        {groups.map((group) => (
          <th
            key={group}
            scope="colgroup"
            className="costs__group"
            colSpan={ledgerColumns.filter((column) => column.group === group).length}
          >
            {group}
          </th>
        ))}
      </tr>
      <tr>
        <th scope="col" className="costs__corner" aria-sort={direction('id')}>
          <button type="button" className="costs__sort" onClick={() => sort('id')}>
            strategy <span aria-hidden="true">{arrow(direction('id'))}</span>
          </button>
        </th>
        {ledgerColumns.map((column) => (
          <th key={column.id} scope="col" title={column.hint} aria-sort={direction(column.id)}>
            <button type="button" className="costs__sort" onClick={() => sort(column.id)}>
              {column.title} <span aria-hidden="true">{arrow(direction(column.id))}</span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ row, current }: { readonly row: LedgerRowData; readonly current: boolean }) {
  return (
    <tr className={current ? 'costs__row--current' : undefined}>
      <th scope="row" className="mono" title={[row.title, row.ledger?.note].filter(Boolean).join('\n')}>
        {row.id}
        {current && <span className="visually-hidden"> (in use)</span>}
      </th>
      {ledgerColumns.map((column) => (
        <Amount key={column.id} row={row} column={column} />
      ))}
    </tr>
  );
}

function Amount({ row, column }: { readonly row: LedgerRowData; readonly column: LedgerColumn }) {
  const text = column.text(row);
  const why = row.counted?.failure?.message;
  const nothing = text === undefined || /^(0|0 · 0|0 \/ 0|none)$/.test(text);
  return (
    <td
      className={classNames(
        column.words === true ? 'costs__words' : 'costs__number',
        nothing && 'costs__nothing',
      )}
      title={text === undefined ? why : column.words === true ? text : undefined}
    >
      {text ?? (why === undefined ? '…' : '–')}
    </td>
  );
}

function arrow(direction: 'ascending' | 'descending' | undefined): string {
  if (direction === undefined) return '';
  return direction === 'ascending' ? '▴' : '▾';
}
