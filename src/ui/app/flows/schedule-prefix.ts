// The schedule of the first steps of a run, as text; and the same with one more step, chosen by a person.

import { recordSchedule } from '../../../core/schedule/record.ts';
import type { Run, RunSite } from '../../../core/trace/run.ts';

export interface NextStep {
  readonly task: number;
  readonly site: RunSite;
  readonly alternative: number;
  readonly alternatives: number;
}

export function schedulePrefix(run: Run, length: number, next?: NextStep): string {
  const record = recordSchedule();
  const nameOf = (task: number) => run.head.tasks[task]?.name ?? '';
  for (let step = 0; step < Math.min(length, run.steps.length); step++) {
    const site = run.head.sites[run.steps.site[step] ?? 0];
    if (!site) continue;
    const alternatives = site.operation === 'choose' ? 2 : 1;
    record.push(nameOf(run.steps.task[step] ?? 0), site, run.steps.alternative[step] ?? 0, alternatives);
  }
  if (next) record.push(nameOf(next.task), next.site, next.alternative, next.alternatives);
  return record.text();
}
