// A run as a table: one column per task, one for what became of the pages; what does not matter is folded.
//
// Promises: every step is in exactly one row, in order. Never folded: a step that changes a page or a ghost, writes
// what another task touches, sees what another task wrote or will overwrite, ends a stretch or shows a finding.
// Data only: a window draws it, `mail.ts` writes it.

import type { Finding } from '../check/verdict.ts';
import { changesAt } from '../trace/changes.ts';
import { putByStep } from '../trace/pending-at.ts';
import type { Run, RunSite } from '../trace/run.ts';
import type { ShortChange } from './change-text.ts';
import { shortChanges, shortRead } from './change-text.ts';
import { watchTasks } from './concerns.ts';
import { counted } from './count.ts';
import { pendingChange } from './pending-text.ts';

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
      /** The column. A store that becomes visible stands in that of the task that issued it. */
      readonly task: number;
      /** CPU of the store buffer whose step it is. */
      readonly drains: number | undefined;
      readonly site: RunSite;
      /** The function that the step is in, where the row above of this task was in another; none in a task's body. */
      readonly enters: string | undefined;
      /** The operation, with what was chosen where there was a choice. */
      readonly text: string;
      readonly changes: readonly ShortChange[];
      /** What it left in a store buffer: `flags := 4`. */
      readonly waits: ShortChange | undefined;
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
    if (row.drains !== undefined) {
      rows.push({ kind: 'step', ...row, enters: undefined });
      return;
    }
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
    if (step.drains !== undefined) {
      // Nobody runs in it: it neither ends a stretch nor begins one.
      const folds = options.fold && !step.matters && step.task === task;
      if (!folds) flush();
      if (folds) waiting.push(step);
      else show(step);
      continue;
    }
    if (step.task !== task) {
      flush();
      rows.push({ kind: 'switch', task: step.task, previous: task });
      task = step.task;
      inFunction = undefined;
    }
    const endsStretch = nextTask(steps, index) !== step.task;
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

/** The task that runs next. */
function nextTask(steps: readonly DescribedStep[], index: number): number | undefined {
  let next = index + 1;
  while (steps[next]?.drains !== undefined) next += 1;
  return steps[next]?.task;
}

interface DescribedStep {
  readonly step: number;
  readonly task: number;
  readonly drains: number | undefined;
  readonly site: RunSite;
  readonly text: string;
  readonly changes: readonly ShortChange[];
  readonly waits: ShortChange | undefined;
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
    const actor = run.head.tasks[run.steps.task[step] ?? 0];
    const put = putByStep(run, step);
    const waits = put && pendingChange(run.head.objects, put, site.text);
    described.push({
      step,
      task: between.doer(step),
      drains: actor?.kind === 'buffer' ? actor.cpu : undefined,
      site,
      text: site.text.replace(/\s+/g, ' ') + choice,
      changes,
      waits,
      sees:
        changes.length === 0 && !waits
          ? shortRead(run.head.objects, readAt, readValue, site.text)
          : undefined,
      findings: found,
      matters:
        chooses ||
        found.length > 0 ||
        [...changes, ...(waits ? [waits] : [])].some((change) => change.kind !== 'object') ||
        between.concerns(step),
    });
  }
  return described;
}
