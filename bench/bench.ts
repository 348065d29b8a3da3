// `npm run bench`: how soon the verdict is there, against Spin and against an explorer written by hand.
//
//   npm run bench -- [--quick] [--only TASKS,PAGES,ROUNDS|labs|wrong|memory] [--runs N] [--output FILE] [--document]
//                       [--patience SECONDS]
//
// --document: the results go into docs/performance.md too. --patience: after which a contender is given up (420).
//
// Promises: text for people on standard output, the same as JSON in a file; nothing is kept from an earlier run. Does not
// judge: docs/performance.md says what a run gave and what was asked.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { putIntoDocument } from './document.ts';
import { type Model, measureHolding, measureLab, measureMemory, measureWrong } from './measure.ts';
import { allSizes, labs, type Measured, memorySize, quickSizes, wrongSizes } from './sizes.ts';
import { summary, tableOf } from './table.ts';

const root = process.env.PINLAB_ROOT ?? process.cwd();
const folder = join(root, 'out', 'bench');

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    runs: { type: 'string' },
    patience: { type: 'string', default: '420' },
    document: { type: 'boolean', default: false },
    output: { type: 'string', default: join(folder, 'result.json') },
  },
});

const missing = ['spin', 'gcc'].filter((tool) => spawnSync(tool, ['--version']).error !== undefined);
if (missing.length > 0) {
  process.stderr.write(
    `bench: ${missing.join(' and ')} cannot be started. Debian: apt-get install spin gcc\n`,
  );
  process.exit(2);
}

mkdirSync(folder, { recursive: true });
const machine = [
  `${cpus()[0]?.model ?? 'an unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 1024 ** 3)} GiB`,
  `node ${process.version}`,
  firstLine('spin', ['-V']),
  firstLine('gcc', ['--version']),
].join('; ');
process.stdout.write(`${machine}\n\n`);

const patience = Number(values.patience) || 420;
const models: Model[] = [];
const places = { root, folder };
// The largest model is the last, and may take an hour.
if (isWanted('labs')) for (const lab of labs) show(await measureLab(places, withRuns(lab), patience));
if (isWanted('wrong'))
  for (const size of wrongSizes) show(await measureWrong(places, withRuns(size), patience));
if (isWanted('memory')) show(await measureMemory(places, withRuns(memorySize), patience));
for (const size of chosen()) show(await measureHolding(places, size, availableParallelism(), patience));

/** Written down after each model: a run takes long, and what there is of it is worth something. */
function show(model: Model): void {
  models.push(model);
  process.stdout.write(`${tableOf(model)}\n`);
  const said = { machine, models: models.map((each) => ({ ...each, summary: summary(each) })) };
  writeFileSync(values.output, `${JSON.stringify(said, undefined, 2)}\n`);
  if (values.document) putIntoDocument(join(root, 'docs', 'performance.md'), machine, models);
}

function isWanted(group: string): boolean {
  return values.only === undefined ? !values.quick : values.only === group;
}

function chosen(): readonly Measured[] {
  if (['labs', 'wrong', 'memory'].includes(values.only ?? '')) return [];
  if (values.only === undefined) return (values.quick ? quickSizes : allSizes).map(withRuns);
  const [tasks = 0, pages = 0, rounds = 0] = values.only.split(',').map(Number);
  if (![tasks, pages, rounds].every((each) => Number.isInteger(each) && each > 0) || tasks > 7 || pages > 3) {
    process.stderr.write(
      'bench: --only takes labs, wrong, memory, or TASKS,PAGES,ROUNDS with at most 7 tasks and 3 pages: --only 4,2,1\n',
    );
    process.exit(2);
  }
  return [withRuns({ tasks, pages, rounds, runs: 1 })];
}

function withRuns<Repeated extends { readonly runs: number }>(size: Repeated): Repeated {
  const runs = Number(values.runs ?? size.runs);
  return { ...size, runs: Number.isInteger(runs) && runs > 0 ? runs : size.runs };
}

function firstLine(tool: string, words: readonly string[]): string {
  return spawnSync(tool, words, { encoding: 'utf8' }).stdout.split('\n')[0]?.trim() ?? tool;
}
