// The thread in which the engine works: takes one task at a time, reports as it goes, answers once.
//
// Promises: progress waits while `maxUntaken` messages have not been taken in; a cancelled task ends with what it has.
// An exception of the engine is answered as a Failure, so that the thread lives on.

import { parentPort, workerData } from 'node:worker_threads';
import { failure } from '../contract/problems.ts';
import type { LabInput, Outcome } from '../contract/table.ts';
import { loadBearingCandidates } from '../core/language/mutate/candidates.ts';
import { countPair } from './cost-count.ts';
import { checkLab, exploreLab, openRun, type Subject } from './engine.ts';
import { programTexts } from './texts.ts';
import {
  controlWord,
  type ThreadMessage,
  type ThreadRequest,
  type ThreadStart,
  type ThreadTask,
} from './thread-protocol.ts';

// Whoever starts this thread gives it a ThreadStart.
const { kernel } = workerData as ThreadStart;

const maxUntaken = 4;
/** Steps in one chunk of a run that goes as fast as it can. */
const chunkSteps = 2048;
/** A paced run reports at most this often in a second. */
const chunksPerSecond = 30;

/** The words of one task, and how to sleep on them. */
class Control {
  readonly #words: Int32Array<SharedArrayBuffer>;
  #sent = 0;

  constructor(buffer: SharedArrayBuffer) {
    this.#words = new Int32Array(buffer);
  }

  readonly cancelled = (): boolean => Atomics.load(this.#words, controlWord.cancelled) !== 0;

  /** Sleeps, but wakes up when the task is cancelled. */
  pause(milliseconds: number): void {
    Atomics.wait(this.#words, controlWord.cancelled, 0, milliseconds);
  }

  send(message: ThreadMessage): void {
    parentPort?.postMessage(message);
  }

  /** Reports, then waits until the receiver is no more than `maxUntaken` behind. */
  report(progress: unknown): void {
    this.send({ kind: 'progress', progress });
    this.#sent += 1;
    for (;;) {
      const taken = Atomics.load(this.#words, controlWord.taken);
      if (this.#sent - taken < maxUntaken || this.cancelled()) return;
      Atomics.wait(this.#words, controlWord.taken, taken, 1000);
    }
  }
}

parentPort?.on('message', ({ request, control: buffer }: ThreadTask) => {
  const control = new Control(buffer);
  let outcome: Outcome<unknown>;
  try {
    outcome = perform(request, control);
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

function perform(request: ThreadRequest, control: Control): Outcome<unknown> {
  if (request.kind === 'removals') return { ok: true, value: loadBearingCandidates(request.file, kernel) };
  const asked = subjectOf(request.input, request.kind === 'explore' ? request.design : undefined);
  if (!asked.ok) return asked;
  switch (request.kind) {
    case 'check':
      return { ok: true, value: checkLab(asked.value.texts) };
    case 'costs':
      return countPair(asked.value.texts);
    case 'explore':
      return exploreLab(asked.value, request.bounds, request.withRuns, {
        now: () => performance.now(),
        cancelled: control.cancelled,
        progress: (progress) => control.report(progress),
      });
    case 'run':
      return performRun(asked.value, request, control);
  }
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
    if (stepsPerSecond !== undefined && !replay.over) control.pause((1000 * steps) / stepsPerSecond);
    if (control.cancelled()) replay.stop();
  } while (!replay.over);
  return { ok: true, value: replay.run() };
}
