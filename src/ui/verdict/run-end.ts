// How a run ended, in a sentence.

import { assertNever } from '../../core/base/assert.ts';
import type { Run } from '../../core/trace/run.ts';
import { plural } from '../app/numbers.ts';
import { actorName } from '../timeline/model/actor.ts';

export function runEndSentence(run: Run): string {
  const after = `after ${plural(run.steps.length, 'step')}`;
  const found =
    run.findings.length === 0 ? '' : ` Found: ${run.findings.map(({ finding }) => finding.name).join(', ')}.`;
  const { end } = run;
  if (end.stuck)
    return `The schedule cannot be followed ${after}: ${end.stuck.message}. ${end.stuck.remedy}${found}`;
  switch (end.kind) {
    case 'finished':
      return found === ''
        ? `All tasks ended ${after}; this one order shows nothing wrong.`
        : `All tasks ended ${after}.${found}`;
    case 'open':
      return `Open ${after}.${found}`;
    case 'blocked':
      return `Nobody can go on ${after}: ${waiting(run)}.${found}`;
    case 'stopped-by-finding':
      return `Ended ${after}.${found}`;
    case 'step-limit':
      return `Stopped at the limit of steps, ${after}.${found}`;
    case 'pruned':
      return `Dropped ${after}: an assume() does not hold in this order.${found}`;
    default:
      return assertNever(end.kind);
  }
}

function waiting(run: Run): string {
  const nameOf = (task: number) => actorName(run, task);
  return run.end.blocked
    .map(({ task, site, holder }) => {
      const forWhom = holder === undefined ? '' : `, held by ${nameOf(holder)}`;
      return `${nameOf(task)} waits at ${site.text}${forWhom}`;
    })
    .join('; ');
}
