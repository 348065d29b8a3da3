// Who holds each reference of each page at a cursor, and which step took it.
//
// References are fungible, so this is what the library says of them: a drop takes a unit of the same holder kind
// from the same task if there is one, else the one that is held longest. What the text does not say shows as
// `unattributed` (_refcount minus the sum); a drop of what nobody held is a row with negative units.

import { memoryAt, pageField } from './memory-at.ts';
import type { Run, RunHead, RunSite } from './run.ts';

export interface LedgerRow {
  readonly holder: number;
  readonly holderName: string;
  /** Negative: dropped more often than taken. */
  readonly units: number;
  /** The step that took (or wrongly dropped) them, counted from 0; -1 for those that boot handed out. */
  readonly since: number;
  readonly task: number | undefined;
  readonly site: RunSite | undefined;
}

export interface PageLedger {
  readonly page: number;
  readonly name: string;
  /** `_refcount` at the cursor; undefined if the page has no such field. */
  readonly count: number | undefined;
  readonly rows: readonly LedgerRow[];
  readonly unattributed: number;
}

interface Held {
  readonly page: number;
  readonly holder: number;
  units: number;
  readonly since: number;
  readonly task: number | undefined;
}

export function ledgerAt(run: Run, k: number): readonly PageLedger[] {
  const end = Math.min(k, run.steps.length);
  const held = heldAfter(run, end);
  const memory = memoryAt(run, end);
  return run.head.pages.map(({ name }, page) => {
    const rows = held.filter((one) => one.page === page).map((one) => rowOf(run, one));
    const field = pageField(run, page, '_refcount');
    const count = field && memory.field(field);
    const sum = rows.reduce((total, row) => total + row.units, 0);
    return { page, name, count, rows, unattributed: (count ?? sum) - sum };
  });
}

/** Steps between two kept ledgers: what a cursor move has to do again at most. */
const stride = 1024;

/** Ledgers after 0, stride, 2 · stride … steps, by run: growing runs share their beginning. */
const kept = new WeakMap<RunHead['initialLedger'], (readonly Held[])[]>();

function heldAfter(run: Run, end: number): readonly Held[] {
  let ledgers = kept.get(run.head.initialLedger);
  if (!ledgers) {
    const first: Held[] = [];
    for (const { page, holder, delta } of run.head.initialLedger)
      apply(first, page, holder, delta, -1, undefined);
    ledgers = [first];
    kept.set(run.head.initialLedger, ledgers);
  }
  for (let at = ledgers.length; at * stride <= end; at += 1) {
    ledgers.push(advance(run, ledgers[at - 1] ?? [], (at - 1) * stride, at * stride));
  }
  const at = Math.floor(end / stride);
  return advance(run, ledgers[at] ?? [], at * stride, end);
}

function advance(run: Run, before: readonly Held[], from: number, to: number): readonly Held[] {
  const held = before.map((one) => ({ ...one }));
  const { page, holder, delta } = run.ledger;
  for (let step = from; step < to; step += 1) {
    const last = run.steps.firstLedger[step + 1] ?? 0;
    for (let row = run.steps.firstLedger[step] ?? 0; row < last; row += 1) {
      apply(held, page[row] ?? 0, holder[row] ?? 0, delta[row] ?? 0, step, run.steps.task[step]);
    }
  }
  return held;
}

/** The name of a holder value, as the library's enum says; a number where it has none. */
export function holderName(run: Run, holder: number): string {
  return run.head.holders.find((one) => one.value === holder)?.name ?? `holder ${holder}`;
}

function apply(
  held: Held[],
  page: number,
  holder: number,
  delta: number,
  since: number,
  task: number | undefined,
): void {
  if (delta > 0) held.push({ page, holder, units: delta, since, task });
  let left = -delta;
  while (left > 0) {
    const mine = (one: Held) => one.page === page && one.holder === holder && one.units > 0;
    const from = held.findLast((one) => mine(one) && one.task === task) ?? held.find(mine);
    if (!from) {
      held.push({ page, holder, units: -left, since, task });
      return;
    }
    const part = Math.min(left, from.units);
    from.units -= part;
    left -= part;
    if (from.units === 0) held.splice(held.indexOf(from), 1);
  }
}

function rowOf(run: Run, one: Held): LedgerRow {
  return {
    holder: one.holder,
    holderName: holderName(run, one.holder),
    units: one.units,
    since: one.since,
    task: one.task,
    site: one.since < 0 ? undefined : run.head.sites[run.steps.site[one.since] ?? 0],
  };
}
