// Helper threads for large searches, as Node's worker threads.
//
// Promises: `start` returns at once, the threads come when they come; they never keep the process alive, and are ended
// after the search even if they do not answer. Works on a thread whose event loop stands still.

import { Worker } from 'node:worker_threads';
import type { Crew, CrewModule, HelperJob } from '../core/sweep/crew.ts';
import { releaseMemory } from './release-memory.ts';

/** What a helper is told at its start. */
export interface SweepThreadStart {
  readonly job: HelperJob;
  readonly thread: number;
}

/** A helper needs little heap: states are in the shared memory. */
const heapMegabytes = 128;

/** `threadFile`: the built sweep-thread.ts. */
export function createCrew(threadFile: string | URL): Crew {
  let helpers: Worker[] = [];
  return {
    start(count, job) {
      for (let thread = 1; thread <= count; thread++) {
        const start: SweepThreadStart = { job, thread };
        const helper = new Worker(threadFile, {
          workerData: start,
          resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
        });
        helper.unref();
        // One that cannot start never says that it is ready: the search goes on without it.
        helper.on('error', () => undefined);
        helpers.push(helper);
      }
    },
    publish(module: CrewModule) {
      for (const helper of helpers) helper.postMessage(module);
    },
    stop() {
      for (const helper of helpers) void helper.terminate();
      helpers = [];
    },
    over(used) {
      setImmediate(() => releaseMemory(used)).unref();
    },
  };
}
