// A run as a table: one column per task, one for what became of the pages; what does not matter is folded.
//
// Promises: every step is in exactly one row, in order. Never folded: a step that changes a page or a ghost, writes
// what another task touches, sees what another task wrote or will overwrite, ends a stretch or shows a finding.
// Data only: a window draws it, `mail.ts` writes it.

import type { Finding } from '../check/verdict.ts';
import { changesAt } from '../trace/changes.ts';
import type { Run, RunSite } from '../trace/run.ts';
import type { ShortChange } from './change-text.ts';
import { shortChanges, shortRead } from './change-text.ts';
import { counted } from './count.ts';

export interface TableModel {
  /** Tasks that do at least one step, in task order. */
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** Findings of the initial state. */
  readonly atStart: readonly Finding[];
}

export interface TableColumn {
  readonly task: number;
  readonly name: string;
  readonly cpu: number;
}

export type TableRow =
  /** Another task goes on: drawn as a rule across the columns. */
  | { readonly kind: 'switch'; readonly task: number; readonly previous: number | undefined }
  | {
      readonly kind: 'step';
      /** Counted from 0; the cursor that shows its effect is step + 1. */
      readonly step: number;
      readonly task: number;
      readonly site: RunSite;
      /** The function that the step is in, where the row above of this task was in another; none in a task's body. */
      readonly enters: string | undefined;
      /** The operation, with what was chosen where there was a choice. */
      readonly text: string;
      readonly changes: readonly ShortChange[];
      /** What the step saw, if it changed nothing: the value is the one that was read. */
      readonly sees: ShortChange | undefined;
      readonly findings: readonly Finding[];
    }
  | {
      readonly kind: 'folded';
      readonly from: number;
      /** Inclusive. */
      readonly to: number;
      readonly task: number;
      /** `5 steps of kswapd` */
      readonly text: string;
    };

export function tableOf(run: Run, options: { readonly fold: boolean } = { fold: true }): TableModel {
  const steps = describeSteps(run);
  const rows: TableRow[] = [];
  let task: number | undefined;
  let inFunction: string | undefined;

  function show(step: DescribedStep): void {
    const { matters: _, ...row } = step;
    const { site } = row;
    const own = site.function === run.head.tasks[step.task]?.name ? undefined : site.function;
    const enters = own !== inFunction ? own : undefined;
    inFunction = own;
    rows.push({ kind: 'step', ...row, enters });
  }

  let waiting: DescribedStep[] = [];
  function flush(): void {
    const [first] = waiting;
    const last = waiting.at(-1);
    if (first && last && waiting.length > 1) {
      const name = run.head.tasks[first.task]?.name ?? '';
      const text = `${counted(waiting.length, 'step')} of ${name}`;
      rows.push({ kind: 'folded', from: first.step, to: last.step, task: first.task, text });
    } else if (first) {
      show(first);
    }
    waiting = [];
  }

  for (const [index, step] of steps.entries()) {
    if (step.task !== task) {
      flush();
      rows.push({ kind: 'switch', task: step.task, previous: task });
      task = step.task;
      inFunction = undefined;
    }
    const endsStretch = steps[index + 1]?.task !== step.task;
    if (options.fold && !endsStretch && !step.matters) {
      waiting.push(step);
    } else {
      flush();
      show(step);
    }
  }
  flush();
  const columns = run.head.tasks
    .map(({ name, cpu }, index) => ({ task: index, name, cpu }))
    .filter((column) => steps.some((step) => step.task === column.task));
  const atStart = run.findings.filter(({ step }) => step < 0).map(({ finding }) => finding);
  return { columns, rows, atStart };
}

interface DescribedStep {
  readonly step: number;
  readonly task: number;
  readonly site: RunSite;
  readonly text: string;
  readonly changes: readonly ShortChange[];
  readonly sees: ShortChange | undefined;
  readonly findings: readonly Finding[];
  /** Not to be folded. */
  readonly matters: boolean;
}

function describeSteps(run: Run): readonly DescribedStep[] {
  const between = watchTasks(run);
  const findings = new Map<number, Finding[]>();
  for (const { step, finding } of run.findings) findings.set(step, [...(findings.get(step) ?? []), finding]);
  const described: DescribedStep[] = [];
  for (let step = 0; step < run.steps.length; step += 1) {
    const site = run.head.sites[run.steps.site[step] ?? 0];
    if (!site) continue;
    const chooses = site.operation === 'choose';
    const choice = chooses ? ` [${run.steps.alternative[step] ?? 0}]` : '';
    const changes = shortChanges(run.head.objects, changesAt(run, step + 1), site.text);
    const found = findings.get(step) ?? [];
    const readAt = run.steps.readAddress[step] ?? 0;
    const readValue = run.steps.readValue[step] ?? 0;
    described.push({
      step,
      task: run.steps.task[step] ?? 0,
      site,
      text: site.text.replace(/\s+/g, ' ') + choice,
      changes,
      sees: changes.length === 0 ? shortRead(run.head.objects, readAt, readValue, site.text) : undefined,
      findings: found,
      matters:
        chooses ||
        found.length > 0 ||
        changes.some((change) => change.kind !== 'object') ||
        between.concerns(step),
    });
  }
  return described;
}

/** Knows which steps are about words that other tasks touch in this run. What QUIESCE does concerns nobody. */
function watchTasks(run: Run): { concerns(step: number): boolean } {
  const taskOf = (step: number) => run.steps.task[step] ?? 0;
  const users = new Map<number, Set<number>>();
  const writers = new Map<number, number[]>();
  for (let step = 0; step < run.steps.length; step += 1) {
    if (run.head.tasks[taskOf(step)]?.kind === 'quiesce') continue;
    const written = writtenBy(run, step);
    for (const word of [readBy(run, step), ...written]) {
      const tasks = users.get(word) ?? new Set();
      users.set(word, tasks.add(taskOf(step)));
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
    return [steps[at - 1], after].some((one) => one !== undefined && taskOf(one) !== taskOf(step));
  }

  return {
    concerns: (step) =>
      writtenBy(run, step).some((word) => (users.get(word)?.size ?? 0) > 1) || readConcerns(step),
  };
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

function writtenBy(run: Run, step: number): readonly number[] {
  return [
    ...run.writes.address.subarray(run.steps.firstWrite[step] ?? 0, run.steps.firstWrite[step + 1] ?? 0),
  ];
}

/** Word that the step read; 0, where nothing lives, when it read nothing. */
function readBy(run: Run, step: number): number {
  return (run.steps.readAddress[step] ?? 0) & ~3;
}
