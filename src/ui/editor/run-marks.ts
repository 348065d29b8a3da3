// Where a run stands in a text: the line of the step just done, and the next line of each task. Pure.
//
// A step inside a function of another file is shown at the call that leads to it, in the deepest frame that the text has.

import type { Run, RunSite } from '../../core/trace/run.ts';
import { actorName } from '../timeline/model/actor.ts';

export interface StepMark {
  readonly line: number;
  readonly endLine: number;
  /** Drawn behind the line when the step itself is elsewhere: `put_page: atomic_dec_and_test(…)`. */
  readonly inside: string | undefined;
}

export interface NextMark {
  readonly task: number;
  readonly taskName: string;
  readonly line: number;
  readonly text: string;
  readonly blocked: boolean;
}

/** How far ahead to look for a task's next step before giving up. */
const farthest = 20_000;

export function stepMark(run: Run, cursor: number, path: string): StepMark | undefined {
  const site = run.head.sites[run.steps.site[cursor - 1] ?? -1];
  return cursor > 0 && site ? markOf(run, site, path) : undefined;
}

export function nextMarks(run: Run, cursor: number, path: string): readonly NextMark[] {
  const missing = new Set(run.head.tasks.keys());
  const marks: NextMark[] = [];
  const add = (task: number, site: RunSite | undefined, blocked: boolean) => {
    if (!site || !missing.delete(task)) return;
    const mark = markOf(run, site, path);
    if (!mark) return;
    marks.push({
      task,
      taskName: actorName(run, task),
      line: mark.line,
      text: site.text,
      blocked,
    });
  };
  const last = Math.min(run.steps.length, cursor + farthest);
  for (let step = cursor; step < last && missing.size > 0; step++) {
    add(run.steps.task[step] ?? 0, run.head.sites[run.steps.site[step] ?? -1], false);
  }
  for (const enabled of run.end.enabled) add(enabled.task, enabled.site, false);
  for (const blocked of run.end.blocked) add(blocked.task, blocked.site, true);
  return marks;
}

function markOf(run: Run, site: RunSite, path: string): StepMark | undefined {
  const file = run.head.files.indexOf(path);
  if (file < 0) return undefined;
  if (site.file === file) return { line: site.line, endLine: site.endLine, inside: undefined };
  const call = site.calls.findLast((one) => one.file === file);
  return call && { line: call.line, endLine: call.line, inside: `${site.function}: ${site.text}` };
}
