// Which cells the matrix has: rows are designs, columns are labs, sections put together what is compared.
//
// Promises: every built-in cell is one that its lab's COMPARE names; what is the person's own (a changed lab, a forked
// strategy, policy or kernel file, a design nobody compares) is a row or a column beside what it comes from. Pure.

import type { Library, LibraryLab, TextInput } from '../../../contract/table.ts';
import { comparedStrategy, expandCompare } from '../../../core/check/compare-designs.ts';
import { splitDesign } from '../../../core/check/design.ts';
import { readHeader } from '../../../core/language/check/header.ts';
import type { CompareItem } from '../../../core/language/check/program.ts';
import { originOf } from '../../app/flows/origin.ts';
import { builtInDesign } from '../../state/design-name.ts';
import type { DocumentState } from '../../state/document.ts';
import { ownDesigns } from './own-designs.ts';
import type { MatrixColumn, MatrixRow, MatrixSection, PlannedCell } from './parts.ts';

const sectionTitles = {
  strategies: 'Strategies',
  presets: 'Kernel presets',
  writeback: 'Writeback and reclaim policies',
  cow: 'COW policies',
  'gup-fast': 'GUP-fast protocols',
  other: 'Other designs',
} as const;

type SectionId = keyof typeof sectionTitles;

const sectionIds = Object.keys(sectionTitles) as SectionId[];

export function cellKey(row: MatrixRow, column: MatrixColumn): string {
  return `${row.key} ${column.key}`;
}

export function planMatrix(library: Library, document: DocumentState): readonly MatrixSection[] {
  const columns = columnsOf(library, document);
  const rows = rowsOf(library, document);
  return sectionIds.flatMap((id): MatrixSection[] => {
    const inSection = rows.filter((row) => sectionOf(library, row.compared) === id);
    if (inSection.length === 0) return [];
    const used = columns.filter((column) => inSection.some((row) => !row.yours && compares(column, row)));
    return [{ id, title: sectionTitles[id], rows: inSection, columns: used.length > 0 ? used : columns }];
  });
}

/** Whether there is such a cell: the lab is compared under the design, or the design is nowhere compared but here. */
export function isCell(section: MatrixSection, { row, column }: PlannedCell): boolean {
  if (compares(column, row)) return true;
  return row.yours && !section.columns.some((other) => compares(other, row));
}

export function cellsOf(section: MatrixSection): readonly PlannedCell[] {
  return section.rows.flatMap((row) =>
    section.columns.map((column) => ({ row, column })).filter((cell) => isCell(section, cell)),
  );
}

/** Neighbouring columns of one group, in order. */
export function groupsOf(
  columns: readonly MatrixColumn[],
): readonly { readonly name: string; readonly columns: readonly MatrixColumn[] }[] {
  const groups: { name: string; columns: MatrixColumn[] }[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last?.name === column.group) last.columns.push(column);
    else groups.push({ name: column.group, columns: [column] });
  }
  return groups;
}

function compares(column: MatrixColumn, row: MatrixRow): boolean {
  return column.compare.includes(row.compared);
}

function sectionOf(library: Library, id: string): SectionId {
  if (library.presets.some((preset) => preset.id === id)) return 'presets';
  const split = splitDesign(id);
  if (!split.ok || split.value.memory !== 'SC') return 'other';
  const { strategy, policies } = split.value;
  if (policies.length === 0) return 'strategies';
  const axis = library.policies.find((policy) => policy.id === policies[0])?.axis;
  return policies.length === 1 && strategy === comparedStrategy && axis !== undefined ? axis : 'other';
}

function columnsOf(library: Library, { lab }: DocumentState): readonly MatrixColumn[] {
  const columns = library.labs.flatMap((known): MatrixColumn[] => {
    const text = originOf(library, known.path);
    if (!text) return [];
    const builtIn = columnOf(known, text);
    const forked = known.path === lab.path && lab.text !== text.text;
    return forked ? [builtIn, yourColumn(library, lab, known)] : [builtIn];
  });
  return library.labs.some((known) => known.path === lab.path)
    ? columns
    : [yourColumn(library, lab, undefined), ...columns];
}

const everyStrategy: CompareItem = { kind: 'strategies', span: { file: 0, start: 0, end: 0 } };

function columnOf(known: LibraryLab, lab: TextInput): MatrixColumn {
  const { id, title, group, compare } = known;
  return { key: lab.path, short: shortId(id), id, title, group, lab, library: known, compare, yours: false };
}

function yourColumn(library: Library, lab: TextInput, parent: LibraryLab | undefined): MatrixColumn {
  const id = lab.path.slice(lab.path.lastIndexOf('/') + 1).replace(/\.lab\.c$/, '');
  return {
    key: `your ${lab.path}`,
    short: parent ? `${shortId(parent.id)}*` : 'yours',
    id,
    title: parent ? `your version of: ${parent.title}` : 'a lab of your own',
    group: parent?.group ?? 'Yours',
    lab,
    library: parent,
    compare: compareOf(library, lab),
    yours: true,
  };
}

const compared = new WeakMap<TextInput, readonly string[]>();

/** What the text itself asks for. */
function compareOf(library: Library, lab: TextInput): readonly string[] {
  const before = compared.get(lab);
  if (before) return before;
  const { compare } = readHeader({ ...lab, role: 'lab' });
  const { designs } = expandCompare(compare.length > 0 ? compare : [everyStrategy], library);
  compared.set(lab, designs);
  return designs;
}

/** `S01` for `s01-get-pin-put-early-unpin`; the first word of other names. */
export function shortId(id: string): string {
  const first = id.split('-')[0] ?? id;
  return /^[a-z]\d+[a-z]?$/.test(first) ? first.toUpperCase() : first.slice(0, 6);
}

function rowsOf(library: Library, document: DocumentState): readonly MatrixRow[] {
  const compared = [...new Set(library.labs.flatMap((lab) => lab.compare))].sort(
    (a, b) => placeOf(library, a) - placeOf(library, b),
  );
  const own = ownDesigns(library, document);
  const rows = compared.flatMap((id): MatrixRow[] => {
    const design = builtInDesign(library, id);
    if (!design) return [];
    const mine = own.filter((row) => row.compared === id);
    return [{ key: id, label: id, about: aboutOf(library, id), design, compared: id, yours: false }, ...mine];
  });
  return [...rows, ...own.filter((row) => !compared.includes(row.compared))];
}

/** Designs in the library's order of their parts; presets in the order of their age. */
function placeOf(library: Library, id: string): number {
  const preset = library.presets.findIndex((known) => known.id === id);
  if (preset >= 0) return preset;
  const split = splitDesign(id);
  if (!split.ok) return Number.MAX_SAFE_INTEGER;
  const strategy = library.strategies.findIndex((known) => known.id === split.value.strategy);
  const policy = library.policies.findIndex((known) => known.id === split.value.policies[0]);
  return (strategy + 1) * 10_000 + (policy + 1) * 100 + split.value.policies.length;
}

function aboutOf(library: Library, id: string): string {
  const preset = library.presets.find((known) => known.id === id);
  if (preset)
    return `${preset.title}\n${[preset.strategy, ...preset.policies].join(' + ')} @ ${preset.memory}`;
  const split = splitDesign(id);
  if (!split.ok) return id;
  const { strategy, policies, memory } = split.value;
  const titles = [
    library.strategies.find((known) => known.id === strategy)?.title,
    ...policies.map((policy) => library.policies.find((known) => known.id === policy)?.title),
    memory === 'SC' ? undefined : `memory model ${memory}`,
  ];
  return titles.filter((title) => title !== undefined && title !== '').join('\n');
}
