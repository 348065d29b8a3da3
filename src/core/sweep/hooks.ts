// How a sweep talks to its caller: as any search does, and beyond that it can pause and be kept in a file.

import type { BoundHit } from '../check/search-result.ts';
import type { SearchHooks } from '../explore/request.ts';
import type { SweepCheckpoint } from './checkpoint.ts';

export interface SweepHooks extends SearchHooks {
  /** Asked every few milliseconds: true makes all threads stand still, and then `pause` is called. */
  readonly wantsPause?: () => boolean;
  /** Blocks until the search is to go on or to end. No thread runs meanwhile, and no time is counted. */
  readonly pause?: () => void;
  readonly checkpoint?: {
    /** Milliseconds between two; one is written at a pause and at the end of an unfinished search too. */
    readonly every: number;
    write(checkpoint: SweepCheckpoint): void;
  };
}

export interface Stops {
  /** True: all threads are to stand still, then `still` is called. */
  wantsStill(): boolean;
  still(checkpoint: () => SweepCheckpoint, hit: BoundHit | undefined): void;
}

export interface Stillness extends Stops {
  /** Without the time in pauses. */
  readonly hooks: SearchHooks;
  /** For a pass that is not worth a file. */
  readonly withoutFile: Stops;
}

/** When to stand still, and what happens then. */
export function stillness(hooks: SweepHooks): Stillness {
  const { checkpoint } = hooks;
  let paused = 0;
  let written = hooks.now();
  const wantsPause = () => hooks.pause !== undefined && hooks.wantsPause?.() === true;
  const isDue = () => checkpoint !== undefined && hooks.now() - written > checkpoint.every;
  const pause = () => {
    const began = hooks.now();
    hooks.pause?.();
    paused += hooks.now() - began;
  };
  return {
    hooks: {
      now: () => hooks.now() - paused,
      cancelled: () => hooks.cancelled(),
      progress: (progress) => hooks.progress(progress),
    },
    wantsStill: () => wantsPause() || isDue(),
    still(make, hit) {
      const pauses = hit === undefined && wantsPause();
      if (pauses || hit || isDue()) checkpoint?.write(make());
      written = hooks.now();
      if (pauses) pause();
    },
    withoutFile: {
      wantsStill: wantsPause,
      still: (_, hit) => {
        if (hit === undefined) pause();
      },
    },
  };
}
