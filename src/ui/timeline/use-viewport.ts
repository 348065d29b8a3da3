// The viewport as state: it fits a run that has just appeared, stays where a person put it, and moves only as far as
// needed when the cursor leaves it.

import { useState } from 'react';
import type { Run } from '../../core/trace/run.ts';
import { firstLook, resize, reveal, type Viewport } from './model/viewport.ts';

interface Place {
  /** Same initial memory, same run: a growing run keeps its place. */
  readonly run: Run['head']['initial'] | undefined;
  readonly cursor: number;
  readonly first: number;
  /** Undefined until somebody zooms. */
  readonly columnWidth: number | undefined;
}

export interface ViewportState {
  readonly view: Viewport;
  /** `automatic`: from now on the width of columns follows the run and the room again. */
  setView(view: Viewport, automatic?: boolean): void;
}

export function useViewport(run: Run | undefined, cursor: number, width: number): ViewportState {
  const [stored, setPlace] = useState<Place>({
    run: undefined,
    cursor: -1,
    first: 0,
    columnWidth: undefined,
  });
  const columns = (run?.steps.length ?? 0) + 1;
  const key = run?.head.initial;
  const fresh = { run: key, cursor: -1, first: 0, columnWidth: undefined };
  const place = stored.run === key ? stored : fresh;
  let view = viewOf(place, columns, Math.max(1, width));
  if (place.cursor !== cursor && width > 0) {
    view = reveal(view, cursor);
    setPlace({ ...place, cursor, first: view.first });
  }
  return {
    view,
    setView: (next, automatic) =>
      setPlace({
        run: key,
        cursor,
        first: next.first,
        columnWidth: automatic === true ? undefined : next.columnWidth,
      }),
  };
}

function viewOf(place: Place, columns: number, width: number): Viewport {
  const look = firstLook(columns, width);
  return resize(
    { ...look, first: place.first, columnWidth: place.columnWidth ?? look.columnWidth },
    columns,
    width,
  );
}
