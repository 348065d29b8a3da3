// One job at a time: run, explore or matrix. Starting another asks nothing and stops nothing; the commands are simply
// not possible while one runs. Stop answers at once in the window and asks the lab to end with what it has.

import type { Job, Outcome } from '../../../contract/table.ts';
import type { JobKind } from '../../state/runs.ts';
import { log, type Workbench } from '../workbench.ts';

/**
 * Shows the job as running until it is done and gives its outcome; `undefined` when another document was opened
 * meanwhile, so that nobody waits for it any more.
 */
export async function whileRunning<T>(
  bench: Workbench,
  kind: JobKind,
  job: Job<T>,
): Promise<Outcome<T> | undefined> {
  const wanted = stillWanted(bench);
  const cancel = () => job.cancel();
  bench.runs.set({ job: { kind, stopping: false, cancel }, progress: undefined, failure: undefined });
  const outcome = await job.done;
  bench.runs.update((state) =>
    state.job?.cancel === cancel ? { ...state, job: undefined, progress: undefined } : state,
  );
  if (!outcome.ok) log(bench, `${kind}: ${outcome.error.message}`);
  return wanted() || kind === 'matrix' ? outcome : undefined;
}

/** Asks later whether the document is still the one of now. */
export function stillWanted(bench: Workbench): () => boolean {
  const { generation } = bench.runs.get();
  return () => bench.runs.get().generation === generation;
}

export function stopJob(bench: Workbench): void {
  const { job } = bench.runs.get();
  if (!job || job.stopping) return;
  bench.runs.set({ job: { ...job, stopping: true } });
  log(bench, `stop asked for: ${job.kind}`);
  job.cancel();
}
