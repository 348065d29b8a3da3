// Who does steps, for a person: a task by its name, a store buffer by its CPU.

import type { Run } from '../../../core/trace/run.ts';

export function actorName(run: Run, task: number): string {
  const actor = run.head.tasks[task];
  if (actor?.kind === 'buffer') return `CPU ${actor.cpu}'s store buffer`;
  return actor?.name ?? '';
}
