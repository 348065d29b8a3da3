// Explores by the method that was asked for.
//
// Promises: without a method the search is exact, which matrix and expect files rest on.

import { failure } from '../contract/problems.ts';
import type { ExploreResult, Outcome } from '../contract/table.ts';
import { reductionNames, type SearchMethod } from '../core/check/search-method.ts';
import type { SearchHooks } from '../core/explore/request.ts';
import { sample } from '../core/sample/sample.ts';
import { search } from '../core/sweep/auto.ts';
import type { SweepHooks } from '../core/sweep/hooks.ts';
import type { SweepRefusal } from '../core/sweep/sweep.ts';
import { exactly, exploreLab, type Subject, type Wanted } from './engine.ts';
import { keepSearch } from './kept-search.ts';
import { exploreWithSpin } from './spin.ts';
import { createCrew } from './sweep-crew.ts';
import type { CheckpointFiles } from './thread-protocol.ts';

export interface ExploreTask extends Wanted {
  readonly method?: SearchMethod;
  /** Of the automatic method: the caller knows that the lab is not small. */
  readonly outgrown?: boolean;
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
  const { hooks, sweepHooks } = place;
  switch (method.kind) {
    case 'exact':
      return exploreLab(asked, task, hooks, exactly);
    case 'auto':
    case 'sweep':
      return exploreBySweep(asked, task, method, place);
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

function exploreBySweep(
  asked: Subject,
  { checkpoint = {}, outgrown = false, ...wanted }: ExploreTask,
  method: SearchMethod & { readonly kind: 'auto' | 'sweep' },
  { hooks, sweepHooks, sweepFile }: SearchPlace,
): Outcome<ExploreResult> {
  const kept = keepSearch(asked, method.reductions ?? reductionNames, checkpoint);
  if (!kept.ok) return kept;
  const { resume, checkpoint: keep, notices } = kept.value;
  const outcome = exploreLab(asked, wanted, hooks, (graph, machine, request) => {
    const crew = createCrew(sweepFile);
    const found = search(
      { graph, machine, request, method, crew, outgrown, ...(resume && { resume }) },
      { ...sweepHooks, ...(keep && { checkpoint: keep }) },
    );
    return found.ok ? found : refused(found.error);
  });
  if (!outcome.ok) return outcome;
  const said = notices();
  return said.length === 0 ? outcome : { ok: true, value: { ...outcome.value, notices: said } };
}

function refused({ code, why }: SweepRefusal): Outcome<never> {
  switch (code) {
    case 'unfit':
      return failure(
        'bad-request',
        `This lab cannot be swept: ${why}.`,
        'Choose the automatic or the exact method (--plain).',
      );
    case 'crew-lost':
      return failure('crashed', `The search has lost a thread: ${why}.`, 'Try again, with fewer threads.');
    case 'checkpoint':
      return failure('io', `The search cannot go on from the checkpoint: ${why}.`, 'Begin it anew.');
  }
}
