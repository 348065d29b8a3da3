// The bench's results as a table for people.

import type { Model, Row } from './measure.ts';

const columns = [
  ['', 38],
  ['whole process', 14],
  ['search alone', 13],
  ['states', 12],
  ['states/s', 10],
  ['memory', 9],
  ['against pinlab', 15],
] as const;

export function tableOf(model: Model): string {
  return [
    `${model.title} (medians of ${model.runs})`,
    line(columns.map(([title]) => title)),
    ...model.rows.map((row) => line(cells(row))),
    ...summary(model).map((text) => `  ${text}`),
    '',
  ].join('\n');
}

function line(cellTexts: readonly string[]): string {
  return columns
    .map(([, width], at) => {
      const text = cellTexts[at] ?? '';
      return at === 0 ? `  ${text}`.padEnd(width) : text.padStart(width);
    })
    .join('')
    .trimEnd();
}

function cells({ who, outcome, times }: Row): readonly string[] {
  if (outcome === undefined) return [who, 'given up'];
  const { seconds, searching, states, megabytes, steps } = outcome;
  const rate = states === undefined || searching === undefined ? undefined : states / searching;
  return [
    steps === undefined ? who : `${who} (${steps} steps)`,
    `${seconds.toFixed(2)} s`,
    searching === undefined ? '' : `${searching.toFixed(3)} s`,
    states === undefined ? '' : String(states),
    rate === undefined ? '' : `${(rate / 1e6).toFixed(2)} M`,
    megabytes === undefined ? '' : `${Math.round(megabytes)} MB`,
    times === undefined ? '' : `${times.toFixed(2)} x`,
  ];
}

/** The ratios that are promised. */
export function summary({ rows }: Model): readonly string[] {
  const of = (name: string) => rows.find(({ who }) => who === name)?.outcome;
  const [reference] = rows.filter(({ who, outcome }) => who.startsWith('spin') && outcome !== undefined);
  const said: string[] = [];
  const against = (name: string, words: string) => {
    const own = of(name);
    if (own === undefined || reference?.outcome === undefined) return;
    const { seconds, compiling = 0 } = reference.outcome;
    const bare = (seconds - compiling) / own.seconds;
    said.push(
      `${words}: ${(seconds / own.seconds).toFixed(1)} times shorter than ${reference.who} (${bare.toFixed(1)} without its compiling)`,
    );
  };
  against('pinlab', 'as it comes');
  against('pinlab --reduce none --workers 1', 'no reduction, one core');
  against('pinlab --reduce none --workers 4', 'no reduction, 4 workers');
  against('pinlab --reduce all --workers 4', 'every sound reduction, 4 workers');
  const single = of('pinlab --reduce none --workers 1');
  const byHand = of('limit.c');
  if (single?.states !== undefined && single.searching !== undefined && byHand?.searching !== undefined) {
    const share = (100 * byHand.searching) / single.searching;
    said.push(`states/s of one core without reduction: ${share.toFixed(0)} % of limit.c`);
  }
  return said;
}
