// Runs the lab once under a schedule and shows the run while it grows; also continues and branches an earlier run.
//
// Promises: what has arrived is drawn within moments; with `follow` on, the cursor stays at the end.

import { scriptedPolicy } from '../../../core/schedule/policy.ts';
import type { SchedulePolicy } from '../../../core/schedule/schedule.ts';
import { appendChunk } from '../../../core/trace/append.ts';
import type { Run, RunChunk } from '../../../core/trace/run.ts';
import { designId } from '../../state/design-name.ts';
import { currentEntry, withGrownRun, withRun } from '../../state/runs.ts';
import { runEndSentence } from '../../verdict/run-end.ts';
import { currentInput, log, type Workbench } from '../workbench.ts';
import { stillWanted, whileRunning } from './jobs.ts';
import { schedulePrefix } from './schedule-prefix.ts';

/** A run of the window is for looking at; searches have bounds of their own. */
const maxSteps = 200_000;
const slowPace = 4;
/** Milliseconds; drawing every chunk of a fast run would cost more than running it. */
const redrawPause = 150;

export async function runOnce(bench: Workbench): Promise<void> {
  const { schedule, seed } = bench.document.get();
  if (schedule.kind === 'stepwise') return beginStepwise(bench);
  const label = schedule.kind === 'random' ? `random, seed ${seed}` : 'round-robin';
  bench.view.set({ drawerTab: 'counterexample' });
  await run(bench, schedule.kind === 'random' ? { kind: 'random', seed } : { kind: 'round-robin' }, {
    label,
  });
}

/** A run of no steps: the window then asks who goes first. */
export async function beginStepwise(bench: Workbench): Promise<void> {
  await run(bench, scriptedPolicy('', 'stop'), { label: 'step by step', stepwise: true });
}

/** Goes on from the cursor, round-robin, as a new run that shares what came before. */
export async function continueRun(bench: Workbench): Promise<void> {
  const now = currentEntry(bench.runs.get());
  if (!now) return runOnce(bench);
  const { cursor } = bench.view.get();
  const schedule = schedulePrefix(now.run, cursor);
  await run(bench, scriptedPolicy(schedule, 'round-robin'), { label: `continued from step ${cursor}` });
}

/** A run that ends at the cursor and stays open, so that a person can choose another way from here. */
export async function branchHere(bench: Workbench): Promise<void> {
  const now = currentEntry(bench.runs.get());
  if (!now) return;
  const { cursor } = bench.view.get();
  const schedule = schedulePrefix(now.run, cursor);
  await run(bench, scriptedPolicy(schedule, 'stop'), { label: `branch at step ${cursor}`, stepwise: true });
}

export interface RunManner {
  readonly label: string;
  readonly stepwise?: boolean;
  /** The entry of the list that this run takes the place of. */
  readonly replaces?: number | undefined;
}

/** A scripted run is never paced: its steps are old news but for the last. */
export async function run(
  bench: Workbench,
  policy: SchedulePolicy,
  { label, stepwise = false, replaces }: RunManner,
): Promise<Run | undefined> {
  const input = currentInput(bench);
  const paced = bench.view.get().speed === 'slow' && policy.kind !== 'scripted';
  const wanted = stillWanted(bench);
  let id = replaces;
  let grown: Run | undefined;
  let shownAt = 0;
  const show = (next: Run) => {
    const first = shownAt === 0;
    shownAt = performance.now();
    const known = id;
    if (known === undefined) {
      bench.runs.update((state) => withRun(state, { label, input, run: next, stepwise }));
      id = bench.runs.get().current;
    } else {
      bench.runs.update((state) => withGrownRun(state, known, next));
    }
    if (first || bench.view.get().follow) bench.view.set({ follow: true, cursor: next.steps.length });
  };
  const onProgress = (chunk: RunChunk) => {
    // What is scripted has been seen before: it appears at its end, at once.
    if (policy.kind === 'scripted' || !wanted()) return;
    grown = appendChunk(grown, chunk);
    if (performance.now() - shownAt >= redrawPause) show(grown);
  };
  bench.view.set({ large: false });
  log(bench, `run ${input.lab.path} under ${designId(bench.library, bench.document.get())}, ${label}`);
  const request = { input, policy, maxSteps, ...(paced ? { stepsPerSecond: slowPace } : {}) };
  const outcome = await whileRunning(bench, 'run', bench.client.start('lab.run', request, onProgress));
  if (!outcome) return undefined;
  if (outcome.ok) {
    const run = ended(grown, outcome.value);
    show(run);
    log(bench, runEndSentence(run));
    return run;
  }
  if (outcome.error.code !== 'cancelled') bench.runs.set({ failure: outcome.error });
  return undefined;
}

/** The run as it grew, with the end that only the answer knows: what was derived from its columns stays good. */
function ended(grown: Run | undefined, answer: Run): Run {
  if (grown?.steps.length !== answer.steps.length) return answer;
  return { ...grown, findings: answer.findings, end: answer.end };
}
