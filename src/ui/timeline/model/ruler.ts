// Step numbers along the top, and what was found at which step.

import type { Run, RunFinding } from '../../../core/trace/run.ts';
import { type Viewport, visibleRange, xOf } from './viewport.ts';

export interface Tick {
  readonly x: number;
  readonly label: string;
}

export interface FindingMark {
  readonly column: number;
  readonly x: number;
  readonly findings: readonly RunFinding[];
  /** Anything worse than a WARN. */
  readonly violation: boolean;
}

const roomPerLabel = 44;
const digitWidth = 7;
const markReach = 10;

/** Labels are centred on their columns, as many as there is room for; 0 is the state before step 1. */
export function ticksOf(view: Viewport): readonly Tick[] {
  const every = niceStep(roomPerLabel / view.columnWidth);
  const { from, to } = visibleRange(view);
  const ticks: Tick[] = [];
  for (let column = Math.ceil(from / every) * every; column <= to; column += every) {
    ticks.push({ x: xOf(view, column + 0.5), label: String(column) });
  }
  return ticks;
}

/** The ticks whose labels fit: not cut off at an edge, not under the mark of a finding. */
export function labelledTicks(
  ticks: readonly Tick[],
  marks: readonly FindingMark[],
  width: number,
): readonly Tick[] {
  return ticks.filter(({ x, label }) => {
    const half = (label.length * digitWidth) / 2;
    const inside = x >= half && x <= width - half;
    return inside && !marks.some((mark) => Math.abs(mark.x - x) < half + markReach);
  });
}

/** Findings in view, those of one column together. */
export function findingMarks(run: Run, view: Viewport): readonly FindingMark[] {
  const byColumn = new Map<number, RunFinding[]>();
  for (const finding of run.findings) {
    const column = finding.step + 1;
    const x = xOf(view, column);
    if (x + view.columnWidth < 0 || x > view.width) continue;
    const here = byColumn.get(column);
    if (here === undefined) byColumn.set(column, [finding]);
    else here.push(finding);
  }
  return [...byColumn].map(([column, findings]) => ({
    column,
    x: xOf(view, column + 0.5),
    findings,
    violation: findings.some(({ finding }) => finding.kind !== 'warn'),
  }));
}

/** 1, 2, 5, 10, 20, 50 … */
function niceStep(wanted: number): number {
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) if (digit * power >= wanted) return digit * power;
  }
}
