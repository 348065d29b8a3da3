// The timeline as text: one line a step around the cursor, for reading aloud, copying and tests.

import type { Run } from '../../../core/trace/run.ts';
import { actorName } from './actor.ts';
import { departureSign, departuresOf, departureText } from './departure.ts';
import { chainText, changeTexts, siteAt } from './step-text.ts';

export interface TwinLine {
  readonly cursor: number;
  readonly text: string;
}

/** Lines for the states from `cursor - before` to `cursor + after`; the cursor's own begins with `>`. */
export function twinLines(run: Run, cursor: number, before: number, after: number): readonly TwinLine[] {
  const from = Math.max(0, cursor - before);
  const to = Math.min(run.steps.length, cursor + after);
  const names = run.head.tasks.map((_, task) => actorName(run, task));
  const widest = Math.max(...names.map((name) => name.length));
  const digits = String(run.steps.length).length;
  const lines: TwinLine[] = [];
  for (let k = from; k <= to; k += 1) {
    const mark = k === cursor ? '>' : ' ';
    lines.push({ cursor: k, text: `${mark}${String(k).padStart(digits)}  ${lineText(run, k, widest)}` });
  }
  return lines;
}

function lineText(run: Run, k: number, widest: number): string {
  const found = run.findings.filter((one) => one.step === k - 1).map(({ finding }) => `✗ ${finding.name}`);
  const departed = departuresOf(run)
    .filter((one) => one.column === k)
    .map(
      (one) =>
        `${departureSign(one)} ${pageName(run, one.page)}departs from the truth: ${departureText(one)}`,
    );
  const site = siteAt(run, k);
  if (site === undefined) return ['start', ...found, ...departed].join('  ');
  const task = actorName(run, site.task).padEnd(widest);
  const changes = changeTexts(run, k).join(', ');
  return [task, chainText(run, site), site.text, changes === '' ? '' : `[${changes}]`, ...found, ...departed]
    .filter((part) => part !== '')
    .join('  ');
}

function pageName(run: Run, page: number | undefined): string {
  const name = page === undefined ? undefined : run.head.pages[page]?.name;
  return name === undefined ? '' : `${name} `;
}
