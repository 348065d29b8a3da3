// The ruler with the cursor's handle: press or drag anywhere on it to scrub; a finding's mark takes the cursor there.

import { type PointerEvent, useCallback } from 'react';
import type { Run } from '../../core/trace/run.ts';
import { classNames } from '../widgets/class-names.ts';
import { Canvas } from './canvas.tsx';
import { actorName } from './model/actor.ts';
import { departuresOf, departureText } from './model/departure.ts';
import { findingMarks, ticksOf } from './model/ruler.ts';
import { siteAt } from './model/step-text.ts';
import { cursorAt, type Viewport, xOf } from './model/viewport.ts';
import type { Surface } from './paint/paint-lanes.ts';
import { paintRuler, rulerHeight } from './paint/paint-ruler.ts';
import type { Palette } from './paint/palette.ts';

export interface RulerProps {
  readonly run: Run;
  readonly view: Viewport;
  readonly cursor: number;
  readonly palette: Palette;
  onCursor(k: number): void;
  onHover(point: { readonly x: number; readonly y: number } | undefined): void;
}

const reach = 9;
/** The handle keeps this far from the ends, so that its number can be read. */
const edge = 24;

export function Ruler({ run, view, cursor, palette, onCursor, onHover }: RulerProps) {
  const paint = useCallback(
    (surface: Surface) => paintRuler(surface, ticksOf(view), findingMarks(run, view)),
    [run, view],
  );
  const scrub = (event: PointerEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const near = findingMarks(run, view).find(
      (mark) => Math.abs(mark.x - x) <= reach && event.type === 'pointerdown',
    );
    onCursor(near?.column ?? cursorAt(view, x));
  };
  const place = xOf(view, cursor + 0.5);
  const x = Math.max(edge, Math.min(view.width - edge, place));
  const found = run.findings.some((one) => one.step === cursor - 1);
  return (
    <div
      className="tl-ruler"
      style={{ height: rulerHeight }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
        focusCursor(event.currentTarget);
        scrub(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) scrub(event);
        onHover({ x: event.clientX, y: event.clientY });
      }}
      onPointerLeave={() => onHover(undefined)}
    >
      <Canvas className="tl-canvas" width={view.width} height={rulerHeight} palette={palette} paint={paint} />
      {departuresOf(run).map(({ page, column, kind }) => (
        <span
          key={`${page ?? ''} ${kind}`}
          aria-hidden="true"
          className={`tl-departure-tick tl-departure-tick--${kind}`}
          style={{ left: xOf(view, column) }}
        />
      ))}
      <div
        role="slider"
        tabIndex={0}
        aria-label="Cursor"
        aria-valuemin={0}
        aria-valuemax={run.steps.length}
        aria-valuenow={cursor}
        aria-valuetext={cursorText(run, cursor)}
        className={classNames(
          'tl-handle',
          found && 'tl-handle--found',
          (place < 0 || place > view.width) && 'tl-handle--away',
        )}
        data-testid="timeline-cursor"
        style={{ left: x }}
      >
        {found && '✗ '}
        {cursor === 0 ? 'start' : cursor}
      </div>
    </div>
  );
}

/** So that keys go on where the pointer left off. */
export function focusCursor(inside: Element): void {
  inside.closest('.tl')?.querySelector<HTMLElement>('[role=slider]')?.focus({ preventScroll: true });
}

function cursorText(run: Run, cursor: number): string {
  const site = siteAt(run, cursor);
  if (site === undefined) return 'start of the run';
  const departed = departuresOf(run).find((one) => one.column === cursor);
  const more = departed ? `, the strategy first ${departureText(departed)}` : '';
  return `step ${cursor} of ${run.steps.length}, ${actorName(run, site.task)}: ${site.text}${more}`;
}
