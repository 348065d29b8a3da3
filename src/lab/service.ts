// The lab behind the contract: library, check, run, explore, matrix, in threads. One for each product process.
//
// Promises: no call waits for a search: checks have a thread of their own. A check that takes longer than `checkTime`
// is ended and says so. Calls that belong to a face (files, backup, window) are given by it.
// Does not: validate requests (contract/server.ts has) or know who asks.

import { availableParallelism, totalmem } from 'node:os';
import { failure } from '../contract/problems.ts';
import type { LabService } from '../contract/server.ts';
import type {
  CallName,
  CheckReport,
  ExploreResult,
  Job,
  LabInput,
  MatrixRequest,
  Outcome,
} from '../contract/table.ts';
import type { Bounds, Verdict } from '../core/check/verdict.ts';
import type { ProgramTexts } from '../core/language/check/check.ts';
import type { Run } from '../core/trace/run.ts';
import type { LoadedLibrary } from './library.ts';
import { runMatrix } from './matrix.ts';
import { Pool } from './pool.ts';
import { programTexts } from './texts.ts';
import type { ThreadRequest, ThreadResults } from './thread-protocol.ts';

/** The calls that a face answers itself. */
export type FaceCalls = Pick<LabService['calls'], Exclude<CallName, 'library.read' | 'lab.check'>>;

export interface Lab {
  serviceFor(face: FaceCalls): LabService;
  /** Every lab under every strategy; `lab.matrix` is this. */
  matrix: LabService['jobs']['lab.matrix'];
  /** Ends every thread. */
  close(): Promise<void>;
}

const checkTime = 10_000;
const checkHeap = 512;
const searchHeap = 2048;

export function createLab(library: LoadedLibrary, workerFile: string | URL): Lab {
  const size = Math.max(1, Math.min(8, availableParallelism() - 1));
  const checks = new Pool({ workerFile, size: 1, heapMegabytes: checkHeap });
  const searches = new Pool({ workerFile, size, heapMegabytes: searchHeap });
  checks.warm();
  searches.warm();

  const start = <K extends ThreadRequest['kind'], T>(
    pool: Pool,
    input: LabInput,
    request: (texts: ProgramTexts) => Extract<ThreadRequest, { readonly kind: K }>,
    progress: (progress: ThreadResults[K]['progress']) => Promise<void>,
    finish: (result: ThreadResults[K]['result']) => T,
  ): Job<T> => {
    const texts = programTexts(input, library.kernel);
    if (!texts.ok) return { done: Promise.resolve(texts), cancel: () => undefined };
    const job = pool.run(request(texts.value), progress);
    const done = job.done.then(
      (outcome): Outcome<T> => (outcome.ok ? { ok: true, value: finish(outcome.value) } : outcome),
    );
    return { done, cancel: job.cancel };
  };
  const silent = () => Promise.resolve();

  const verdictOf = (input: LabInput, bounds: MatrixRequest['bounds']): Job<Verdict> =>
    start<'explore', Verdict>(
      searches,
      input,
      (texts) => ({ kind: 'explore', texts, bounds: affordable(bounds), withRuns: false }),
      silent,
      ({ verdict }) => verdict,
    );

  const matrix: LabService['jobs']['lab.matrix'] = (request, progress) =>
    runMatrix(request, verdictOf, progress, cellsAtOnce(size, request.bounds.maxMemory));

  return {
    matrix,
    serviceFor: (face) => ({
      calls: {
        ...face,
        'library.read': () => {
          const { kernel: _, ...rest } = library;
          return Promise.resolve({ ok: true, value: rest });
        },
        'lab.check': async (input) => {
          const job = start<'check', CheckReport>(
            checks,
            input,
            (texts) => ({ kind: 'check', texts }),
            silent,
            (report) => report,
          );
          let late = false;
          const timer = setTimeout(() => {
            late = true;
            job.cancel();
          }, checkTime);
          const outcome = await job.done;
          clearTimeout(timer);
          return late && !outcome.ok ? tooSlow : outcome;
        },
      },
      jobs: {
        'lab.run': ({ input, policy, maxSteps, stepsPerSecond }, progress) =>
          start<'run', Run>(
            searches,
            input,
            (texts) => ({ kind: 'run', texts, policy, maxSteps, stepsPerSecond }),
            progress,
            (run) => run,
          ),
        'lab.explore': ({ input, bounds }, progress) =>
          start<'explore', ExploreResult>(
            searches,
            input,
            (texts) => ({ kind: 'explore', texts, bounds: affordable(bounds), withRuns: true }),
            progress,
            (result) => result,
          ),
        'lab.matrix': matrix,
      },
    }),
    close: async () => {
      await Promise.all([checks.close(), searches.close()]);
    },
  };
}

/** The bound that this machine can keep; the verdict shows it. */
function affordable(bounds: Bounds): Bounds {
  return { ...bounds, maxMemory: Math.min(bounds.maxMemory, Math.floor(totalmem() * 0.75)) };
}

/** Searches beside each other must not ask for more memory than the machine has. */
function cellsAtOnce(threads: number, memoryEach: number): number {
  return Math.max(1, Math.min(threads, Math.floor((totalmem() * 0.75) / memoryEach)));
}

const tooSlow = failure(
  'too-large',
  `Checking took longer than ${checkTime / 1000} s and was stopped.`,
  'Make the text smaller: fewer nested macros, calls or initialisers.',
);
