// A coin decides: a uniformly random runnable task and alternative, from a seed that is shown and can be repeated.
//
// Promises: same seed, same run.

import { seededRandom } from '../base/random.ts';
import type { Decision, Runnable, Scheduler } from './scheduler.ts';

export function randomWalk(seed: number): Scheduler {
  let random = seededRandom(seed);
  return {
    start() {
      random = seededRandom(seed);
    },
    pickTask(runnable: readonly Runnable[]): Decision {
      const next = runnable[random.below(Math.max(1, runnable.length))];
      return next ? { kind: 'run', task: next.task, told: false } : { kind: 'stop' };
    },
    pickAlternative(task: Runnable): number {
      return random.below(task.alternatives);
    },
  };
}
