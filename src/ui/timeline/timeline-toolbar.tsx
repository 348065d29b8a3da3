// Filter, zoom, follow, tracks and the text twin.

import { type Ref, useState } from 'react';
import { Button, IconButton } from '../widgets/button.tsx';
import { Menu } from '../widgets/menu.tsx';
import { Toolbar, ToolbarSeparator, ToolbarSpace } from '../widgets/toolbar.tsx';
import type { Track } from './model/tracks.ts';
import { TimelineHelp } from './timeline-help.tsx';
import type { TimelineAction } from './timeline-keys.ts';

export interface TimelineToolbarProps {
  readonly tracks: readonly Track[];
  readonly shown: ReadonlySet<string>;
  readonly follow: boolean;
  readonly twin: boolean;
  readonly filterText: string;
  readonly filterComplaint: string | undefined;
  readonly filterRef: Ref<HTMLInputElement>;
  readonly position: string;
  onFilter(text: string): void;
  onToggleTrack(id: string): void;
  onShowAll(): void;
  onFollow(follow: boolean): void;
  onAction(action: TimelineAction): void;
}

export function TimelineToolbar(props: TimelineToolbarProps) {
  const [help, setHelp] = useState(false);
  const { tracks, shown, filterText, filterComplaint } = props;
  const hidden = tracks.filter((track) => !shown.has(track.id)).length;
  const item = (track: Track) => ({
    id: track.id,
    label: <span className="mono">{track.label}</span>,
    note: track.note,
    checked: shown.has(track.id),
  });
  return (
    <Toolbar label="Timeline" className="tl-toolbar">
      <h2 className="tl-title">Timeline</h2>
      <span className="tl-position" data-testid="timeline-position">
        {props.position}
      </span>
      <ToolbarSpace />
      <span className="tl-filter">
        <input
          ref={props.filterRef}
          type="search"
          className="tl-filter__box mono"
          placeholder="filter: field:_refcount -op:read"
          aria-label="Filter tracks and steps: page:, field:, task:, op:, minus for not"
          aria-invalid={filterComplaint !== undefined}
          aria-describedby={filterComplaint === undefined ? undefined : 'timeline-filter-complaint'}
          value={filterText}
          onChange={(event) => props.onFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            props.onFilter('');
            event.currentTarget.blur();
          }}
        />
        {filterComplaint !== undefined && (
          <span id="timeline-filter-complaint" role="alert" className="tl-filter__complaint">
            {filterComplaint}
          </span>
        )}
      </span>
      <ToolbarSeparator />
      <IconButton icon="zoom-out" label="Zoom out" shortcut="S" onClick={() => props.onAction('zoom-out')} />
      <IconButton icon="zoom-in" label="Zoom in" shortcut="W" onClick={() => props.onAction('zoom-in')} />
      <IconButton icon="fit" label="Fit the whole run" shortcut="F" onClick={() => props.onAction('fit')} />
      <ToolbarSeparator />
      <Button
        look="quiet"
        icon="follow"
        pressed={props.follow}
        hint="Keep the end of a growing run in view"
        data-testid="timeline-follow"
        onClick={() => props.onFollow(!props.follow)}
      >
        Follow
      </Button>
      <Menu
        label={hidden === 0 ? 'Tracks' : `Tracks (${hidden} hidden)`}
        icon="tracks"
        groups={[
          tracks.filter((track) => track.kind === 'task').map(item),
          tracks.filter((track) => track.kind !== 'task').map(item),
          [{ id: 'all', label: 'Show all tracks', disabled: hidden === 0 }],
        ].filter((group) => group.length > 0)}
        onChoose={(id) => (id === 'all' ? props.onShowAll() : props.onToggleTrack(id))}
      />
      <IconButton
        icon="text"
        label={props.twin ? 'Show as pictures' : 'Show as text'}
        shortcut="Alt+F2"
        pressed={props.twin}
        onClick={() => props.onAction('text-twin')}
      />
      <IconButton icon="question" label="Keys and signs of the timeline" onClick={() => setHelp(true)} />
      {help && <TimelineHelp onClose={() => setHelp(false)} />}
    </Toolbar>
  );
}
