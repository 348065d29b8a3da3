// What the timeline remembers for itself: viewport, tracks, which track has the focus, pictures or text.

import { useState } from 'react';
import type { Run } from '../../core/trace/run.ts';
import { fitsAll, type Viewport } from './model/viewport.ts';
import { minimapHeight } from './paint/paint-minimap.ts';
import { type Room, useRoom } from './use-room.ts';
import { type TrackState, useTracks } from './use-tracks.ts';
import { useViewport } from './use-viewport.ts';

export interface TimelineState {
  readonly view: Viewport;
  setView(view: Viewport): void;
  readonly tracks: TrackState;
  readonly focused: string | undefined;
  setFocused(id: string): void;
  readonly twin: boolean;
  setTwin(on: boolean): void;
  /** The element whose width is the viewport's; null while the text twin is shown. */
  readonly stage: HTMLElement | null;
  setStage(element: HTMLElement | null): void;
  readonly room: Room;
}

interface Wanted {
  readonly run: Run;
  readonly cursor: number;
  readonly selectedPage: number;
}

export function useTimelineState({ run, cursor, selectedPage }: Wanted): TimelineState {
  const [stage, setStage] = useState<HTMLElement | null>(null);
  const room = useRoom(stage);
  const { view, setView } = useViewport(run, cursor, room.width);
  // The minimap comes and goes with the zoom; lanes must not change their height with it.
  const lanesRoom = room.height + (fitsAll(view) ? 0 : minimapHeight);
  const tracks = useTracks(run, selectedPage, lanesRoom);
  const [wantedFocus, setFocused] = useState<string>();
  const [twin, setTwin] = useState(false);
  const rows = tracks.layout.rows;
  const focused = rows.some((row) => row.track.id === wantedFocus) ? wantedFocus : rows[0]?.track.id;
  return { view, setView, tracks, focused, setFocused, twin, setTwin, stage, setStage, room };
}
