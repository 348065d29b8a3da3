// What lies under the pointer, and what to say of it.

import type { Run } from '../../../core/trace/run.ts';
import { actorName } from './actor.ts';
import { type CallBox, callsOf, firstBoxFrom } from './calls.ts';
import { laneText } from './lane-text.ts';
import { boxHeight, type Layout, paddingOf, type Row, rowAt } from './layout.ts';
import { agreement, agreementTexts } from './pair.ts';
import { chainText, changeTexts, siteAt } from './step-text.ts';
import { columnAt, type Viewport } from './viewport.ts';

export interface Hit {
  readonly row: Row;
  readonly column: number;
  /** On a task's lane: the innermost call that is open there and drawn on the line that was hit. */
  readonly box: CallBox | undefined;
}

export interface HitText {
  readonly title: string;
  readonly lines: readonly string[];
}

/** `y` counts from the top of the layout. */
export function hitAt(run: Run, layout: Layout, view: Viewport, x: number, y: number): Hit | undefined {
  const row = rowAt(layout, y);
  const column = Math.floor(columnAt(view, x));
  if (row === undefined || column < 0 || column >= view.columns) return undefined;
  return {
    row,
    column,
    box: row.track.kind === 'task' ? boxAt(run, row, row.track.task, column, y) : undefined,
  };
}

export function hitText(run: Run, hit: Hit): HitText {
  const { track } = hit.row;
  if (track.kind === 'value') {
    const lane = run.lanes[track.lane];
    if (lane === undefined) return { title: track.label, lines: [] };
    const value = laneText(run, lane, lane.values[hit.column] ?? 0);
    const before = hit.column > 0 ? laneText(run, lane, lane.values[hit.column - 1] ?? 0) : value;
    const lines = before === value ? [] : [`was ${before}`];
    return { title: `${track.label}: ${value}`, lines: [...lines, stateText(run, hit.column)] };
  }
  if (track.kind === 'pair') {
    const knows = run.lanes[track.knows]?.values[hit.column] ?? 0;
    const truth = run.lanes[track.truth]?.values[hit.column] ?? 0;
    return {
      title: agreementTexts(agreement(knows, truth), truth)[0],
      lines: [
        `strategy: ${knows === 0 ? 'not pinned' : 'pinned'} · outstanding pins: ${truth}`,
        stateText(run, hit.column),
      ],
    };
  }
  const site = siteAt(run, hit.column);
  if (site === undefined || site.task !== track.task) {
    const inside = hit.box === undefined ? '' : ` (inside ${hit.box.function})`;
    return { title: `${track.label} does not run${inside}`, lines: [stateText(run, hit.column)] };
  }
  return {
    title: `${hit.column}  ${site.text}`,
    lines: [chainText(run, site), ...changeTexts(run, hit.column), ...findingTexts(run, hit.column)],
  };
}

export function findingTexts(run: Run, column: number): readonly string[] {
  return run.findings
    .filter((one) => one.step === column - 1)
    .map(({ finding }) => `${finding.kind === 'warn' ? '!' : '✗'} ${finding.name}: ${finding.message}`);
}

function stateText(run: Run, column: number): string {
  const site = siteAt(run, column);
  if (site === undefined) return 'at the start';
  return `after step ${column}, ${actorName(run, site.task)}: ${site.text}`;
}

function boxAt(run: Run, row: Row, task: number, column: number, y: number): CallBox | undefined {
  const levels = callsOf(run)[task]?.levels ?? [];
  const open = levels
    .map((boxes) => boxes[firstBoxFrom(boxes, column)])
    .filter((box) => box !== undefined && box.first <= column);
  if (row.lines === 1 || y < row.top + paddingOf(row) + boxHeight) return open[0];
  return open.at(-1);
}
