// From the name of a policy, as it comes from a face, to the scheduler that does it.

import { assertNever } from '../base/assert.ts';
import type { Result } from '../base/result.ts';
import { ok } from '../base/result.ts';
import { randomWalk } from './random.ts';
import { roundRobin } from './round-robin.ts';
import type { SchedulePolicy } from './schedule.ts';
import type { Scheduler } from './scheduler.ts';
import { scripted } from './scripted.ts';
import type { ScheduleProblem } from './text.ts';
import { parseSchedule } from './text.ts';

/** The policy that follows a schedule. */
export function scriptedPolicy(schedule: string, atItsEnd: 'stop' | 'round-robin'): SchedulePolicy {
  return { kind: 'scripted', schedule, atItsEnd };
}

export function schedulerFor(
  policy: SchedulePolicy,
  taskNames: readonly string[],
): Result<Scheduler, ScheduleProblem> {
  switch (policy.kind) {
    case 'round-robin':
      return ok(roundRobin());
    case 'random':
      return ok(randomWalk(policy.seed));
    case 'scripted': {
      const segments = parseSchedule(policy.schedule);
      if (!segments.ok) return segments;
      return ok(
        scripted(segments.value, taskNames, policy.atItsEnd === 'round-robin' ? roundRobin() : undefined),
      );
    }
    default:
      return assertNever(policy);
  }
}
