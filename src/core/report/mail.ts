// The counterexample as a diagram for a mail: plain ASCII, never wider than 72 columns.
//
// Two tasks stand side by side, as kernel people draw races; three are staggered; more are written below each
// other. Page changes stand at the right, ghost changes in brackets, waiting stores as such. Ends with the sentence,
// what is documented, and the schedule.

import type { Finding, Verdict } from '../check/verdict.ts';
import type { Run, RunSite } from '../trace/run.ts';
import type { ShortChange } from './change-text.ts';
import { plainNumbers } from './count.ts';
import { type Documented, documentedSentence } from './documented.ts';
import type { TableColumn, TableModel, TableRow } from './table.ts';
import { tableOf } from './table.ts';
import { verdictSentence } from './verdict-sentence.ts';
import { wrap, wrapCode } from './wrap.ts';

export const mailWidth = 72;

/** Where the column of page changes begins, and where each task's text does. */
interface Layout {
  readonly starts: ReadonlyMap<number, number>;
  readonly pages: number;
  /** Too many tasks for columns: each stretch begins with its task's name. */
  readonly stacked: boolean;
}

export function mailDiagram(run: Run, verdict: Verdict | undefined, documented?: Documented): string {
  const model = tableOf(run);
  const layout = layoutFor(run, model);
  const above: Above = { calls: [], alone: callsOfOneStep(run) };
  const body = model.rows.flatMap((row) => drawRow(run, model, layout, row, above));
  const lines = [
    ...wrap(`${run.head.lab}, ${designName(run)}`, mailWidth),
    '',
    ...heading(run, model, layout),
    '-'.repeat(mailWidth),
    ...model.atStart.flatMap((finding) => arrow(0, `${finding.name}, in the initial state`)),
    ...body,
    '',
    ...wrap(verdict ? plainNumbers(verdictSentence(verdict)) : endSentence(run), mailWidth),
    ...(verdict && documented ? wrap(documentedSentence(documented, verdict), mailWidth) : []),
    ...scheduleLines(run.end.schedule),
  ];
  return `${lines.map((line) => toAscii(line).trimEnd()).join('\n')}\n`;
}

function designName({ head }: Run): string {
  return head.design === head.strategy ? `strategy ${head.strategy}` : `design ${head.design}`;
}

/** The schedule, wrapped so that it can be pasted back: breaks stand between segments, or after a `\`. */
export function scheduleLines(schedule: string): string[] {
  if (schedule === '') return [];
  const room = mailWidth - 2;
  const lines: string[] = [];
  let line = '';
  for (const segment of schedule.split(' ')) {
    if (line !== '' && line.length + 1 + segment.length > room) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? segment : ` ${segment}`;
    while (line.length > room) {
      lines.push(`${line.slice(0, room - 1)}\\`);
      line = line.slice(room - 1);
    }
  }
  lines.push(line);
  return ['', 'Schedule:', ...lines.map((one) => `  ${one}`)];
}

/** QUIESCE comes after all others and needs no column of its own. */
function quiesces(run: Run, task: number): boolean {
  return run.head.tasks[task]?.kind === 'quiesce';
}

function sideBySide(run: Run, model: TableModel): readonly TableColumn[] {
  return model.columns.filter(({ task }) => !quiesces(run, task));
}

function layoutFor(run: Run, model: TableModel): Layout {
  const tasks = sideBySide(run, model).map((column) => column.task);
  const pages = 51;
  if (tasks.length > 3) return { starts: new Map(tasks.map((task) => [task, 2])), pages, stacked: true };
  const offset = tasks.length === 3 ? 12 : 21;
  return { starts: new Map(tasks.map((task, at) => [task, at * offset])), pages, stacked: false };
}

function heading(run: Run, model: TableModel, layout: Layout): string[] {
  const touched = run.head.pages.map((page) => page.name);
  const pages = touched.length === 1 ? `page ${touched[0]}` : touched.length > 1 ? 'pages' : '';
  const names = sideBySide(run, model).map((column) => headingOf(run, model, column));
  const [left, right] = names;
  if (layout.stacked || names.length === 0) return overlay([['', 0]], layout.pages, pages);
  if (names.length === 2 && left !== undefined && right !== undefined && left.length < 20) {
    return overlay(
      [
        [left, 0],
        [right, 21],
      ],
      layout.pages,
      pages,
    );
  }
  return names.flatMap((name, at) => {
    const start = at * (names.length === 3 ? 12 : 21);
    return overlay([[name, start]], layout.pages, at === names.length - 1 ? pages : '');
  });
}

/** `CPU0 pinner`, or the name alone where tasks share a CPU. */
function headingOf(run: Run, model: TableModel, column: TableColumn): string {
  const sharing = sideBySide(run, model).some((other) => other !== column && other.cpu === column.cpu);
  return sharing ? column.name : `CPU${column.cpu} ${column.name}`;
}

/** Texts at their columns on one line, then the text of the page column; what does not fit goes on below. */
function overlay(texts: readonly (readonly [string, number])[], pages: number, last: string): string[] {
  let line = '';
  for (const [text, start] of texts) line = line.padEnd(start) + text.slice(0, pages - start - 1);
  const right = wrap(last, mailWidth - pages);
  const height = Math.max(1, right.length);
  return Array.from({ length: height }, (_, at) => (at === 0 ? line : '').padEnd(pages) + (right[at] ?? ''));
}

function drawRow(run: Run, model: TableModel, layout: Layout, row: TableRow, above: Above): string[] {
  const start = layout.starts.get(row.task) ?? 0;
  switch (row.kind) {
    case 'switch': {
      above.calls = [];
      const name = model.columns.find((column) => column.task === row.task)?.name ?? '';
      const gap = row.previous === undefined ? [] : [''];
      return layout.stacked || quiesces(run, row.task) ? [...gap, ...wrap(`${name}:`, mailWidth)] : gap;
    }
    case 'folded':
      return [
        `${' '.repeat(start + inset(above.calls.length))}... ${plainNumbers(row.text.replace(/ of .*/, ''))}`,
      ];
    case 'step': {
      if (row.drains !== undefined) return drawDrain(run, layout, row);
      const { calls } = row.site;
      const alone = above.alone.has(row.step);
      const entered = enteredCalls(row.site, above);
      const lines = (alone ? entered.slice(0, -1) : entered).flatMap(({ name, depth }) =>
        wrapCode(`${name}():`, layout.pages - start - inset(depth) - 1, '  ').map(
          (line) => ' '.repeat(start + inset(depth)) + line,
        ),
      );
      const indent = ' '.repeat(start + inset(calls.length - (alone ? 1 : 0)));
      const text = wrapCode(
        alone ? `${calls.at(-1)?.function}()` : row.text.replaceAll('…', '...'),
        layout.pages - indent.length - 1,
        '  ',
      );
      const notes = notesOf(run, row).flatMap((note) => wrap(note, mailWidth - layout.pages, ' '));
      for (let at = 0; at < Math.max(text.length, notes.length); at += 1) {
        const left = text[at] === undefined ? '' : indent + text[at];
        lines.push(left.padEnd(layout.pages) + (notes[at] ?? ''));
      }
      const found = row.findings.flatMap((finding) => {
        return arrow(start, `${whatOf(finding)} (step ${row.step + 1})`);
      });
      return [...lines, ...found];
    }
  }
}

/** A store that becomes visible, at the left edge of its task's column: it happens in no call. */
function drawDrain(run: Run, layout: Layout, row: TableRow & { readonly kind: 'step' }): string[] {
  const start = layout.starts.get(row.task) ?? 0;
  const what = row.text.replace(/^.*?: /, '').replace(/ becomes visible$/, '');
  const text = wrapCode(`~ CPU${row.drains} buffer: ${what}`, layout.pages - start - 1, '  ');
  const notes = notesOf(run, row).flatMap((note) => wrap(note, mailWidth - layout.pages, ' '));
  const lines = Array.from({ length: Math.max(text.length, notes.length) }, (_, at) => {
    const left = text[at] === undefined ? '' : ' '.repeat(start) + text[at];
    return left.padEnd(layout.pages) + (notes[at] ?? '');
  });
  return [...lines, ...row.findings.flatMap((one) => arrow(start, `${whatOf(one)} (step ${row.step + 1})`))];
}

/** Of tasks that wait for each other it says who waits where. */
function whatOf({ kind, name, message }: Finding): string {
  if (kind === 'property') return `${name} is violated`;
  return kind === 'deadlock' || kind === 'blocked-at-end'
    ? message.replaceAll('`', '').replaceAll('…', '...')
    : name;
}

/** Deeper calls are not set in further, or nothing would be left of the column. */
function inset(depth: number): number {
  return Math.min(depth, 6);
}

/** The calls that the row above of the same stretch was in, outermost first. */
interface Above {
  calls: readonly string[];
  /** Steps that are all that their call does: the call's name says more than the access. */
  readonly alone: ReadonlySet<number>;
}

function callsOfOneStep(run: Run): ReadonlySet<number> {
  const alone = new Set<number>();
  const lastOf = new Map<number, { readonly step: number; readonly keys: readonly string[] }>();
  for (let step = 0; step < run.steps.length; step += 1) {
    const site = run.head.sites[run.steps.site[step] ?? 0];
    if (!site) continue;
    const keys = callKeys(site);
    const task = run.steps.task[step] ?? 0;
    const before = lastOf.get(task);
    const within = (inner: readonly string[], outer: readonly string[]) =>
      outer.length > 0 && outer.every((key, depth) => inner[depth] === key);
    if (before && within(keys, before.keys)) alone.delete(before.step);
    if (keys.length > 0 && !(before && within(before.keys, keys))) alone.add(step);
    lastOf.set(task, { step, keys });
  }
  // The last step of a task that has not ended may be the first of several.
  for (const { task } of [...run.end.enabled, ...run.end.blocked]) {
    const last = lastOf.get(task);
    if (last) alone.delete(last.step);
  }
  return alone;
}

function callKeys(site: RunSite): readonly string[] {
  return site.calls.map((call) => `${call.function} ${call.file}:${call.line}`);
}

/** Calls that begin between the row above and this one; returns need no line, the indent shows them. */
function enteredCalls(
  site: RunSite,
  above: Above,
): readonly { readonly name: string; readonly depth: number }[] {
  const keys = callKeys(site);
  let shared = 0;
  while (shared < keys.length && keys[shared] === above.calls[shared]) shared += 1;
  above.calls = keys;
  return site.calls.map((call, depth) => ({ name: call.function, depth })).slice(shared);
}

function notesOf(run: Run, row: TableRow & { readonly kind: 'step' }): readonly string[] {
  if (row.sees) return row.sees.kind === 'page' ? [`sees ${noteText(run, row.sees)}`] : [];
  const changes = row.changes.map((change) => {
    const text = noteText(run, change);
    return change.kind === 'ghost' ? `[${text}]` : text;
  });
  return row.waits ? [`waits: ${noteText(run, row.waits)}`, ...changes] : changes;
}

function noteText(run: Run, change: ShortChange): string {
  const page = change.kind === 'page' && run.head.pages.length > 1 ? `${change.object}: ` : '';
  return `${page}${shortened(change.label)} ${change.value.split(' ').map(shortened).join(' ')}`;
}

/** `node.lruvec.lists[2].prev` as `lists[2].prev`: a mail has no room, and the end says what it is. */
function shortened(name: string): string {
  const parts = name.split('.');
  if (parts.length < 3) return name;
  return (name.startsWith('&') ? '&' : '') + parts.slice(-2).join('.');
}

function arrow(start: number, text: string): string[] {
  return wrap(`^-- ${text}`, mailWidth - start, '    ').map((line) => ' '.repeat(start) + line);
}

function endSentence(run: Run): string {
  const steps = `${run.steps.length} steps of one run, not an exploration.`;
  const [first] = run.findings;
  return first ? `${steps} Found: ${first.finding.message}` : `${steps} Nothing was found on the way.`;
}

/** Mails about the kernel are ASCII; what is not becomes `?`. */
function toAscii(line: string): string {
  return line.replace(/[^\x20-\x7e]/g, '?');
}
