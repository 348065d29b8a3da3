// The matrix of strategies and labs as text: one row per strategy, one column per lab, a symbol and a number a cell.
//
// Symbols: `X` violated (fewest steps), `.` holds, `~` holds at a cost (states), `?` incomplete (states so far),
// `-` does not apply. `!` behind a cell: the documented outcome is another one.

import { assertNever } from '../base/assert.ts';
import type { Verdict } from '../check/verdict.ts';

export interface MatrixOptions {
  /** What the literature says of a cell, if it says something; only whether it differs is shown. */
  readonly documented?: (lab: string, strategy: string) => Verdict['verdict'] | undefined;
}

export function matrixText(verdicts: readonly Verdict[], options: MatrixOptions = {}): string {
  const labs = [...new Set(verdicts.map((verdict) => verdict.lab))];
  const strategies = [...new Set(verdicts.map((verdict) => verdict.strategy))];
  const heads = shortNames(labs);
  const rows = strategies.map((strategy) => [
    strategy,
    ...labs.map((lab) => {
      const verdict = verdicts.find((one) => one.lab === lab && one.strategy === strategy);
      if (!verdict) return '';
      const documented = options.documented?.(lab, strategy);
      return cellText(verdict) + (documented !== undefined && documented !== verdict.verdict ? ' !' : '');
    }),
  ]);
  const table = [['', ...heads], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const legend = labs.flatMap((lab, at) => (heads[at] === lab ? [] : [`${heads[at]}  ${lab}`]));
  const marks = [
    'X violated (steps of the shortest), . holds (states), ~ holds at a cost,',
    '? incomplete (states), - does not apply',
  ];
  if (rows.some((row) => row.some((cell) => cell.endsWith('!'))))
    marks.push('! the documented outcome is another one');
  const parts = [lines, legend, marks].filter((part) => part.length > 0);
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

/** `X 15`, `. 119`, `~ 812`, `? 20000000`, `-`. */
export function cellText(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'violated':
      return verdict.shortest ? `X ${verdict.shortest.steps}` : 'X';
    case 'holds':
      return `${verdict.costs.length > 0 ? '~' : '.'} ${verdict.states}`;
    case 'incomplete':
      return `? ${verdict.states}`;
    case 'does-not-apply':
      return '-';
    default:
      return assertNever(verdict.verdict);
  }
}

/** `s01` for `s01-get-pin-put-early-unpin` while that names one lab only. */
function shortNames(labs: readonly string[]): readonly string[] {
  const short = labs.map((lab) => lab.split('-')[0] ?? lab);
  return labs.map((lab, at) =>
    short.filter((one) => one === short[at]).length === 1 ? (short[at] ?? lab) : lab,
  );
}
