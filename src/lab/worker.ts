// The thread in which the engine works: takes one task at a time, reports as it goes, answers once.
//
// Promises: a cancelled task ends with what it has. An exception of the engine is answered as a Failure, so that the
// thread lives on.

import { parentPort, workerData } from 'node:worker_threads';
import { failure } from '../contract/problems.ts';
import type { LabInput, Outcome } from '../contract/table.ts';
import type { SearchProgress } from '../core/check/verdict.ts';
import { adoptGood } from '../core/language/check/known-good.ts';
import { loadBearingCandidates } from '../core/language/mutate/candidates.ts';
import { Control } from './control.ts';
import { countPair } from './cost-count.ts';
import { checkLab, openRun, type Subject } from './engine.ts';
import { exploreWith, type SearchPlace } from './explore-with.ts';
import { exportModel } from './export-model.ts';
import { searchChoices } from './search-choices.ts';
import { programTexts } from './texts.ts';
import type { ThreadRequest, ThreadStart, ThreadTask } from './thread-protocol.ts';

// Whoever starts this thread gives it a ThreadStart.
const { kernel, sweepFile, good } = workerData as ThreadStart;
if (good !== undefined) adoptGood(kernel, good);

/** Steps in one chunk of a run that goes as fast as it can. */
const chunkSteps = 2048;
/** A paced run reports at most this often in a second. */
const chunksPerSecond = 30;

parentPort?.on('message', async ({ request, control: buffer }: ThreadTask) => {
  const control = new Control(buffer);
  let outcome: Outcome<unknown>;
  try {
    outcome = await perform(request, control);
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    outcome = failure(
      'crashed',
      `The engine broke a promise of its own: ${why}`,
      'This is a defect of pinlab. Save your text and report it with the text.',
    );
  }
  control.send({ kind: 'done', outcome });
});

function perform(request: ThreadRequest, control: Control): Outcome<unknown> | Promise<Outcome<unknown>> {
  if (request.kind === 'removals') return { ok: true, value: loadBearingCandidates(request.file, kernel) };
  const asked = subjectOf(request.input, 'design' in request ? request.design : undefined);
  if (!asked.ok) return asked;
  switch (request.kind) {
    case 'check':
      return { ok: true, value: checkLab(asked.value.texts) };
    case 'choices':
      return searchChoices(asked.value);
    case 'costs':
      return countPair(asked.value.texts);
    case 'export':
      return exportModel(asked.value, request.to);
    case 'explore':
      return exploreWith(asked.value, request, placeOf(control));
    case 'run':
      return performRun(asked.value, request, control);
  }
}

function placeOf(control: Control): SearchPlace {
  const { now, cancelled, isCancelled, wantsPause, rest } = control;
  const progress = (progress: SearchProgress) => control.report(progress);
  return {
    hooks: { now, cancelled, progress },
    sweepHooks: { now, cancelled: isCancelled, progress, wantsPause, pause: rest },
    sweepFile,
  };
}

function subjectOf(input: LabInput, design: string | undefined): Outcome<Subject> {
  const texts = programTexts(input, kernel);
  if (!texts.ok) return texts;
  const { memory } = input;
  return { ok: true, value: { texts: texts.value, memory, ...(design !== undefined && { design }) } };
}

function performRun(
  asked: Subject,
  request: ThreadRequest & { readonly kind: 'run' },
  control: Control,
): Outcome<unknown> {
  const opened = openRun(asked, request.policy, request.maxSteps);
  if (!opened.ok) return opened;
  const replay = opened.value;
  const { stepsPerSecond } = request;
  const steps =
    stepsPerSecond === undefined ? chunkSteps : Math.max(1, Math.round(stepsPerSecond / chunksPerSecond));
  do {
    control.report(replay.advance(steps));
    if (stepsPerSecond !== undefined && !replay.over) control.sleep((1000 * steps) / stepsPerSecond);
    if (control.cancelled()) replay.stop();
  } while (!replay.over);
  return { ok: true, value: replay.run() };
}
