// Helper threads for large searches, as Node's worker threads.
//
// Promises: `start` and `expect` return at once, the threads come when they come; they never keep the process alive, and
// are ended after the search even if they do not answer. Works on a thread whose event loop stands still.

import { Worker } from 'node:worker_threads';
import type { Crew, CrewModule, HelperJob } from '../core/sweep/crew.ts';
import { releaseMemory } from './release-memory.ts';

/** What a helper is told once there is something to do. */
export interface SweepThreadStart {
  readonly job: HelperJob;
  readonly thread: number;
}

/** A helper needs little heap: states are in the shared memory. */
const heapMegabytes = 128;

/** `threadFile`: the built sweep-thread.ts. */
export function createCrew(threadFile: string | URL): Required<Omit<Crew, 'patience'>> {
  let helpers: Worker[] = [];
  const expect = (count: number) => {
    while (helpers.length < count) helpers.push(startThread(threadFile));
  };
  return {
    expect,
    areExpected: () => helpers.length > 0,
    start(count, job) {
      expect(count);
      for (let thread = 1; thread <= count; thread++) {
        const start: SweepThreadStart = { job, thread };
        helpers[thread - 1]?.postMessage(start);
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

function startThread(threadFile: string | URL): Worker {
  const helper = new Worker(threadFile, { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } });
  helper.unref();
  // One that cannot start never says that it is ready: the search goes on without it.
  helper.on('error', () => undefined);
  return helper;
}
