// Everybody in turn, one step each: the schedule that a person expects who has not thought about schedules.
//
// Promises: deterministic; no task waits longer than one round while it can run. Alternatives are taken in turn
// too, so that a loop around a `choose` sees all of them.

import type { Decision, Runnable, Scheduler } from './scheduler.ts';

export function roundRobin(): Scheduler {
  let chosen = 0;
  return {
    start() {
      chosen = 0;
    },
    pickTask(runnable: readonly Runnable[], previous: number | undefined): Decision {
      const after = previous ?? -1;
      const next = runnable.find((candidate) => candidate.task > after) ?? runnable[0];
      return next ? { kind: 'run', task: next.task, told: false } : { kind: 'stop' };
    },
    pickAlternative(task: Runnable): number {
      const pick = chosen % task.alternatives;
      chosen += 1;
      return pick;
    },
  };
}
