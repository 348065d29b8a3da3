// Which steps of a run are about words that other tasks touch. What QUIESCE does concerns nobody.
//
// Under store buffers a store counts where it is issued and where it becomes visible, both times as the deed of the
// task that issued it.

import { putByStep } from '../trace/pending-at.ts';
import type { Run } from '../trace/run.ts';

export interface Concerns {
  /** Who did the step; of a store that becomes visible, who issued it. */
  doer(step: number): number;
  concerns(step: number): boolean;
}

export function watchTasks(run: Run): Concerns {
  const doers = issuers(run);
  const doer = (step: number) => doers[step] ?? 0;
  const users = new Map<number, Set<number>>();
  const writers = new Map<number, number[]>();
  for (let step = 0; step < run.steps.length; step += 1) {
    if (run.head.tasks[doer(step)]?.kind === 'quiesce') continue;
    const written = writtenBy(run, step);
    for (const word of [readBy(run, step), ...written]) {
      const tasks = users.get(word) ?? new Set();
      users.set(word, tasks.add(doer(step)));
    }
    for (const word of new Set(written)) {
      const steps = writers.get(word);
      if (steps) steps.push(step);
      else writers.set(word, [step]);
    }
  }

  /** The value was another task's, or the next to write the word is another task: the read goes stale. */
  function readConcerns(step: number): boolean {
    const steps = writers.get(readBy(run, step)) ?? [];
    const at = countBelow(steps, step);
    const after = steps[at] === step ? steps[at + 1] : steps[at];
    return [steps[at - 1], after].some((one) => one !== undefined && doer(one) !== doer(step));
  }

  return {
    doer,
    concerns: (step) =>
      writtenBy(run, step).some((word) => (users.get(word)?.size ?? 0) > 1) || readConcerns(step),
  };
}

/** By step: its task, or for a buffer's step the task that issued the store. */
function issuers(run: Run): readonly number[] {
  const issued = new Map<string, number[]>();
  const doers: number[] = [];
  for (let step = 0; step < run.steps.length; step += 1) {
    const actor = run.steps.task[step] ?? 0;
    const { kind, cpu } = run.head.tasks[actor] ?? { kind: 'task', cpu: 0 };
    if (kind === 'buffer') {
      const word = run.writes.address[run.steps.firstWrite[step] ?? 0] ?? 0;
      doers.push(issued.get(`${cpu} ${word}`)?.shift() ?? actor);
      continue;
    }
    doers.push(actor);
    const put = putByStep(run, step);
    if (!put) continue;
    const key = `${put.cpu} ${put.address}`;
    const waiting = issued.get(key);
    if (waiting) waiting.push(actor);
    else issued.set(key, [actor]);
  }
  return doers;
}

/** How many of `ascending` are below `limit`. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Words that it wrote, or put into a buffer. */
function writtenBy(run: Run, step: number): readonly number[] {
  const from = run.steps.firstWrite[step] ?? 0;
  const written = [...run.writes.address.subarray(from, run.steps.firstWrite[step + 1] ?? 0)];
  const put = putByStep(run, step);
  return put ? [...written, put.address] : written;
}

/** Word that the step read; 0, where nothing lives, when it read nothing. */
function readBy(run: Run, step: number): number {
  return (run.steps.readAddress[step] ?? 0) & ~3;
}
