// `pinlab costs`: what strategies cost, side by side: what they state, and what the model counts.

import { availableParallelism } from 'node:os';
import type { DesignCosts, LibraryStrategy, OperationCosts, PairCosts } from '../../contract/table.ts';
import {
  bytesForEachPage,
  type CostLedger,
  mebibytesPerGibibyte,
  pageExtRule,
  pageExtSituations,
  usesPageExt,
} from '../../core/check/cost-ledger.ts';
import { wrap } from '../../core/report/wrap.ts';
import { describeStrategy } from '../../lab/describe.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { createLab } from '../../lab/service.ts';
import { designById } from '../designs.ts';
import { exitCode } from '../terminal.ts';
import { complain } from './cell.ts';
import { type Command, jsonFlag } from './command.ts';

export const costs: Command = {
  name: 'costs',
  usage: '[STRATEGY]… [--json]',
  about: 'what strategies cost: memory, flag bits, callers, and the steps of one pin and its release',
  examples: ['pinlab costs', 'pinlab costs refcount-bias page-ext-count --json'],
  flags: jsonFlag,
  maxFiles: undefined,
  perform: async (args, terminal, library) => {
    const names = args.files.length > 0 ? args.files : library.strategies.map(({ id }) => id);
    // Everything is compared with the strategy that records nothing.
    const designs = [];
    for (const name of [...new Set([...names, baseline])]) {
      const design = designById(name, terminal.places, library);
      if (!design.ok) return complain(terminal, design.error);
      designs.push(design.value);
    }
    const lab = createLab(library, terminal.places.workerFile, { threads: availableParallelism() });
    const counted = await lab.costs({ designs });
    await lab.close();
    if (!counted.ok) return complain(terminal, `${counted.error.message} ${counted.error.remedy}`);
    const plain = counted.value.find(({ id }) => id === baseline);
    const rows = designs.slice(0, names.length).map(({ strategy, id }): Row => {
      const described = strategyAt(strategy, library);
      const found = counted.value.find((one) => one.id === id) ?? { id };
      return { strategy: described, counted: found, more: difference(found, plain) };
    });
    terminal.out(args.has('json') ? `${JSON.stringify(rows.map(rowJson), undefined, 2)}\n` : table(rows));
    const failed = rows.flatMap(({ counted: { id, failure } }) =>
      failure ? [`${id}: ${failure.message}`] : [],
    );
    for (const problem of failed) complain(terminal, problem);
    return failed.length === 0 ? exitCode.good : exitCode.badInput;
  },
};

const baseline = 'get-only';

interface Row {
  readonly strategy: LibraryStrategy;
  readonly counted: DesignCosts;
  readonly more: { readonly slow?: PairCosts; readonly fast?: PairCosts };
}

function strategyAt(text: { readonly path: string; readonly text: string }, library: LoadedLibrary) {
  const known = library.strategies.find(({ path }) => path === text.path);
  return known ?? describeStrategy({ ...text, role: 'strategy' });
}

/** What a pair costs beyond a plain reference. */
function difference(found: DesignCosts, plain: DesignCosts | undefined): Row['more'] {
  const minus = (a: OperationCosts, b: OperationCosts): OperationCosts => ({
    locks: a.locks - b.locks,
    atomics: a.atomics - b.atomics,
    barriers: a.barriers - b.barriers,
    reads: a.reads - b.reads,
    writes: a.writes - b.writes,
    cacheLines: a.cacheLines - b.cacheLines,
  });
  const both = (a: PairCosts | undefined, b: PairCosts | undefined): PairCosts | undefined =>
    a && b && { pin: minus(a.pin, b.pin), unpin: minus(a.unpin, b.unpin) };
  const slow = both(found.slow, plain?.slow);
  const fast = both(found.fast, plain?.fast);
  return { ...(slow && { slow }), ...(fast && { fast }) };
}

function rowJson({ strategy, counted, more }: Row) {
  const { id, title, ledger } = strategy;
  const memory = Object.fromEntries(
    pageExtSituations.map((situation) => {
      const bytes = bytesForEachPage(ledger, situation);
      return [situation, { bytesPerPage: bytes, mebibytesPerGibibyte: mebibytesPerGibibyte(bytes) }];
    }),
  );
  const { id: _, failure, ...pairs } = counted;
  return {
    strategy: id,
    title,
    ledger,
    memory,
    counted: pairs,
    beyondGetOnly: more,
    ...(failure && { problem: failure.message }),
  };
}

const width = 80;

function table(rows: readonly Row[]): string {
  const memory = rows.map(({ strategy: { id, ledger } }) => [
    id,
    ...pageExtSituations.map((situation) => memoryText(bytesForEachPage(ledger, situation))),
    String(ledger.pageFlags),
    String(ledger.nodeBytes),
  ]);
  const parts = [
    'Bytes for each page (MiB for each GiB of RAM)',
    ...columns([['', 'alone', 'page_owner on', 'today', 'page flags', 'bytes a node'], ...memory]),
    ...(rows.some(({ strategy }) => usesPageExt(strategy.ledger))
      ? ['', ...wrap(pageExtRule, width, '')]
      : []),
    '',
    ...rows.flatMap(({ strategy: { id, ledger } }) => words(id, ledger)),
    'One pin and its release, counted from the model (beyond get-only)',
    ...pairTable('slow', rows),
    '',
    ...pairTable('fast', rows),
  ];
  return `${parts.map((line) => line.trimEnd()).join('\n')}\n`;
}

function words(id: string, { callers, maxPins, note }: CostLedger): readonly string[] {
  const said = [
    callers === '' ? undefined : `callers: ${callers}`,
    maxPins === '' ? undefined : `most pins: ${maxPins}`,
    note === '' ? undefined : note,
  ].filter((part) => part !== undefined);
  if (said.length === 0) return [];
  return [id, ...said.flatMap((line) => wrap(line, width - 2, '  ').map((part) => `  ${part}`)), ''];
}

function memoryText(bytes: number): string {
  const mebibytes = mebibytesPerGibibyte(bytes);
  return bytes === 0 ? '0' : `${bytes} (${Number(mebibytes.toFixed(2))})`;
}

function pairTable(path: 'slow' | 'fast', rows: readonly Row[]): readonly string[] {
  const heads = ['locks', 'atomics', 'barriers', 'reads', 'writes', 'lines'];
  const cells = (now: OperationCosts, more: OperationCosts | undefined): readonly string[] =>
    (['locks', 'atomics', 'barriers', 'reads', 'writes', 'cacheLines'] as const).map((what) => {
      const beyond = more?.[what] ?? 0;
      return beyond === 0 ? String(now[what]) : `${now[what]} (${beyond > 0 ? '+' : ''}${beyond})`;
    });
  const lines = rows.flatMap(({ strategy: { id }, counted, more }) => {
    const pair = counted[path];
    if (pair === undefined) return [[id, 'not counted']];
    return [
      [id, 'pin', ...cells(pair.pin, more[path]?.pin)],
      ['', 'unpin', ...cells(pair.unpin, more[path]?.unpin)],
    ];
  });
  return columns([[path === 'slow' ? 'get_user_pages' : 'get_user_pages_fast', '', ...heads], ...lines], ' ');
}

function columns(rows: readonly (readonly string[])[], gap = '  '): readonly string[] {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(gap));
}
