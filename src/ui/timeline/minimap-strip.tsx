// The whole run in a strip, shown while it does not fit: press or drag to move the part in view.

import { type PointerEvent, useCallback } from 'react';
import type { Run } from '../../core/trace/run.ts';
import { Canvas } from './canvas.tsx';
import { callsOf } from './model/calls.ts';
import { findingMarks } from './model/ruler.ts';
import { stretchesOf } from './model/stretches.ts';
import { columnAt, fitAll, panBy, type Viewport, xOf } from './model/viewport.ts';
import type { Surface } from './paint/paint-lanes.ts';
import { minimapHeight, paintMinimap } from './paint/paint-minimap.ts';
import type { Palette } from './paint/palette.ts';
import { focusCursor } from './ruler.tsx';

export interface MinimapStripProps {
  readonly run: Run;
  readonly view: Viewport;
  readonly cursor: number;
  readonly palette: Palette;
  onView(view: Viewport): void;
}

export function MinimapStrip({ run, view, cursor, palette, onView }: MinimapStripProps) {
  const whole = fitAll(view.columns, view.width);
  const paint = useCallback(
    (surface: Surface) => {
      const all = fitAll(view.columns, view.width);
      paintMinimap(surface, {
        tasks: callsOf(run).map(({ columns }) => stretchesOf(columns, all)),
        findings: findingMarks(run, all),
        window: { x: xOf(all, view.first), width: (view.width / view.columnWidth) * all.columnWidth },
        cursor: xOf(all, cursor + 0.5),
      });
    },
    [run, view, cursor],
  );
  const move = (event: PointerEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const wanted = columnAt(whole, x) - view.width / view.columnWidth / 2;
    onView(panBy(view, (wanted - view.first) * view.columnWidth));
  };
  return (
    <div
      className="tl-minimap"
      data-testid="timeline-minimap"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
        focusCursor(event.currentTarget);
        move(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && move(event)}
    >
      <Canvas
        className="tl-canvas"
        width={view.width}
        height={minimapHeight}
        palette={palette}
        paint={paint}
      />
    </div>
  );
}
