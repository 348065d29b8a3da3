// Which tracks are drawn: those that start shown, what the person switched on or off, and what the filter leaves.

import { useMemo, useState } from 'react';
import type { Run } from '../../core/trace/run.ts';
import { type Filter, parseFilter, passesTrack } from './model/filter.ts';
import { type Layout, layOut } from './model/layout.ts';
import { shownAtFirst, type Track, tracksOf } from './model/tracks.ts';

export interface TrackState {
  readonly tracks: readonly Track[];
  readonly shown: ReadonlySet<string>;
  readonly layout: Layout;
  readonly filter: Filter;
  readonly filterText: string;
  setFilter(text: string): void;
  toggle(id: string): void;
  showAll(): void;
}

const noTracks: Layout = { rows: [], height: 0 };

export function useTracks(run: Run | undefined, selectedPage: number, room: number): TrackState {
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [filterText, setFilter] = useState('');
  const filter = useMemo(() => parseFilter(filterText), [filterText]);
  const tracks = useMemo(() => (run === undefined ? [] : tracksOf(run)), [run]);
  const shown = useMemo(() => {
    const pages = run?.head.pages.length ?? 0;
    const isShown = (track: Track) => choices.get(track.id) ?? shownAtFirst(track, selectedPage, pages);
    return new Set(tracks.filter(isShown).map((track) => track.id));
  }, [run, tracks, choices, selectedPage]);
  const layout = useMemo(() => {
    if (run === undefined) return noTracks;
    return layOut(
      run,
      tracks.filter((track) => shown.has(track.id) && passesTrack(filter, track)),
      room,
    );
  }, [run, tracks, shown, filter, room]);
  return {
    tracks,
    shown,
    layout,
    filter,
    filterText,
    setFilter,
    toggle: (id) => setChoices((before) => new Map(before).set(id, !shown.has(id))),
    showAll: () => setChoices(new Map(tracks.map((track) => [track.id, true]))),
  };
}
