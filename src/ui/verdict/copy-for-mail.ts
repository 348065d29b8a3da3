// The run that is shown as a 72-column diagram on the clipboard, with the verdict if the run is its counterexample.

import type { Verdict } from '../../core/check/verdict.ts';
import { mailDiagram } from '../../core/report/mail.ts';
import type { Run } from '../../core/trace/run.ts';
import { copyText } from '../app/clipboard.ts';
import type { Workbench } from '../app/workbench.ts';
import { currentRun, type RunsState } from '../state/runs.ts';

/** Longer runs are for the timeline; a table or a mail of them would cost more than it shows. */
export const longestTable = 3000;

export function whyNotCopy(bench: Workbench): string | undefined {
  const run = currentRun(bench.runs.get());
  if (!run) return 'no run yet';
  return run.steps.length > longestTable ? 'this run is too long for a mail' : undefined;
}

export async function copyForMail(bench: Workbench): Promise<void> {
  const runs = bench.runs.get();
  const run = currentRun(runs);
  if (!run) return;
  await copyText(
    bench,
    mailDiagram(run, verdictOf(runs, run)),
    'Copied for mail: 72 columns, with the schedule.',
  );
}

/** The verdict that this very run shows, if one does. */
export function verdictOf(runs: RunsState, run: Run): Verdict | undefined {
  const { explored, recorded } = runs;
  const result = explored?.result;
  if (result && (result.shortest === run || result.fewest === run)) return result.verdict;
  return recorded?.verdict.shortest?.schedule === run.end.schedule ? recorded?.verdict : undefined;
}
