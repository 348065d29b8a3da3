// Searches one cell for `explore`: sweeps in this thread, which turns to Ctrl+C now and then; what has no slices at once
// too, and in a thread of its own where it takes long.
//
// Promises: from its beginning on Ctrl+C ends the search with what it has. No sweep is begun twice.

import type { ExploreResult, Outcome } from '../../contract/table.ts';
import type { SearchMethod } from '../../core/check/search-method.ts';
import type { Bounds } from '../../core/check/verdict.ts';
import type { Sliced } from '../../core/sweep/sliced.ts';
import { exploreLab, type RunsWanted } from '../../lab/engine.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { Pool, sweepFileBeside } from '../../lab/pool.ts';
import { createCrew } from '../../lab/sweep-crew.ts';
import { exploreBySweep } from '../../lab/sweep-explore.ts';
import { programTexts } from '../../lab/texts.ts';
import type { CheckpointFiles } from '../../lab/thread-protocol.ts';
import { tellProgress } from '../progress-line.ts';
import type { Terminal } from '../terminal.ts';
import type { Cell } from './cell.ts';

export interface SearchTask extends Cell {
  readonly bounds: Bounds;
  readonly method: SearchMethod;
  readonly runs: RunsWanted;
  /** Counterexamples of other kinds too. */
  readonly others: boolean;
  readonly checkpoint: CheckpointFiles | undefined;
}

export async function exploreCell(
  task: SearchTask,
  terminal: Terminal,
  library: LoadedLibrary,
): Promise<Outcome<ExploreResult>> {
  let stopped = false;
  let tellOther: () => void = () => undefined;
  terminal.onStop(() => {
    stopped = true;
    tellOther();
  });
  const here = await exploreHere(task, terminal, library, () => stopped);
  if (here !== undefined) return here;
  const { done, cancel } = exploreAside(task, terminal, library);
  tellOther = cancel;
  if (stopped) cancel();
  return await done;
}

/** A search that cannot be driven in slices and is longer than this is left to another thread. */
const exactMilliseconds = 400;
/** So long this thread is deaf while slices follow one another. The first turn takes Node as long as a small search. */
const turnMilliseconds = 50;
const firstTurn = 200;

/** Undefined for what takes long and has no slices, or is not searched in this thread at all. */
async function exploreHere(
  { input, design, bounds, method, runs, others, checkpoint }: SearchTask,
  terminal: Terminal,
  library: LoadedLibrary,
  stopped: () => boolean,
): Promise<Outcome<ExploreResult> | undefined> {
  const { kind } = method;
  if (kind !== 'auto' && kind !== 'exact' && kind !== 'sweep') return undefined;
  // This process ends soon: nobody need give the memory back.
  const { over: _, ...crew } = createCrew(sweepFileBeside(terminal.places.workerFile));
  try {
    // They get ready while this thread reads.
    if (kind === 'sweep' && method.reductions.length === 0) crew.expect(method.workers - 1);
    const texts = programTexts(input, library.kernel);
    if (!texts.ok) return texts;
    const asked = { texts: texts.value, memory: input.memory, design };
    const { now } = terminal;
    const hooks = { now, cancelled: stopped, progress: tellProgress(terminal) };
    let began: number | undefined;
    let isLong = false;
    const exactHooks = {
      ...hooks,
      cancelled: () => {
        began ??= now();
        isLong ||= now() - began > exactMilliseconds;
        return isLong;
      },
    };
    const wanted = { bounds, runs, others };
    const found =
      kind === 'exact'
        ? exploreLab(asked, wanted, exactHooks)
        : await inTurns(
            exploreBySweep(
              asked,
              { ...wanted, method, checkpoint },
              { hooks, sweepHooks: hooks, exactHooks, crew },
            ),
            now,
          );
    return isLong ? undefined : found;
  } finally {
    crew.stop();
  }
}

async function inTurns<T>(work: Sliced<T>, now: () => number): Promise<T> {
  for (let next = now() + firstTurn; ; ) {
    const slice = work.next();
    if (slice.done) return slice.value;
    if (now() < next) continue;
    await new Promise(setImmediate);
    next = now() + turnMilliseconds;
  }
}

/** States and frontier have their own bound; this is for the runs that are shown. */
const heapMegabytes = 4096;

function exploreAside(
  { input, design, bounds, method, runs, others, checkpoint }: SearchTask,
  terminal: Terminal,
  library: LoadedLibrary,
): { readonly done: Promise<Outcome<ExploreResult>>; cancel(): void } {
  const pool = new Pool({
    workerFile: terminal.places.workerFile,
    size: 1,
    heapMegabytes,
    start: { kernel: library.kernel },
  });
  const tell = tellProgress(terminal);
  const kept = checkpoint && { checkpoint };
  const { done, cancel } = pool.run(
    { kind: 'explore', input, design, bounds, runs, others, method, ...kept },
    async (now) => tell(now),
  );
  return {
    done: done.finally(() => pool.close()),
    cancel,
  };
}
