// How `explore` is to search, from flags; what excludes what, and what a flag needs beside it.

import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fail, ok, type Result } from '../core/base/result.ts';
import { type Reduction, reductionNames, type SearchMethod } from '../core/check/search-method.ts';
import { nearest } from '../core/language/source/did-you-mean.ts';
import type { CheckpointFiles } from '../lab/thread-protocol.ts';
import type { Arguments, Flags } from './arguments.ts';
import type { Places } from './terminal.ts';

const mostWorkers = 64;

export const methodFlags = {
  reduce: {
    kind: 'text',
    value: 'all|none|NAME,…',
    about: `leave out what makes no difference: ${reductionNames.join(', ')} (all, once a search is large)`,
  },
  workers: {
    kind: 'count',
    value: 'N',
    about: 'threads of a large search (one a processor)',
    most: mostWorkers,
  },
  preemptions: { kind: 'count', value: 'N', about: 'only runs with at most N preemptions', most: 250 },
  random: { kind: 'count', value: 'RUNS', about: 'only so many random runs', most: 1e9 },
  pct: { kind: 'count', value: 'RUNS', about: 'only so many runs of PCT, see docs/verdicts.md', most: 1e9 },
  depth: { kind: 'count', value: 'D', about: 'of the bugs that --pct looks for (3)', most: 64 },
  seed: { kind: 'count', value: 'S', about: 'of --random and --pct (1)', most: 0xffff_ffff },
  engine: { kind: 'text', value: 'pinlab|spin', about: 'who searches; spin: Spin on the exported model' },
  checkpoint: {
    kind: 'text',
    value: 'FILE',
    about: 'keep what a large search has: at Ctrl+C, and every few minutes',
  },
  resume: { kind: 'text', value: 'FILE', about: 'go on from a checkpoint of this lab under this design' },
} as const satisfies Flags;

type MethodFlag = keyof typeof methodFlags | 'plain';

/** Each of these is a method by itself. */
const alone: readonly MethodFlag[] = ['plain', 'preemptions', 'random', 'pct', 'engine'];
/** These belong to the sweep, which is what large searches are done with. */
const ofSweep: readonly MethodFlag[] = ['reduce', 'workers', 'checkpoint', 'resume'];

export function methodOf(args: Arguments): Result<SearchMethod, string> {
  const engine = args.text('engine') ?? 'pinlab';
  if (engine !== 'pinlab' && engine !== 'spin') {
    return fail(`--engine ${engine}: pinlab and spin are the engines.`);
  }
  const [chosen, other] = alone.filter((flag) => args.has(flag) && (flag !== 'engine' || engine === 'spin'));
  if (chosen !== undefined && other !== undefined) {
    return fail(`--${chosen} and --${other} exclude each other: each is a way to search.`);
  }
  const stray = ofSweep.find((flag) => args.has(flag));
  if (chosen !== undefined && stray !== undefined) {
    return fail(`--${stray} has no meaning with --${chosen}: leave one of them out.`);
  }
  if (args.has('depth') && chosen !== 'pct') return fail('--depth belongs to --pct RUNS.');
  if (args.has('seed') && chosen !== 'random' && chosen !== 'pct') {
    return fail('--seed belongs to --random RUNS or --pct RUNS: other searches leave nothing to chance.');
  }
  switch (chosen) {
    case undefined:
      return sweepOf(args);
    case 'plain':
      return ok({ kind: 'exact' });
    case 'engine':
      return ok({ kind: 'spin' });
    case 'preemptions':
      return ok({ kind: 'preemption-bounded', preemptions: args.number('preemptions') ?? 0 });
    default:
      return runsOf(args, chosen === 'pct' ? 'pct' : 'random');
  }
}

function runsOf(args: Arguments, kind: 'random' | 'pct'): Result<SearchMethod, string> {
  const runs = args.number(kind) ?? 0;
  const seed = args.number('seed') ?? 1;
  if (runs < 1) return fail(`--${kind} 0: at least one run is needed.`);
  if (kind === 'random') return ok({ kind, runs, seed });
  const depth = args.number('depth') ?? 3;
  return depth < 1 ? fail('--depth 0: a bug has at least depth 1.') : ok({ kind, runs, seed, depth });
}

/** Who names reductions wants a sweep, however small the lab is. */
function sweepOf(args: Arguments): Result<SearchMethod, string> {
  const workers = args.number('workers');
  if (workers === 0) return fail('--workers 0: at least one is needed.');
  const given = args.text('reduce');
  const threads = workers ?? Math.min(mostWorkers, availableParallelism());
  if (given === undefined) {
    const large = args.has('checkpoint') || args.has('resume');
    return ok(
      large
        ? { kind: 'sweep', reductions: reductionNames, workers: threads }
        : { kind: 'auto', workers: threads },
    );
  }
  const reductions = readReductions(given);
  return reductions.ok ? ok({ kind: 'sweep', reductions: reductions.value, workers: threads }) : reductions;
}

function readReductions(text: string): Result<readonly Reduction[], string> {
  if (text === 'all') return ok(reductionNames);
  if (text === 'none') return ok([]);
  const chosen = new Set<Reduction>();
  for (const word of text.split(',').map((part) => part.trim())) {
    const known = reductionNames.find((name) => name === word);
    if (known === undefined) {
      const meant = nearest(word, [...reductionNames, 'all', 'none']);
      const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
      return fail(
        `--reduce ${text}: ${word === '' ? 'a name' : word} is not a reduction.${hint} There are ${reductionNames.join(', ')}; or all, or none.`,
      );
    }
    chosen.add(known);
  }
  return ok(reductionNames.filter((name) => chosen.has(name)));
}

/** Paths that the person named, from where the person stands. */
export function checkpointFiles(args: Arguments, { here }: Places): CheckpointFiles | undefined {
  const save = args.text('checkpoint');
  const resume = args.text('resume');
  if (save === undefined && resume === undefined) return undefined;
  return {
    ...(save !== undefined && { save: resolve(here, save) }),
    ...(resume !== undefined && { resume: resolve(here, resume) }),
  };
}
