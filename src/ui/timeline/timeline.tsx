// The timeline: a lane per task and per value over the steps of a run, one cursor, zoom and pan.
//
// Promises: draws any prefix of a growing run; a run of thousands of steps costs no more per frame than its pixels.
// Does not own the cursor, the selected page or whether the end is followed: those are the window's.

import { type KeyboardEvent, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { Run } from '../../core/trace/run.ts';
import { EmptyState } from '../widgets/empty-state.tsx';
import { labelId } from './lane-labels.tsx';
import { LanesPane } from './lanes-pane.tsx';
import { neighbouringChange, neighbouringStep } from './model/changes.ts';
import { fitAll, panBy, xOf, zoomAt } from './model/viewport.ts';
import { focusCursor } from './ruler.tsx';
import { TextTwin } from './text-twin.tsx';
import { type TimelineAction, timelineAction } from './timeline-keys.ts';
import { TimelineToolbar } from './timeline-toolbar.tsx';
import { useTimelineState } from './use-timeline-state.ts';
import './timeline.css';

export interface TimelineProps {
  readonly run: Run | undefined;
  readonly cursor: number;
  onCursor(k: number): void;
  readonly selectedPage: number;
  readonly follow: boolean;
  onFollow(follow: boolean): void;
  readonly colorTheme: 'light' | 'dark';
}

export function Timeline(props: TimelineProps) {
  const { run } = props;
  if (run === undefined) {
    return (
      <section className="tl" aria-label="Timeline" data-testid="timeline">
        <EmptyState title="No run to show yet">
          Run the lab once, or explore every order: each task gets a lane here, and below them the fields of
          each page, step by step.
        </EmptyState>
      </section>
    );
  }
  return <RunTimeline {...props} run={run} />;
}

function RunTimeline(props: TimelineProps & { readonly run: Run }) {
  const { run, cursor, onCursor, follow, onFollow, colorTheme } = props;
  const state = useTimelineState(props);
  const { view, setView, tracks, twin } = state;
  const filterBox = useRef<HTMLInputElement>(null);
  const section = useRef<HTMLElement>(null);
  const last = run.steps.length;

  const closeTwin = () => {
    flushSync(() => state.setTwin(false));
    if (section.current !== null) focusCursor(section.current);
  };

  const act = (action: TimelineAction) => {
    const focused = tracks.layout.rows.find((row) => row.track.id === state.focused)?.track;
    const onLabel = focused?.kind === 'task' && document.activeElement?.id === labelId(focused.id);
    const task = onLabel ? focused.task : (run.steps.task[Math.max(0, cursor - 1)] ?? 0);
    const go = (k: number | undefined) => {
      if (k !== undefined && k !== cursor) onCursor(Math.max(0, Math.min(last, k)));
    };
    const zoom = (factor: number) => {
      const x = xOf(view, cursor + 0.5);
      setView(zoomAt(view, x >= 0 && x <= view.width ? x : view.width / 2, factor));
    };
    const pan = (direction: number) => {
      setView(panBy(view, direction * view.width * 0.25));
      if (follow) onFollow(false);
    };
    const focusTrack = (by: number) => {
      const rows = tracks.layout.rows;
      const at = rows.findIndex((row) => row.track.id === state.focused);
      const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.track.id;
      if (next !== undefined) document.getElementById(labelId(next))?.focus();
    };
    const actions: Record<TimelineAction, () => void> = {
      'zoom-in': () => zoom(1.5),
      'zoom-out': () => zoom(1 / 1.5),
      'pan-left': () => pan(-1),
      'pan-right': () => pan(1),
      fit: () => setView(fitAll(view.columns, view.width)),
      'step-back': () => go(cursor - 1),
      step: () => go(cursor + 1),
      'task-step-back': () => go(neighbouringStep(run, task, cursor, -1)),
      'task-step': () => go(neighbouringStep(run, task, cursor, 1)),
      start: () => go(0),
      end: () => go(last),
      'next-change': () => focused !== undefined && go(neighbouringChange(run, focused, cursor, 1)),
      'previous-change': () => focused !== undefined && go(neighbouringChange(run, focused, cursor, -1)),
      'track-up': () => focusTrack(-1),
      'track-down': () => focusTrack(1),
      filter: () => filterBox.current?.focus(),
      'text-twin': () => (twin ? closeTwin() : state.setTwin(true)),
    };
    actions[action]();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.defaultPrevented || isInDialog(event.target))
      return;
    const action = timelineAction(event);
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act(action);
  };

  return (
    <section ref={section} className="tl" aria-label="Timeline" data-testid="timeline" onKeyDown={onKeyDown}>
      <TimelineToolbar
        tracks={tracks.tracks}
        shown={tracks.shown}
        follow={follow}
        twin={twin}
        filterText={tracks.filterText}
        filterComplaint={tracks.filter.complaint}
        filterRef={filterBox}
        position={cursor === 0 ? `start / ${last}` : `step ${cursor} / ${last}`}
        onFilter={tracks.setFilter}
        onToggleTrack={tracks.toggle}
        onShowAll={tracks.showAll}
        onFollow={onFollow}
        onAction={act}
      />
      {twin ? (
        <TextTwin run={run} cursor={cursor} onCursor={onCursor} onClose={closeTwin} />
      ) : (
        <LanesPane
          run={run}
          cursor={cursor}
          colorTheme={colorTheme}
          state={state}
          onCursor={onCursor}
          onPanned={() => follow && onFollow(false)}
        />
      )}
    </section>
  );
}

/** React passes on the keys of a dialog that a component of the timeline has opened. */
function isInDialog(target: EventTarget): boolean {
  return target instanceof Element && target.closest('dialog') !== null;
}
