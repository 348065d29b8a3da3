// Ruler, labels, lanes and minimap, with the pointer: press to set the cursor, drag to scrub, wheel to zoom and pan,
// double press to see one kernel operation as large as it can be.

import { type MouseEvent, type PointerEvent, useRef, useState } from 'react';
import type { Run } from '../../core/trace/run.ts';
import { EmptyState } from '../widgets/empty-state.tsx';
import { DepartureMarks } from './departure-marks.tsx';
import { HoverTip } from './hover-tip.tsx';
import { LaneLabels, labelId } from './lane-labels.tsx';
import { Lanes } from './lanes.tsx';
import { MinimapStrip } from './minimap-strip.tsx';
import { findingTexts, type HitText, hitAt, hitText } from './model/hit.ts';
import { cursorAt, fitsAll, frame, panBy, xOf, zoomAt } from './model/viewport.ts';
import { focusCursor, Ruler } from './ruler.tsx';
import { usePalette } from './use-palette.ts';
import type { TimelineState } from './use-timeline-state.ts';
import { useWheel } from './use-wheel.ts';

export interface LanesPaneProps {
  readonly run: Run;
  readonly cursor: number;
  readonly colorTheme: 'light' | 'dark';
  readonly state: TimelineState;
  onCursor(k: number): void;
  /** The person moved the view away from where it was. */
  onPanned(): void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export function LanesPane({ run, cursor, colorTheme, state, onCursor, onPanned }: LanesPaneProps) {
  const { view, setView, stage, setStage, room } = state;
  const { layout } = state.tracks;
  const palette = usePalette(colorTheme, run.head.tasks.length);
  const pane = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [hover, setHover] = useState<Point>();

  const xInStage = (clientX: number) => clientX - (stage?.getBoundingClientRect().left ?? 0);
  useWheel(pane, (event) => {
    if (event.ctrlKey || event.metaKey) {
      setView(zoomAt(view, xInStage(event.clientX), 1.003 ** -event.deltaY));
    } else if (event.shiftKey || event.deltaX !== 0) {
      setView(panBy(view, event.deltaX === 0 ? event.deltaY : event.deltaX));
    } else {
      return false;
    }
    onPanned();
    return true;
  });

  const yInLayout = (clientY: number) => clientY - (stage?.getBoundingClientRect().top ?? 0) + scrollTop;
  const hitUnder = (at: Point) => hitAt(run, layout, view, xInStage(at.x), yInLayout(at.y));
  const scrub = (event: PointerEvent) => onCursor(cursorAt(view, xInStage(event.clientX)));
  const zoomToBox = (event: MouseEvent) => {
    const box = hitUnder({ x: event.clientX, y: event.clientY })?.box;
    if (box !== undefined) setView(frame(view, box.first, box.last));
  };

  const cursorX = xOf(view, cursor + 0.5);
  const hoverColumn = hover === undefined ? undefined : cursorAt(view, xInStage(hover.x));
  const tip = hover === undefined ? undefined : tipText(run, hover, hitUnder, hoverColumn, stage);
  return (
    <div ref={pane} className="tl-pane">
      <div className="tl-corner" title={`${run.head.design}, memory model ${run.head.memory}`}>
        {run.head.design}
        {run.head.memory === 'SC' || run.head.design.includes('@') ? '' : ` · ${run.head.memory}`}
      </div>
      <Ruler run={run} view={view} cursor={cursor} palette={palette} onCursor={onCursor} onHover={setHover} />
      <div className="tl-scroller" onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}>
        <div className="tl-content" style={{ height: layout.height }}>
          <LaneLabels
            run={run}
            layout={layout}
            cursor={cursor}
            focused={state.focused}
            onFocus={state.setFocused}
          />
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the slider in the ruler and the keys do the same */}
          <div
            ref={setStage}
            className="tl-stage"
            data-testid="timeline-lanes"
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              event.preventDefault();
              const row = hitUnder({ x: event.clientX, y: event.clientY })?.row;
              if (row === undefined) focusCursor(event.currentTarget);
              else document.getElementById(labelId(row.track.id))?.focus({ preventScroll: true });
              scrub(event);
            }}
            onPointerMove={(event) => {
              if (event.buttons === 1) scrub(event);
              setHover({ x: event.clientX, y: event.clientY });
            }}
            onPointerLeave={() => setHover(undefined)}
            onDoubleClick={zoomToBox}
          >
            <Lanes
              run={run}
              layout={layout}
              view={view}
              filter={state.tracks.filter}
              palette={palette}
              height={room.height}
              scrollTop={scrollTop}
            />
            {hoverColumn !== undefined && hoverColumn !== cursor && (
              <div
                className="tl-hover"
                style={{ transform: `translateX(${xOf(view, hoverColumn + 0.5)}px)` }}
              />
            )}
            <DepartureMarks run={run} layout={layout} view={view} onCursor={onCursor} />
            <div
              className="tl-cursor-band"
              style={{ transform: `translateX(${xOf(view, cursor)}px)`, width: view.columnWidth }}
            />
            <div className="tl-cursor" style={{ transform: `translateX(${cursorX}px)` }} />
          </div>
        </div>
        {layout.rows.length === 0 && (
          <EmptyState title="No track passes the filter">
            Empty the filter box, or switch tracks on in “Tracks”.
          </EmptyState>
        )}
      </div>
      {!fitsAll(view) && (
        <MinimapStrip
          run={run}
          view={view}
          cursor={cursor}
          palette={palette}
          onView={(next) => {
            setView(next);
            onPanned();
          }}
        />
      )}
      {tip !== undefined && hover !== undefined && <HoverTip text={tip} x={hover.x} y={hover.y} />}
    </div>
  );
}

function tipText(
  run: Run,
  at: Point,
  hitUnder: (at: Point) => ReturnType<typeof hitAt>,
  column: number | undefined,
  stage: HTMLElement | null,
): HitText | undefined {
  if (stage !== null && at.y < stage.getBoundingClientRect().top) {
    const found = column === undefined ? [] : findingTexts(run, column);
    return found.length === 0 ? undefined : { title: `found at step ${column}`, lines: found };
  }
  const hit = hitUnder(at);
  return hit === undefined ? undefined : hitText(run, hit);
}
