// The tracks that a run offers: one per task, one per lane of values, `knows` and `truth` of a page as one.
//
// Promises: ids stay the same while a run grows and across runs of one lab, so that hidden tracks stay hidden. The
// order is the one in which a person reads: tasks, then page by page count, flags, list, the strategy's own, the pair.

import type { Lane, Run } from '../../../core/trace/run.ts';

interface TrackBase {
  readonly id: string;
  readonly label: string;
  /** Second line of the label: CPU of a task, page of a value. */
  readonly note: string;
  readonly page: number | undefined;
}

export type Track =
  | (TrackBase & { readonly kind: 'task'; readonly task: number })
  | (TrackBase & { readonly kind: 'value'; readonly lane: number })
  | (TrackBase & { readonly kind: 'pair'; readonly knows: number; readonly truth: number });

const reading = ['_refcount', 'flags', 'lru'];

export function tracksOf(run: Run): readonly Track[] {
  const tasks = run.head.tasks.map(
    (task, index): Track => ({
      id: `task:${task.name}`,
      kind: 'task',
      label: task.kind === 'buffer' ? 'store buffer' : task.name,
      note:
        task.kind === 'task' || task.kind === 'buffer' ? `CPU ${task.cpu}` : `CPU ${task.cpu} · ${task.kind}`,
      page: undefined,
      task: index,
    }),
  );
  const pages = [...new Set(run.lanes.map((lane) => lane.page))].sort((a, b) => (a ?? -1) - (b ?? -1));
  return [...tasks, ...pages.flatMap((page) => pageTracks(run, page))];
}

/** Values of pages that are not selected start hidden when there are so many that they would crowd the rest out. */
export function shownAtFirst(track: Track, selectedPage: number, pages: number): boolean {
  return track.kind === 'task' || track.page === undefined || pages <= 2 || track.page === selectedPage;
}

function pageTracks(run: Run, page: number | undefined): readonly Track[] {
  const own = run.lanes.map((lane, index) => ({ lane, index })).filter(({ lane }) => lane.page === page);
  const knows = own.find(({ lane }) => lane.name === 'knows');
  const truth = own.find(({ lane }) => lane.name === 'truth');
  const paired = knows !== undefined && truth !== undefined;
  const note = page === undefined ? 'run' : (run.head.pages[page]?.name ?? `page ${page}`);
  const values = own
    .filter((one) => !paired || (one !== knows && one !== truth))
    .sort((a, b) => rank(a.lane) - rank(b.lane) || a.index - b.index)
    .map(
      ({ lane, index }): Track => ({
        id: `lane:${lane.name}:${page ?? ''}`,
        kind: 'value',
        label: lane.name,
        note,
        page,
        lane: index,
      }),
    );
  if (!paired) return values;
  const pair: Track = {
    id: `pair:${page ?? ''}`,
    kind: 'pair',
    label: 'knows / truth',
    note,
    page,
    knows: knows.index,
    truth: truth.index,
  };
  return [...values, pair];
}

function rank(lane: Lane): number {
  const found = reading.indexOf(lane.name.toLowerCase());
  return found === -1 ? reading.length : found;
}
