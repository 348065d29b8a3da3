// Boxes of kernel functions on the lane of each task: which call was open from which step to which.
//
// A call is told from the next one by the chain of places it was made from, so two rounds of one loop are one box.
// Steps of the task's own body are in no box. Columns as in viewport.ts: step s stands in column s + 1.

import type { Run, RunSite } from '../../../core/trace/run.ts';

export interface CallBox {
  readonly function: string;
  readonly first: number;
  last: number;
  /** Place of the call. */
  readonly file: number;
  readonly line: number;
}

export interface TaskCalls {
  /** Columns of the task's steps, ascending. */
  readonly columns: readonly number[];
  /** Boxes by depth of call, outermost first; in each, ascending and without overlap. */
  readonly levels: readonly (readonly CallBox[])[];
  /** By depth: how many boxes remain when nothing deeper is drawn, for choosing a depth that can be read. */
  readonly cuts: readonly number[];
}

interface Open {
  readonly box: CallBox;
  readonly key: string;
}

const known = new WeakMap<Run['steps'], readonly TaskCalls[]>();

export function callsOf(run: Run): readonly TaskCalls[] {
  const before = known.get(run.steps);
  if (before !== undefined) return before;
  const tasks = run.head.tasks.map(() => ({
    columns: [] as number[],
    levels: [] as CallBox[][],
    cuts: [] as number[],
    last: [] as (CallBox | undefined)[],
    open: [] as Open[],
  }));
  const chains = run.head.sites.map((site) => chainOf(site, run.head.tasks[site.task]?.name));
  for (let step = 0; step < run.steps.length; step += 1) {
    const task = tasks[run.steps.task[step] ?? 0];
    const chain = chains[run.steps.site[step] ?? 0];
    if (task === undefined || chain === undefined) continue;
    task.columns.push(step + 1);
    enter(task, chain, step + 1);
  }
  known.set(run.steps, tasks);
  return tasks;
}

/** The calls of a step from outermost to innermost, without the task's own body. */
export function chainOf(site: RunSite, taskName: string | undefined): RunSite['calls'] {
  return site.calls[0]?.function === taskName ? site.calls.slice(1) : site.calls;
}

/** Index of the first box that ends at or after a column. */
export function firstBoxFrom(boxes: readonly CallBox[], column: number): number {
  let low = 0;
  let high = boxes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boxes[middle]!.last < column) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first of the ascending columns that is at or after one. */
export function firstColumnFrom(columns: readonly number[], column: number): number {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (columns[middle]! < column) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Building {
  readonly levels: CallBox[][];
  readonly cuts: number[];
  /** The box of the step before, by depth of the cut. */
  readonly last: (CallBox | undefined)[];
  readonly open: Open[];
}

function enter(task: Building, chain: RunSite['calls'], column: number): void {
  let same = true;
  chain.forEach((call, level) => {
    const key = `${call.function}@${call.file}:${call.line}`;
    const open = task.open[level];
    same &&= open?.key === key;
    if (same && open !== undefined) {
      open.box.last = column;
      return;
    }
    const box = { function: call.function, first: column, last: column, file: call.file, line: call.line };
    task.open[level] = { box, key };
    task.open.length = level + 1;
    task.levels[level] ??= [];
    task.levels[level].push(box);
  });
  task.open.length = chain.length;
  for (let depth = 0; depth < task.levels.length; depth += 1) {
    const box = task.open[Math.min(depth, chain.length - 1)]?.box;
    // A depth that is met for the first time has had the boxes of the depth above so far.
    const before = task.cuts[depth] ?? task.cuts[depth - 1] ?? 0;
    task.cuts[depth] = box === undefined || box === task.last[depth] ? before : before + 1;
    task.last[depth] = box;
  }
}
