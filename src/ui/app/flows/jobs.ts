// What runs: one job that a person waits for (run, explore), and beside it one that fills in the background (matrix,
// load-bearing lines). Starting another asks nothing and stops nothing; the commands are simply not possible while one
// runs. Stop answers at once in the window and asks the lab to end with what it has.

import type { Job, Outcome } from '../../../contract/table.ts';
import type { BackgroundKind, JobKind } from '../../state/runs.ts';
import { log, type Workbench } from '../workbench.ts';

/**
 * Shows the job as running until it is done and gives its outcome; `undefined` when another document was opened
 * meanwhile, so that nobody waits for it any more.
 */
export async function whileRunning<T>(
  bench: Workbench,
  kind: JobKind,
  job: Job<T>,
  canRest = false,
): Promise<Outcome<T> | undefined> {
  const wanted = stillWanted(bench);
  const cancel = () => job.cancel();
  const pause = canRest ? job.pause?.bind(job) : undefined;
  bench.runs.set({ job: { kind, stopping: false, cancel, pause }, progress: undefined, failure: undefined });
  const outcome = await job.done;
  bench.runs.update((state) =>
    state.job?.cancel === cancel ? { ...state, job: undefined, progress: undefined } : state,
  );
  if (!outcome.ok) log(bench, `${kind}: ${outcome.error.message}`);
  return wanted() ? outcome : undefined;
}

/** The same for what goes on whatever document is open. */
export async function inBackground<T>(
  bench: Workbench,
  kind: BackgroundKind,
  job: Job<T>,
): Promise<Outcome<T>> {
  const cancel = (cell?: number) => job.cancel(cell);
  bench.runs.set({ background: { kind, stopping: false, cancel } });
  const outcome = await job.done;
  bench.runs.update((state) =>
    state.background?.cancel === cancel ? { ...state, background: undefined } : state,
  );
  if (!outcome.ok) log(bench, `${kind}: ${outcome.error.message}`);
  return outcome;
}

/** Asks later whether the document is still the one of now. */
export function stillWanted(bench: Workbench): () => boolean {
  const { generation } = bench.runs.get();
  return () => bench.runs.get().generation === generation;
}

/** Stops the job, or, where none runs, what fills in the background. */
export function stopJob(bench: Workbench): void {
  const { job } = bench.runs.get();
  if (!job) stopBackground(bench);
  if (!job || job.stopping) return;
  bench.runs.set({ job: { ...job, stopping: true } });
  log(bench, `stop asked for: ${job.kind}`);
  job.cancel();
}

/** Lets the search rest, or go on. */
export function pauseOrContinue(bench: Workbench): void {
  const { job } = bench.runs.get();
  if (!job?.pause || job.stopping) return;
  const paused = job.paused !== true;
  bench.runs.set({ job: { ...job, paused } });
  log(bench, paused ? 'search paused' : 'search goes on');
  job.pause(paused);
}

export function stopBackground(bench: Workbench): void {
  const { background } = bench.runs.get();
  if (!background || background.stopping) return;
  bench.runs.set({ background: { ...background, stopping: true } });
  log(bench, `stop asked for: ${background.kind}`);
  background.cancel();
}
