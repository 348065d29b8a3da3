// Searches one cell for `explore`: small ones at once, in this thread, exactly and then as a sweep; all others in a
// thread of their own, so that this one hears Ctrl+C.

import { failure } from '../../contract/problems.ts';
import type { ExploreResult, Outcome } from '../../contract/table.ts';
import type { SearchMethod } from '../../core/check/search-method.ts';
import type { Bounds } from '../../core/check/verdict.ts';
import { type SearchOrder, search as searchBy } from '../../core/sweep/auto.ts';
import { noCrew } from '../../core/sweep/crew.ts';
import { asksStill } from '../../core/sweep/settled.ts';
import { exactly, exploreLab, type Search } from '../../lab/engine.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { Pool } from '../../lab/pool.ts';
import { programTexts } from '../../lab/texts.ts';
import type { CheckpointFiles } from '../../lab/thread-protocol.ts';
import { tellProgress } from '../progress-line.ts';
import type { Terminal } from '../terminal.ts';
import type { Cell } from './cell.ts';

export interface SearchTask extends Cell {
  readonly bounds: Bounds;
  readonly method: SearchMethod;
  readonly withRuns: boolean;
  /** Counterexamples of other kinds too. */
  readonly others: boolean;
  readonly checkpoint: CheckpointFiles | undefined;
}

export async function exploreCell(
  task: SearchTask,
  terminal: Terminal,
  library: LoadedLibrary,
): Promise<Outcome<ExploreResult>> {
  const { kind } = task.method;
  const begins = kind === 'auto' || kind === 'exact' || kind === 'sweep';
  if (!begins || task.checkpoint?.resume !== undefined)
    return await beginAside(task, false, terminal, library).end();
  let aside: Aside | undefined;
  const beginOther = () => {
    // While that thread gets ready this one goes on: whoever is first.
    aside ??= beginAside(task, kind === 'auto', terminal, library);
  };
  const quick = atOnce(task, library, beginOther);
  if (quick === undefined) return await (aside ?? beginAside(task, false, terminal, library)).end();
  await aside?.drop();
  return quick;
}

/** A search of an exact kind that is longer than this is left to another thread. */
const exactMilliseconds = 400;

/** How far a search goes here. */
interface Reach {
  /** A search that is longer than this may be long: a thread gets ready for it. */
  readonly moment: number;
  /** A sweep that is longer than this is left to that thread. */
  readonly sweep: number;
  readonly states: number;
}
/** More states than these are work for several threads. They take about as long as that thread needs to get ready. */
const forSeveral: Reach = { moment: 150, sweep: 1500, states: 250_000 };
/** Where one thread is asked for, another one has nothing to add but that Ctrl+C is heard, and disturbs meanwhile. */
const forOne: Reach = { moment: 2000, sweep: 4000, states: 12_000_000 };

/**
 * Most searches are over before a thread has started. Undefined for one that is not, or has outgrown the exact search.
 * Until then nobody listens for Ctrl+C, which then ends the process as it does every other.
 */
function atOnce(
  { input, design, bounds, method, withRuns, others }: SearchTask,
  library: LoadedLibrary,
  beginOther: () => void,
): Outcome<ExploreResult> | undefined {
  const texts = programTexts(input, library.kernel);
  if (!texts.ok) return texts;
  const reach = method.kind === 'sweep' && method.workers === 1 ? forOne : forSeveral;
  const now = () => performance.now();
  let began: number | undefined;
  // What outgrows the exact search is known by its states alone, until then there is no clock; but for what never does.
  let patience = Number.POSITIVE_INFINITY;
  let unfinished = false;
  let searching = true;
  const hooks = {
    now,
    cancelled: () => {
      if (!searching) return false;
      began ??= now();
      const spent = now() - began;
      if (spent > reach.moment) beginOther();
      unfinished ||= spent > patience;
      return unfinished;
    },
    progress: () => undefined,
  };
  const bySweep = method.kind === 'auto' || method.kind === 'sweep' ? { ...method, workers: 1 } : undefined;
  const small = (
    { graph, machine, request }: Pick<SearchOrder, 'graph' | 'machine' | 'request'>,
    by: NonNullable<typeof bySweep>,
  ): ReturnType<Search> => {
    if (asksStill(graph)) patience = exactMilliseconds;
    else if (by.kind === 'sweep') patience = reach.sweep;
    const outgrew = () => {
      patience = reach.sweep;
    };
    const order = { graph, machine, request, method: by, crew: noCrew, breakOff: reach.states, outgrew };
    const searched = searchBy(order, hooks);
    unfinished ||=
      !searched.ok || (searched.value.hit === 'states' && request.bounds.maxStates > reach.states);
    return searched.ok ? searched : elsewhere;
  };
  const search: Search = (graph, machine, request, rest) => {
    if (bySweep === undefined) patience = exactMilliseconds;
    const found =
      bySweep === undefined
        ? exactly(graph, machine, request, rest)
        : small({ graph, machine, request }, bySweep);
    searching = false;
    // Nothing more need be said of what is not all.
    return unfinished ? elsewhere : found;
  };
  const asked = { texts: texts.value, memory: input.memory, design };
  const outcome = exploreLab(asked, { bounds, withRuns, others }, hooks, search);
  // What it found until then may lack more than its verdict tells.
  return unfinished ? undefined : outcome;
}

const elsewhere = failure('cancelled', 'It goes on in another thread.', 'Wait.');

/** States and frontier have their own bound; this is for the runs that are shown. */
const heapMegabytes = 4096;

interface Aside {
  end(): Promise<Outcome<ExploreResult>>;
  drop(): Promise<void>;
}

/** `outgrown`: there is no need to begin exactly, whoever asks for the end knows that the lab is not small. */
function beginAside(
  { input, design, bounds, method, withRuns, others, checkpoint }: SearchTask,
  outgrown: boolean,
  terminal: Terminal,
  library: LoadedLibrary,
): Aside {
  const pool = new Pool({
    workerFile: terminal.places.workerFile,
    size: 1,
    heapMegabytes,
    start: { kernel: library.kernel },
  });
  const tell = tellProgress(terminal);
  const job = pool.run(
    {
      kind: 'explore',
      input,
      design,
      bounds,
      withRuns,
      others,
      method,
      outgrown,
      ...(checkpoint && { checkpoint }),
    },
    async (now) => tell(now),
  );
  return {
    async end() {
      terminal.onStop(job.cancel);
      const outcome = await job.done;
      await pool.close();
      return outcome;
    },
    drop: () => pool.close(),
  };
}
