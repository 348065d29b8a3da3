// The cost ledger: strategies side by side, the rule of page_ext, sortable.

import { expect, test } from '../face.ts';

test('the ledger has the stated and the counted costs of every strategy, and sorts', async ({ window }) => {
  await window.getByRole('tab', { name: 'Costs' }).click();
  const ledger = window.getByTestId('cost-ledger');
  const rowOf = (strategy: string) => ledger.getByRole('row', { name: new RegExp(`^${strategy} `) });
  await expect(rowOf('page-ext-flag')).toContainText(/8 · 2.*0 · 0.*8 · 2/);
  await expect(rowOf('page-ext-count')).toContainText(/12 · 3.*4 · 1.*4 · 1/);
  await expect(rowOf('lru-overlay-2018-07')).toContainText(/\d+ \/ \d+/, { timeout: 40_000 });
  await expect(window.getByTestId('page-ext-rule')).toContainText(/all or nothing.*page-ext-flag/);
  const first = ledger.locator('tbody th').first();
  await ledger.getByRole('button', { name: 'nobody else' }).click();
  await expect(first).not.toHaveText(/page-ext/);
  await ledger.getByRole('button', { name: 'nobody else' }).click();
  await expect(first).toHaveText(/page-ext-count/);
  await expect(ledger.locator('[aria-sort="descending"]')).toHaveCount(1);
});
