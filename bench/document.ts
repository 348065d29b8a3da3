// Puts a run of the bench into docs/performance.md, between the marks that stand there.

import { readFileSync, writeFileSync } from 'node:fs';
import type { Model, Row } from './measure.ts';
import { summary } from './table.ts';

const begin = '<!-- what `npm run bench -- --document` puts here begins -->';
const end = '<!-- and ends -->';

export function putIntoDocument(path: string, machine: string, models: readonly Model[]): void {
  const text = readFileSync(path, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path} has no place for results: put the two marks into it`);
  const results = [
    `Run on ${new Date().toISOString().slice(0, 10)}: ${machine}.`,
    ...models.map(sectionOf),
  ].join('\n\n');
  writeFileSync(path, `${text.slice(0, from + begin.length)}\n\n${results}\n\n${text.slice(to)}`);
}

function sectionOf(model: Model): string {
  return [
    `### ${model.title} (medians of ${model.runs})`,
    '',
    '| | whole process | search alone | states | states/s | memory | against pinlab |',
    '|---|---|---|---|---|---|---|',
    ...model.rows.map(lineOf),
    '',
    ...summary(model).map((sentence) => `* ${sentence}`),
  ].join('\n');
}

function lineOf({ who, outcome, times }: Row): string {
  if (outcome === undefined) return `| \`${who}\` | given up | | | | | |`;
  const { seconds, searching, states, megabytes } = outcome;
  const rate =
    states === undefined || searching === undefined ? '' : `${(states / searching / 1e6).toFixed(2)} M`;
  const cells = [
    `\`${who}\``,
    `${seconds.toFixed(2)} s`,
    searching === undefined ? '' : `${searching.toFixed(3)} s`,
    states === undefined ? '' : states.toLocaleString('en').replaceAll(',', ' '),
    rate,
    megabytes === undefined ? '' : `${Math.round(megabytes)} MB`,
    times === undefined ? '' : times.toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}
