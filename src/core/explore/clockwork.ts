// Bounds that time sets: polled every few thousand steps, so that a search stops within 100 ms of being asked to.

import type { BoundHit } from '../check/search-result.ts';
import type { Bounds, SearchProgress } from '../check/verdict.ts';
import type { SearchHooks } from './request.ts';

const progressEvery = 100;

export interface Clockwork {
  /** Why to stop now, if there is a reason. */
  poll(progress: () => Omit<SearchProgress, 'ms'>): BoundHit | undefined;
  readonly ms: number;
}

export function startClockwork(hooks: SearchHooks, bounds: Bounds): Clockwork {
  const began = hooks.now();
  let told = began;
  return {
    get ms() {
      return hooks.now() - began;
    },
    poll(progress) {
      if (hooks.cancelled()) return 'cancelled';
      const now = hooks.now();
      if (now - began > bounds.maxMilliseconds) return 'time';
      if (now - told >= progressEvery) {
        told = now;
        hooks.progress({ ...progress(), ms: now - began });
      }
      return undefined;
    },
  };
}
