// Tries every order: starts the search, shows where it is, and brings the verdict to the front. A violation puts the
// cursor on the violating step of the shortest counterexample.

import type { ExploreResult, LabInput } from '../../../contract/table.ts';
import type { Counterexample } from '../../../core/check/verdict.ts';
import { runToShow } from '../../../core/report/run-to-show.ts';
import type { Run } from '../../../core/trace/run.ts';
import { designId } from '../../state/design-name.ts';
import { withRun } from '../../state/runs.ts';
import { currentInput, log, type Workbench } from '../workbench.ts';
import { stillWanted, whileRunning } from './jobs.ts';

export async function explore(bench: Workbench): Promise<void> {
  const input = currentInput(bench);
  const document = bench.document.get();
  const { bounds } = document;
  const design = designId(bench.library, document);
  bench.view.set({ drawerTab: 'verdict', large: false });
  bench.runs.set({ explored: undefined });
  log(bench, `explore ${input.lab.path} under ${design}`);
  const wanted = stillWanted(bench);
  const job = bench.client.start('lab.explore', { input, bounds, design }, (progress) => {
    if (wanted()) bench.runs.set({ progress });
  });
  const outcome = await whileRunning(bench, 'explore', job);
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
  showCounterexample(bench, input, outcome.value, 'shortest', verdict.verdict === 'violated');
}

/** Makes one of the counterexamples the run that every view shows. */
export function showCounterexample(
  bench: Workbench,
  input: LabInput,
  result: ExploreResult,
  which: 'shortest' | 'fewest',
  toFront: boolean,
): void {
  const run = (which === 'shortest' ? runToShow(result) : result.fewest) ?? result.shortest ?? result.fewest;
  if (!run) return;
  const label = which === 'shortest' ? 'shortest counterexample' : 'counterexample, fewest switches';
  const known = bench.runs.get().entries.find((entry) => entry.run === run);
  if (known) bench.runs.set({ current: known.id });
  else bench.runs.update((state) => withRun(state, { label, input, run, stepwise: false }));
  bench.view.set({
    cursor: violatingPosition(run, result.verdict[which]),
    follow: false,
    counterexample: which,
    ...(toFront ? { drawerTab: 'counterexample' as const } : {}),
  });
}

/** The cursor position right after the step that broke the property: its own finding, not one met on the way. */
export function violatingPosition(run: Run, counterexample: Counterexample | undefined): number {
  const named = run.findings.findLast((found) => found.finding.name === counterexample?.finding.name);
  const last = named ?? run.findings.at(-1);
  return last ? Math.min(last.step + 1, run.steps.length) : run.steps.length;
}
