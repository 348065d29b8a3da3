// Measures one model: every contender in turn, round after round, so that what disturbs the machine disturbs them all.
//
// Promises: medians; ratios are medians of the ratios within each round; contenders that should agree are held against
// each other, and a disagreement is an error.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Cell,
  type Contender,
  exportPromela,
  limit,
  type Outcome,
  type Places,
  pinlab,
  spin,
} from './contenders.ts';
import { modelText } from './model.ts';
import { type Measured, type MeasuredLab, nameOf } from './sizes.ts';

export interface Row {
  readonly who: string;
  /** Medians; undefined where it took too long. */
  readonly outcome: Outcome | undefined;
  /** How many times longer than pinlab, with the default method, it took; medians of pairs. */
  readonly times: number | undefined;
}

export interface Model {
  /** What is searched, and what is found. */
  readonly title: string;
  readonly runs: number;
  readonly rows: readonly Row[];
}

/** `patience`: seconds after which a contender is given up. */
export async function measureHolding(
  places: Places,
  size: Measured,
  cores: number,
  patience: number,
): Promise<Model> {
  const cell = writtenModel(places, size, 'model');
  const model = promelaOf(places, `model-${size.tasks}-${size.pages}-${size.rounds}`);
  await exportPromela(places, cell, model);
  const byHand = await limit(places, size, patience);
  const first = await byHand();
  const states = first?.states ?? 1e8;
  const workers = [1, 2, 4].filter((count) => count <= cores);
  const own = (words: string) => pinlab(places, cell, words.split(' '), patience);
  const pan = (name: string, gcc: readonly string[]) =>
    spin(places, model, name, { gcc, states, timeout: patience });
  const contenders: readonly (readonly [string, Contender])[] = [
    ['pinlab', pinlab(places, cell, [], patience)],
    ...(states < 5e5 ? [['pinlab --plain', own('--plain')] as const] : []),
    ...workers.map(
      (count) =>
        [`pinlab --reduce none --workers ${count}`, own(`--reduce none --workers ${count}`)] as const,
    ),
    ...workers.map(
      (count) => [`pinlab --reduce all --workers ${count}`, own(`--reduce all --workers ${count}`)] as const,
    ),
    ['spin', pan('spin', [])],
    ['spin -DNOREDUCE', pan('spin-full', ['-DNOREDUCE'])],
    ['limit.c', byHand],
  ];
  const rows = await inTurn(contenders, size.runs);
  for (const { who, outcome } of rows) {
    if (outcome !== undefined && outcome.verdict !== 'holds')
      throw new Error(`${cell.lab}: ${who} disagrees`);
    const unreduced = who === 'pinlab --plain' || who.startsWith('pinlab --reduce none');
    if (unreduced && first !== undefined && outcome !== undefined && outcome.states !== first.states)
      throw new Error(`${cell.lab}: ${who} has ${outcome.states} states, limit.c has ${first.states}`);
  }
  return { title: `${nameOf(size)}: holds`, runs: size.runs, rows };
}

/** The same model with a mistake that shows late: how soon the shortest counterexample is there. */
export async function measureWrong(places: Places, size: Measured, patience: number): Promise<Model> {
  const cell = writtenModel(places, size, 'wrong');
  const model = promelaOf(places, `wrong-${size.tasks}-${size.pages}-${size.rounds}`);
  await exportPromela(places, cell, model);
  writeFileSync(model, forBreadthFirst(readFileSync(model, 'utf8')));
  const rows = await inTurn(
    [
      ['pinlab', pinlab(places, cell, [], patience)],
      ['pinlab --plain', pinlab(places, cell, ['--plain'], patience)],
      ['spin -DBFS', spin(places, model, 'spin-bfs', { gcc: ['-DBFS'], states: 1e6, timeout: patience })],
    ],
    size.runs,
  );
  const steps = new Set(rows.flatMap(({ outcome }) => outcome?.steps ?? []));
  if (steps.size !== 1 || rows.some(({ outcome }) => outcome !== undefined && outcome.verdict !== 'violated'))
    throw new Error(`${cell.lab}: the shortest counterexamples differ: ${[...steps].join(', ')} steps`);
  return {
    title: `${nameOf(size)}: a count gets lost; until the shortest counterexample`,
    runs: size.runs,
    rows,
  };
}

/** A lab of the product, on the whole kernel library, as people ask for it. */
export async function measureLab(
  places: Places,
  { id, ...rest }: MeasuredLab,
  patience: number,
): Promise<Model> {
  const { strategy, runs } = rest;
  const cell = { lab: join(places.root, 'resources', 'labs', `${id}.lab.c`), strategy };
  const model = promelaOf(places, `${id}-${strategy}`);
  await exportPromela(places, cell, model);
  const rows = await inTurn(
    [
      ['pinlab', pinlab(places, cell, [], patience)],
      ['pinlab --plain', pinlab(places, cell, ['--plain'], patience)],
      ['spin', spin(places, model, 'spin-lab', { states: 1e5, timeout: patience })],
    ],
    runs,
  );
  const [verdict, other] = new Set(rows.flatMap(({ outcome }) => outcome?.verdict ?? []));
  if (verdict === undefined || other !== undefined) throw new Error(`${cell.lab}: the verdicts differ`);
  return { title: `${id} under ${strategy}: ${verdict}`, runs, rows };
}

/** What store buffers cost: the same model under each memory model, unreduced, on one core. */
export async function measureMemory(places: Places, size: Measured, patience: number): Promise<Model> {
  const cell = writtenModel(places, size, 'model');
  const contenders = ['SC', 'x86-TSO', 'relaxed'].map((memory): readonly [string, Contender] => {
    const words = ['--memory', memory, '--reduce', 'none', '--workers', '1'];
    return [`pinlab --memory ${memory}`, pinlab(places, cell, words, patience)];
  });
  const rows = await inTurn(contenders, size.runs);
  return {
    title: `${nameOf(size)} under each memory model; no reduction, one core`,
    runs: size.runs,
    rows,
  };
}

function writtenModel(places: Places, size: Measured, kind: 'model' | 'wrong'): Cell {
  const lab = join(places.folder, `${kind}-${size.tasks}-${size.pages}-${size.rounds}.lab.c`);
  writeFileSync(lab, modelText(size, kind === 'wrong' ? 'lossy' : 'none'));
  return { lab, strategy: 'get-only' };
}

function promelaOf({ folder }: Places, name: string): string {
  return join(folder, `${name}.pml`);
}

/**
 * pan refuses breadth-first search where variables are kept out of the state. Kept in it, they are 0 between steps, so
 * that they make no states.
 */
export function forBreadthFirst(model: string): string {
  const hidden = [...model.matchAll(/^hidden \w+ (.*);$/gm)].flatMap(([, names = '']) => names.split(/, */));
  const cleared = hidden.map((name) => `${name} = 0; `).join('');
  return model.replaceAll(/^hidden /gm, '').replaceAll(/\bgoto /g, `${cleared}goto `);
}

/** One round before those that count: files are read, pinlab is built. */
async function inTurn(
  contenders: readonly (readonly [string, Contender])[],
  runs: number,
): Promise<readonly Row[]> {
  const [first] = contenders;
  await first?.[1]();
  const found = contenders.map((): (Outcome | undefined)[] => []);
  for (let round = 0; round < runs; round++) {
    for (const [at, [who, run]] of contenders.entries()) {
      // What took too long once is not asked again.
      const gaveUp = round > 0 && found[at]?.[0] === undefined;
      const outcome = gaveUp ? undefined : await run();
      found[at]?.push(outcome);
      process.stderr.write(
        `  ${who}: ${outcome === undefined ? 'given up' : outcome.seconds.toFixed(2)} s\n`,
      );
    }
  }
  const [pinlabs = []] = found;
  return contenders.map(([who], at) => {
    const all = found[at] ?? [];
    const ratios = all.flatMap((each, round) => {
      const own = pinlabs[round];
      return each === undefined || own === undefined ? [] : [each.seconds / own.seconds];
    });
    return { who, outcome: middle(all), times: ratios.length === 0 ? undefined : median(ratios) };
  });
}

function middle(all: readonly (Outcome | undefined)[]): Outcome | undefined {
  const done = all.filter((each) => each !== undefined);
  const [first] = done;
  if (first === undefined) return undefined;
  const of = (pick: (each: Outcome) => number | undefined) => {
    const values = done.flatMap((each) => pick(each) ?? []);
    return values.length === 0 ? undefined : median(values);
  };
  const compiling = of((each) => each.compiling);
  const searching = of((each) => each.searching);
  const megabytes = of((each) => each.megabytes);
  return {
    ...first,
    seconds: median(done.map(({ seconds }) => seconds)),
    ...(compiling !== undefined && { compiling }),
    ...(searching !== undefined && { searching }),
    ...(megabytes !== undefined && { megabytes }),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = sorted.length >> 1;
  const upper = sorted[at] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[at - 1] ?? upper)) / 2;
}
