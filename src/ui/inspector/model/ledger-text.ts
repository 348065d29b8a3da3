// The sum of a page's references in one line: `_refcount 4 = page cache 1 + PTE 1 + pin 1 + unattributed 1`.

import type { PageLedger } from '../../../core/trace/ledger-at.ts';

export function ledgerSum(ledger: PageLedger): string {
  const byHolder = new Map<string, number>();
  for (const row of ledger.rows)
    byHolder.set(row.holderName, (byHolder.get(row.holderName) ?? 0) + row.units);
  if (ledger.unattributed !== 0) byHolder.set('unattributed', ledger.unattributed);
  const parts = [...byHolder].filter(([, units]) => units !== 0);
  const sum = parts.map(([name, units], index) => {
    const sign = units < 0 ? '− ' : index === 0 ? '' : '+ ';
    return `${sign}${name} ${Math.abs(units)}`;
  });
  return `= ${sum.length === 0 ? 'nobody' : sum.join(' ')}`;
}
