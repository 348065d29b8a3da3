// The ledger as a table: a row for each strategy, a column for each cost, sortable by any. Pure.

import type { DesignCosts, LibraryStrategy, OperationCosts } from '../../contract/table.ts';
import {
  bytesForEachPage,
  type CostLedger,
  mebibytesPerGibibyte,
  type PageExtSituation,
  usesPageExt,
} from '../../core/check/cost-ledger.ts';

export interface LedgerRowData {
  readonly id: string;
  readonly title: string;
  /** Undefined for a strategy of the person's own: the ledger is the library's. */
  readonly ledger: CostLedger | undefined;
  readonly counted: DesignCosts | undefined;
}

export interface LedgerColumn {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly hint: string;
  /** What is shown; undefined where it is not known. */
  readonly text: (row: LedgerRowData) => string | undefined;
  /** What is sorted by. */
  readonly value: (row: LedgerRowData) => number | string | undefined;
  readonly words?: boolean;
}

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

export function ledgerRows(
  strategies: readonly LibraryStrategy[],
  counted: readonly DesignCosts[],
): readonly LedgerRowData[] {
  const known = strategies.map(({ id, title, ledger }) => ({
    id,
    title,
    ledger,
    counted: counted.find((one) => one.id === id),
  }));
  const own = counted.filter((one) => !strategies.some(({ id }) => id === one.id));
  return [...known, ...own.map((one) => ({ id: one.id, title: 'yours', ledger: undefined, counted: one }))];
}

const situations: readonly {
  readonly id: PageExtSituation;
  readonly title: string;
  readonly hint: string;
}[] = [
  {
    id: 'nobody',
    title: 'nobody else',
    hint: 'No other client of page_ext is active (2018): the first one pays the 8-byte word for every page of RAM',
  },
  {
    id: 'page-owner',
    title: 'page_owner on',
    hint: 'Another client has paid for the shared word already: only the private bytes are added',
  },
  {
    id: 'today',
    title: 'today',
    hint: 'need_shared_flags: the shared word is there only if somebody asks for a bit of it',
  },
];

function memoryColumns(): readonly LedgerColumn[] {
  return situations.map(({ id, title, hint }): LedgerColumn => {
    const bytes = ({ ledger }: LedgerRowData) => ledger && bytesForEachPage(ledger, id);
    return {
      id: `memory ${id}`,
      title,
      group: 'Bytes per page · MiB per GiB',
      hint,
      value: bytes,
      text: (row) => {
        const size = bytes(row);
        return size === undefined ? undefined : `${size} · ${numberText(mebibytesPerGibibyte(size))}`;
      },
    };
  });
}

function ledgerColumn(
  id: string,
  title: string,
  hint: string,
  value: (ledger: CostLedger) => number | string,
  words = false,
): LedgerColumn {
  const of = ({ ledger }: LedgerRowData) => ledger && value(ledger);
  return {
    id,
    title,
    group: 'Kept',
    hint,
    value: of,
    words,
    text: (row) => {
      const found = of(row);
      return found === undefined ? undefined : String(found);
    },
  };
}

const kinds: readonly { readonly id: keyof OperationCosts; readonly title: string; readonly hint: string }[] =
  [
    { id: 'locks', title: 'locks', hint: 'Lock acquisitions' },
    { id: 'atomics', title: 'atomics', hint: 'Atomic read-modify-writes, locks not included' },
    { id: 'barriers', title: 'barriers', hint: 'Memory barriers' },
    { id: 'reads', title: 'reads', hint: 'Plain reads of shared memory' },
    { id: 'writes', title: 'writes', hint: 'Plain writes of shared memory' },
    { id: 'cacheLines', title: 'lines', hint: 'Distinct cache lines of 64 bytes' },
  ];

/** `pin / unpin` through one way in. */
function countedColumns(way: 'slow' | 'fast'): readonly LedgerColumn[] {
  return kinds.map(({ id, title, hint }): LedgerColumn => {
    const pair = ({ counted }: LedgerRowData) => counted?.[way];
    return {
      id: `${way} ${id}`,
      title,
      group: way === 'slow' ? 'Slow GUP: pin / unpin' : 'Fast GUP: pin / unpin',
      hint: `${hint}; one pin and one unpin that nobody disturbs, counted from the model`,
      value: (row) => {
        const found = pair(row);
        return found && found.pin[id] + found.unpin[id];
      },
      text: (row) => {
        const found = pair(row);
        return found && `${found.pin[id]} / ${found.unpin[id]}`;
      },
    };
  });
}

export const ledgerColumns: readonly LedgerColumn[] = [
  ...memoryColumns(),
  ledgerColumn('page flags', 'page flags', 'Bits of page->flags', (ledger) => ledger.pageFlags),
  ledgerColumn('node bytes', 'bytes/node', 'Bytes for each memory node', (ledger) => ledger.nodeBytes),
  ledgerColumn('max pins', 'most pins', 'How many pins a page can have', (ledger) => ledger.maxPins, true),
  ledgerColumn('callers', 'to convert', 'Callers that must be converted', (ledger) => ledger.callers, true),
  ...countedColumns('slow'),
  ...countedColumns('fast'),
];

/** What is not known comes last, whichever way. */
export function sortRows(
  rows: readonly LedgerRowData[],
  { column, descending }: Sorting,
): readonly LedgerRowData[] {
  const found = ledgerColumns.find((one) => one.id === column);
  const amountOf = (row: LedgerRowData) => (found ? found.value(row) : row.id);
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [first, second] = [amountOf(a), amountOf(b)];
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined);
    if (typeof first === 'number' && typeof second === 'number') return sign * (first - second);
    return sign * String(first).localeCompare(String(second), 'en', { numeric: true });
  });
}

export function concernsPageExt(rows: readonly LedgerRowData[]): readonly string[] {
  return rows.filter(({ ledger }) => ledger && usesPageExt(ledger)).map(({ id }) => id);
}

export function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2).replace(/0+$/, '');
}
