// From what `pan -r` prints of a trail back to a schedule: who did a step, and what was chosen in it.
//
// Promises: reads lines like `  3:	proc  1 (task_a) m.pml:88 (state 5)	[…]`, in their order, and nothing else; whether the
// run that they name exists is for a machine to say. Of several options pan names the line of the first: what was
// chosen is read from the statement, `[t0 = 1]`, and a `goto` in the line of its own option begins no step.

import type { Choice } from '../../schedule/schedule.ts';
import type { Mark } from './statement.ts';

const executed = /^\s*\d+:\s+proc\s+\d+ \([^)]*\) \S+:(\d+) \(state -?\d+\)/;
const goesOn = /\[goto \w+\]$/;
const chosen = /\[\w+ = (\d+)\]$/;

export function choicesOf(printed: string, marks: ReadonlyMap<number, Mark>): readonly Choice[] {
  const choices: { task: number; alternative: number }[] = [];
  for (const line of printed.split('\n')) {
    // Behind this comes where every process stands.
    if (line.startsWith('#processes') || line.startsWith('spin: trail ends')) break;
    const mark = marks.get(Number(executed.exec(line)?.[1]));
    if (mark === undefined || goesOn.test(line.trimEnd())) continue;
    if (mark.task !== undefined) choices.push({ task: mark.task, alternative: 0 });
    const last = choices.at(-1);
    if (last && mark.alternative !== undefined) {
      last.alternative = Number(chosen.exec(line.trimEnd())?.[1] ?? mark.alternative);
    }
  }
  return choices;
}

/** From the trail itself: the task that does its last step. What violates a property at once is not printed any more. */
export function lastTaskOf(trail: string, tasks: number): number | undefined {
  const last = trail.trimEnd().split('\n').at(-1) ?? '';
  const process = Number(/^\d+:(\d+):\d+$/.exec(last)?.[1]);
  return process < tasks ? process : undefined;
}
