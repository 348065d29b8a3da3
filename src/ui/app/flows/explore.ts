// Tries every order: starts the search, shows where it is, and brings the verdict to the front. A violation puts the
// cursor on the violating step of the shortest counterexample.

import type { ExploreResult, LabInput } from '../../../contract/table.ts';
import { designId } from '../../state/design-name.ts';
import { withRun } from '../../state/runs.ts';
import { currentInput, log, type Workbench } from '../workbench.ts';
import { stillWanted, whileRunning } from './jobs.ts';
import { measureRate } from './search-rate.ts';
import { shownRuns } from './shown-runs.ts';

export async function explore(bench: Workbench): Promise<void> {
  const input = currentInput(bench);
  const document = bench.document.get();
  const { bounds, method } = document;
  const design = designId(bench.library, document);
  bench.view.set({ drawerTab: 'verdict', large: false });
  bench.runs.set({ explored: undefined });
  log(bench, `explore ${input.lab.path} under ${design}`);
  const wanted = stillWanted(bench);
  const rateOf = measureRate();
  const job = bench.client.start('lab.explore', { input, bounds, design, method }, (progress) => {
    if (wanted()) bench.runs.set({ progress: { ...progress, rate: rateOf(progress) } });
  });
  // Spin is another program: it can be stopped, but does not rest.
  const outcome = await whileRunning(bench, 'explore', job, method.kind !== 'spin');
  if (!outcome) return;
  if (!outcome.ok) {
    if (outcome.error.code !== 'cancelled') bench.runs.set({ failure: outcome.error });
    return;
  }
  bench.runs.set({ explored: { input, result: outcome.value }, recorded: undefined });
  const { verdict } = outcome.value;
  log(
    bench,
    `${verdict.verdict}: ${verdict.states} states, ${verdict.transitions} transitions, ${Math.round(verdict.ms)} ms`,
  );
  for (const notice of outcome.value.notices ?? []) log(bench, notice);
  showCounterexample(bench, input, outcome.value, 'shortest', verdict.verdict === 'violated');
}

/** Makes one of the runs that a search gave the one that every view shows. */
export function showCounterexample(
  bench: Workbench,
  input: LabInput,
  result: ExploreResult,
  which: string,
  toFront: boolean,
): void {
  const chosen = shownRuns(result).find(({ id }) => id === which);
  if (!chosen) return;
  const { run, label, marks, cursor } = chosen;
  const known = bench.runs.get().entries.find((entry) => entry.run === run);
  if (known) bench.runs.set({ current: known.id });
  else bench.runs.update((state) => withRun(state, { label, input, run, stepwise: false, marks }));
  bench.view.set({
    cursor,
    follow: false,
    ...(toFront ? { drawerTab: 'counterexample' as const } : {}),
  });
}
