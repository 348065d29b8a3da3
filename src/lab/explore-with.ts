// Explores by the method that was asked for.
//
// Promises: without a method the search is exact, which matrix and expect files rest on.

import type { ExploreResult, Outcome } from '../contract/table.ts';
import type { SearchMethod } from '../core/check/search-method.ts';
import type { SearchHooks } from '../core/explore/request.ts';
import { sample } from '../core/sample/sample.ts';
import type { SweepHooks } from '../core/sweep/hooks.ts';
import { inOneGo } from '../core/sweep/sliced.ts';
import { exactly, exploreLab, type Subject, type Wanted } from './engine.ts';
import { exploreWithSpin } from './spin.ts';
import { createCrew } from './sweep-crew.ts';
import { exploreBySweep } from './sweep-explore.ts';
import type { CheckpointFiles } from './thread-protocol.ts';

export interface ExploreTask extends Wanted {
  readonly method?: SearchMethod;
  readonly checkpoint?: CheckpointFiles;
}

/** What the thread that searches has to offer. */
export interface SearchPlace {
  /** `cancelled` rests while the person wants a pause. */
  readonly hooks: SearchHooks;
  readonly sweepHooks: SweepHooks;
  /** The built sweep-thread.ts. */
  readonly sweepFile: string | URL;
}

export function exploreWith(
  asked: Subject,
  task: ExploreTask,
  place: SearchPlace,
): Outcome<ExploreResult> | Promise<Outcome<ExploreResult>> {
  const { method = { kind: 'exact' } } = task;
  const { hooks, sweepHooks, sweepFile } = place;
  switch (method.kind) {
    case 'exact':
      return exploreLab(asked, task, hooks, exactly);
    case 'auto':
    case 'sweep':
      return inOneGo(
        exploreBySweep(asked, { ...task, method }, { hooks, sweepHooks, crew: createCrew(sweepFile) }),
      );
    case 'spin':
      // It is another program, and does not rest.
      return exploreWithSpin(asked, task, sweepHooks);
    default:
      return exploreLab(asked, task, hooks, (graph, machine, request) => ({
        ok: true,
        value: sample(graph, machine, method, request, hooks),
      }));
  }
}
