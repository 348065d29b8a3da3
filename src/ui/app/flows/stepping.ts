// Step by step: forward through what the run already has, and beyond its end by choosing who runs next.

import { scriptedPolicy } from '../../../core/schedule/policy.ts';
import type { Run } from '../../../core/trace/run.ts';
import { sameInput } from '../../state/document.ts';
import { currentEntry, currentRun } from '../../state/runs.ts';
import { actorName } from '../../timeline/model/actor.ts';
import { departuresOf } from '../../timeline/model/departure.ts';
import { currentInput, moveCursor, type Workbench } from '../workbench.ts';
import { beginStepwise, run } from './running.ts';
import { schedulePrefix } from './schedule-prefix.ts';

/** One possible next step of an open run, in the order of the buttons and of the keys 1 … n. */
export interface Possible {
  readonly key: number;
  /** What can run: one of the open run's `end.enabled`. */
  readonly enabled: Run['end']['enabled'][number];
  readonly task: number;
  readonly alternative: number;
  readonly taskName: string;
  readonly text: string;
}

/** Who can run next; empty unless the cursor stands at the end of a run that is open. */
export function possibleSteps(shown: Run | undefined, cursor: number): readonly Possible[] {
  if (shown?.end.kind !== 'open' || cursor !== shown.steps.length) return [];
  return shown.end.enabled
    .flatMap((enabled) =>
      Array.from({ length: Math.max(1, enabled.alternatives) }, (_, alternative) => ({
        enabled,
        alternative,
      })),
    )
    .map(({ enabled, alternative }, index) => {
      const choosing = enabled.alternatives > 1;
      return {
        key: index + 1,
        enabled,
        task: enabled.task,
        alternative,
        taskName: actorName(shown, enabled.task),
        text: choosing ? `${enabled.site.text}: alternative ${alternative + 1}` : enabled.site.text,
      };
    });
}

export async function chooseNext(bench: Workbench, key: number): Promise<void> {
  const shown = currentRun(bench.runs.get());
  const chosen = possibleSteps(shown, bench.view.get().cursor).find((possible) => possible.key === key);
  if (!shown || !chosen || bench.runs.get().job) return;
  const next = { ...chosen.enabled, alternative: chosen.alternative };
  const schedule = schedulePrefix(shown, shown.steps.length, next);
  const entry = currentEntry(bench.runs.get());
  const label = entry?.stepwise ? entry.label : 'step by step';
  // The run is stale once the text has changed: then what is chosen begins a run of its own.
  const same = entry?.stepwise && sameInput(entry.input, currentInput(bench));
  await run(bench, scriptedPolicy(schedule, 'stop'), {
    label,
    stepwise: true,
    replaces: same ? entry.id : undefined,
  });
}

/** Forward one step: along the run, or, at its open end with one task left, that task's step. */
export async function stepForward(bench: Workbench): Promise<void> {
  const shown = currentRun(bench.runs.get());
  if (!shown) return beginStepwise(bench);
  const { cursor } = bench.view.get();
  if (cursor < shown.steps.length) return moveCursor(bench, cursor + 1);
  if (possibleSteps(shown, cursor).length === 1) await chooseNext(bench, 1);
}

export function stepBack(bench: Workbench): void {
  const { cursor } = bench.view.get();
  if (cursor > 0) moveCursor(bench, cursor - 1);
}

/** Positions at which what the strategy knows first departs from the truth, of any page, in order. */
export function departurePositions(bench: Workbench): readonly number[] {
  const shown = currentRun(bench.runs.get());
  return shown ? [...new Set(departuresOf(shown).map((departure) => departure.column))] : [];
}

/** To the next one behind the cursor, and round again; the page that it is about is selected. */
export function goToDeparture(bench: Workbench): void {
  const shown = currentRun(bench.runs.get());
  const all = shown ? departuresOf(shown) : [];
  const { cursor } = bench.view.get();
  const next = all.find((departure) => departure.column > cursor) ?? all[0];
  if (!next) return;
  if (next.page !== undefined) bench.view.set({ selectedPage: next.page });
  moveCursor(bench, next.column);
}

/** Positions right after a step with a finding, in order. */
export function findingPositions(shown: Run): readonly number[] {
  return [...new Set(shown.findings.map((found) => found.step + 1))].sort((a, b) => a - b);
}

export function goToFinding(bench: Workbench, direction: 1 | -1): void {
  const shown = currentRun(bench.runs.get());
  if (!shown) return;
  const { cursor } = bench.view.get();
  const positions = findingPositions(shown);
  const next =
    direction === 1
      ? (positions.find((position) => position > cursor) ?? positions[0])
      : (positions.findLast((position) => position < cursor) ?? positions.at(-1));
  if (next !== undefined) moveCursor(bench, next);
}
