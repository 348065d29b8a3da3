// The column of labels: one per track, a list box, so that one track at a time has the focus.

import type { Run } from '../../core/trace/run.ts';
import { classNames } from '../widgets/class-names.ts';
import { TaskMark } from '../widgets/task-mark.tsx';
import { laneText } from './model/lane-text.ts';
import type { Layout } from './model/layout.ts';
import { agreement, agreementTexts } from './model/pair.ts';
import type { Track } from './model/tracks.ts';

export interface LaneLabelsProps {
  readonly run: Run;
  readonly layout: Layout;
  readonly cursor: number;
  readonly focused: string | undefined;
  onFocus(id: string): void;
}

export function LaneLabels({ run, layout, cursor, focused, onFocus }: LaneLabelsProps) {
  return (
    <div
      className="tl-labels"
      role="listbox"
      aria-label="Tracks"
      style={{ height: layout.height }}
      tabIndex={-1}
    >
      {layout.rows.map(({ track, top, height }) => (
        <div
          key={track.id}
          role="option"
          id={labelId(track.id)}
          aria-selected={track.id === focused}
          aria-label={`${track.label} ${track.note}: ${nowText(run, track, cursor)}`}
          tabIndex={track.id === focused ? 0 : -1}
          className={classNames(
            'tl-label',
            `tl-label--${track.kind}`,
            track.id === focused && 'tl-label--focused',
          )}
          title={`${track.label}, ${track.note}`}
          style={{ top, height }}
          onFocus={() => onFocus(track.id)}
          onPointerDown={(event) => event.currentTarget.focus()}
        >
          <span className="tl-label__name">
            {track.kind === 'task' && <TaskMark task={track.task} />}
            <span className="tl-label__text mono">{track.label}</span>
          </span>{' '}
          <span className="tl-label__note">{track.note}</span>
        </div>
      ))}
    </div>
  );
}

export function labelId(track: string): string {
  return `track-${track.replace(/[^A-Za-z0-9_]/g, '-')}`;
}

function nowText(run: Run, track: Track, cursor: number): string {
  if (track.kind === 'task') {
    const mine = cursor > 0 && run.steps.task[cursor - 1] === track.task;
    return mine ? 'made this step' : 'did not run in this step';
  }
  if (track.kind === 'value') {
    const lane = run.lanes[track.lane];
    return lane === undefined ? '' : laneText(run, lane, lane.values[cursor] ?? 0);
  }
  const truth = run.lanes[track.truth]?.values[cursor] ?? 0;
  return agreementTexts(agreement(run.lanes[track.knows]?.values[cursor] ?? 0, truth), truth)[0];
}
