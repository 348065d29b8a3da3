// The lab behind the contract: library, check, run, explore, matrix, in threads. One for each product process.
//
// Promises: no call waits for a search: checks have a thread of their own. A check that takes longer than `checkTime`
// is ended and says so. Calls that belong to a face (files, backup, window) are given by it.
// Does not: validate requests (contract/server.ts has) or know who asks.

import { availableParallelism, totalmem } from 'node:os';
import { failure } from '../contract/problems.ts';
import type { LabService } from '../contract/server.ts';
import type { CallName, Job, Outcome } from '../contract/table.ts';
import type { SearchMethod } from '../core/check/search-method.ts';
import { type Bounds, defaultBounds, type Verdict } from '../core/check/verdict.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';
import { costsOf } from './costs.ts';
import { knownCells } from './known-cells.ts';
import type { LoadedLibrary } from './library.ts';
import { runLoadBearing } from './load-bearing.ts';
import { runMatrix, type VerdictOf } from './matrix.ts';
import { Pool } from './pool.ts';

/** The calls that the lab answers, whatever the face; the others a face answers itself. */
type LabCalls = 'library.read' | 'lab.check' | 'lab.choices' | 'lab.export' | 'lab.costs';
export type FaceCalls = Pick<LabService['calls'], Exclude<CallName, LabCalls>>;

export interface Lab {
  serviceFor(face: FaceCalls): LabService;
  /** For a face in the same process. */
  matrix: LabService['jobs']['lab.matrix'];
  costs: LabService['calls']['lab.costs'];
  loadBearing: LabService['jobs']['lab.loadBearing'];
  /** Ends every thread. */
  close(): Promise<void>;
}

const checkTime = 10_000;
const checkHeap = 512;
const searchHeap = 2048;
/** More of them only wait for each other. */
const mostWorkers = 8;

export interface LabOptions {
  /** Searches beside each other; not given: all processors but one, which stays with the person. */
  readonly threads?: number;
}

export function createLab(
  library: LoadedLibrary,
  workerFile: string | URL,
  { threads = Math.max(1, Math.min(8, availableParallelism() - 1)) }: LabOptions = {},
): Lab {
  const { kernel, expected: _, notes, ...published } = library;
  const start = { kernel };
  const checks = new Pool({ workerFile, size: 1, heapMegabytes: checkHeap, start });
  // What a person waits for does not stand in the queue of a matrix that fills behind it.
  const searches = new Pool({ workerFile, size: 2, heapMegabytes: searchHeap, start });
  const background = new Pool({ workerFile, size: threads, heapMegabytes: searchHeap, start });
  const silent = () => Promise.resolve();

  const verdictOf: VerdictOf = (lab, { id, ...design }, bounds) =>
    mapJob(
      background.run(
        { kind: 'explore', input: { ...design, lab }, design: id, bounds, runs: 'none' },
        silent,
      ),
      ({ verdict }): Verdict => verdict,
    );

  const matrix: LabService['jobs']['lab.matrix'] = (request, progress) => {
    const { atOnce, bounds } = sideBySide(request.bounds, threads);
    return runMatrix({ ...request, bounds }, verdictOf, progress, atOnce);
  };

  const loadBearing: LabService['jobs']['lab.loadBearing'] = (request, progress) => {
    const { atOnce, bounds } = sideBySide(request.bounds, threads);
    const tools = {
      removalsOf: (file: SourceFile) => checks.run({ kind: 'removals', file }, silent),
      verdictOf,
      notes: notes.get(request.asked) ?? [],
      knownOf: knownCells(library),
    };
    return runLoadBearing({ ...request, bounds }, tools, progress, atOnce);
  };

  const costs = costsOf(library, (input) => background.run({ kind: 'costs', input }, silent));

  return {
    matrix,
    costs,
    loadBearing,
    serviceFor: (face) => {
      // A person who opens a window waits for the first answers.
      checks.warm();
      searches.warm();
      return {
        calls: {
          ...face,
          'library.read': () => Promise.resolve({ ok: true, value: published }),
          'lab.check': async (input) => {
            const job = checks.run({ kind: 'check', input }, silent);
            let late = false;
            const timer = setTimeout(() => {
              late = true;
              job.cancel();
            }, checkTime);
            const outcome = await job.done;
            clearTimeout(timer);
            return late && !outcome.ok ? tooSlow : outcome;
          },
          'lab.choices': (input) => searches.run({ kind: 'choices', input }, silent).done,
          'lab.export': ({ input, design, to }) =>
            searches.run({ kind: 'export', input, design, to }, silent).done,
          'lab.costs': costs,
        },
        jobs: {
          'lab.run': ({ input, policy, maxSteps, stepsPerSecond }, progress) =>
            searches.run({ kind: 'run', input, policy, maxSteps, stepsPerSecond }, progress),
          'lab.explore': ({ input, bounds, design, method = { kind: 'auto' } }, progress) =>
            searches.run(
              {
                kind: 'explore',
                input,
                design,
                bounds: affordable(bounds),
                runs: 'all',
                others: true,
                method: withThreads(method),
              },
              progress,
            ),
          'lab.matrix': matrix,
          'lab.loadBearing': loadBearing,
        },
      };
    },
    close: async () => {
      await Promise.all([checks.close(), searches.close(), background.close()]);
    },
  };
}

/** A person who did not say how many waits for one search, with the whole machine. */
function withThreads(method: SearchMethod): SearchMethod {
  return method.kind === 'auto' && method.workers === undefined
    ? { ...method, workers: Math.min(mostWorkers, availableParallelism()) }
    : method;
}

function mapJob<A, B>({ done, cancel }: Job<A>, finish: (value: A) => B): Job<B> {
  return {
    done: done.then(
      (outcome): Outcome<B> => (outcome.ok ? { ok: true, value: finish(outcome.value) } : outcome),
    ),
    cancel,
  };
}

/** What this machine has for searches. */
const memoryForSearches = Math.floor(totalmem() * 0.75);

/** The bound that this machine can keep; the verdict shows it. */
function affordable(bounds: Bounds): Bounds {
  return { ...bounds, maxMemory: Math.min(bounds.maxMemory, memoryForSearches) };
}

/**
 * Searches beside each other must not ask for more memory than the machine has. Who asked for much gets fewer at once,
 * everybody else gets a share.
 */
function sideBySide(bounds: Bounds, threads: number): { readonly atOnce: number; readonly bounds: Bounds } {
  if (bounds.maxMemory > defaultBounds.maxMemory) {
    const fitting = Math.floor(memoryForSearches / bounds.maxMemory);
    return { atOnce: Math.max(1, Math.min(threads, fitting)), bounds: affordable(bounds) };
  }
  const share = Math.floor(memoryForSearches / threads);
  return { atOnce: threads, bounds: { ...bounds, maxMemory: Math.min(bounds.maxMemory, share) } };
}

const tooSlow = failure(
  'too-large',
  `Checking took longer than ${checkTime / 1000} s and was stopped.`,
  'Make the text smaller: fewer nested macros, calls or initialisers.',
);
