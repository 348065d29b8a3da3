// The matrix as text: scenarios down, designs across, in sections by what is compared, narrow enough for a terminal.
//
// Marks: `X` violated, `.` holds, `~` holds at a cost, `-` does not apply, `?` incomplete; behind a mark `!` where the
// record of grade A or B says otherwise (a defect of our model), `c` where grade C does (argued in the docs).

import { type Agreement, agreementOf, letterOf } from '../core/report/documented.ts';
import type { DocumentedOutcome } from '../lab/expect-file.ts';
import type { FoundCell } from './commands/matrix-cells.ts';

export interface MatrixNames {
  /** `writeback and reclaim`, or undefined for what is no policy. */
  axisOf(policy: string): string | undefined;
  isPreset(design: string): boolean;
  groupOf(cell: FoundCell): string;
  documentedOf(cell: FoundCell): DocumentedOutcome | undefined;
}

const width = 80;

export function matrixText(cells: readonly FoundCell[], names: MatrixNames): string {
  const sections = new Map<string, FoundCell[]>();
  for (const cell of cells) {
    const section = sectionOf(cell, names);
    sections.set(section, [...(sections.get(section) ?? []), cell]);
  }
  const tables = [...sections].map(([section, members]) => sectionText(section, members, names));
  return `${tables.join('\n')}\n${legend.join('\n')}\n`;
}

const legend = [
  'X violated  . holds  ~ holds at a cost  - does not apply  ? incomplete',
  '! the record (grade A or B) says otherwise: a defect of our model',
  'c a derived outcome (grade C) says otherwise: argued in docs/disagreements.md',
];

function sectionOf({ design, verdict }: FoundCell, { axisOf, isPreset }: MatrixNames): string {
  if (isPreset(design)) return 'Kernels';
  const axes = [...new Set(verdict.policies.map((policy) => axisOf(policy) ?? 'other policies'))];
  if (axes.length === 0) return verdict.memory === 'SC' ? 'Strategies' : 'Memory models';
  return `${axes.join(', ')}, on ${verdict.strategy}`;
}

function sectionText(section: string, cells: readonly FoundCell[], names: MatrixNames): string {
  const designs = [...new Set(cells.map(({ design }) => design))];
  const heads = designs.map((_, index) => letters[index] ?? `${index}`);
  const lines = [section, ...designs.map((design, index) => `  ${heads[index]}  ${design}`), ''];
  const rows = new Map<string, FoundCell[]>();
  for (const cell of cells) rows.set(cell.lab.text.path, [...(rows.get(cell.lab.text.path) ?? []), cell]);
  const labelWidth = Math.min(
    width - 3 * designs.length - 1,
    Math.max(...cells.map(({ lab }) => lab.id.length)),
  );
  const head = heads.map((letter) => letter.padEnd(2)).join(' ');
  let group = '';
  for (const row of rows.values()) {
    const [first] = row;
    if (first === undefined) continue;
    if (names.groupOf(first) !== group) {
      group = names.groupOf(first);
      lines.push(group, `${''.padEnd(labelWidth)}  ${head}`.trimEnd());
    }
    const marks = designs.map((design) => {
      const cell = row.find((one) => one.design === design);
      return (cell === undefined ? '' : markOf(cell, names)).padEnd(2);
    });
    lines.push(`${clip(first.lab.id, labelWidth)}  ${marks.join(' ')}`.trimEnd());
  }
  return `${lines.join('\n')}\n`;
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

function markOf(cell: FoundCell, { documentedOf }: MatrixNames): string {
  const letter = letterOf(cell.verdict);
  const record = documentedOf(cell);
  return record === undefined ? letter : `${letter}${signs[agreementOf(record, cell.verdict)]}`;
}

const signs: Readonly<Record<Agreement, string>> = { agrees: '', open: '', defect: '!', argued: 'c' };

function clip(text: string, length: number): string {
  return text.length <= length ? text.padEnd(length) : `${text.slice(0, Math.max(1, length - 1))}…`;
}
