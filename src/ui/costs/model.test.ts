import { describe, expect, it } from 'vitest';
import { testBench } from '../app/bench.fixture.ts';
import { countCosts } from '../app/flows/costs.ts';
import { forkText } from '../app/flows/texts.ts';
import { concernsPageExt, ledgerColumns, ledgerRows, sortRows } from './model.ts';

async function countedRows() {
  const bench = testBench();
  forkText(bench, 'strategies/refcount-bias.strategy.c');
  await countCosts(bench);
  return ledgerRows(bench.library.strategies, bench.runs.get().costs.counted);
}

const texts = (id: string, rows: Awaited<ReturnType<typeof countedRows>>) =>
  rows.map((row) => ledgerColumns.find((column) => column.id === id)?.text(row));

describe('the cost ledger', () => {
  it('has the three cases of page_ext, the strategies’ own numbers and the counted ones', async () => {
    const rows = await countedRows();
    expect(texts('memory nobody', rows)).toEqual(['0 · 0', '12 · 3', '12 · 3', '12 · 3', undefined]);
    expect(texts('memory page-owner', rows)[1]).toBe('4 · 1');
    expect(texts('memory today', rows)[1]).toBe('4 · 1');
    expect(texts('slow locks', rows)).toEqual(['8 / 0', '19 / 0', '19 / 0', '13 / 0', '18 / 0']);
    expect(concernsPageExt(rows)).not.toContain('get-only');
  });

  it('sorts by any column, what is not known last', async () => {
    const rows = await countedRows();
    const sorted = (descending: boolean, column: string) =>
      sortRows(rows, { column, descending }).map((row) => row.id);
    expect(sorted(false, 'slow locks')[0]).toBe('get-only');
    expect(sorted(true, 'memory nobody').at(-1)).toBe('refcount-bias-fork');
    expect(sorted(false, 'memory nobody').at(-1)).toBe('refcount-bias-fork');
    expect(sorted(true, 'id')[0]).toBe('refcount-bias-fork');
  });
});
