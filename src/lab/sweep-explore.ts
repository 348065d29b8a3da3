// Explores by a sweep, or by whichever search suits: with helper threads, kept in files, in slices.
//
// Promises: what a sweep refuses is a Failure with a remedy; what was kept, and what could not be, is said in `notices`.

import { failure } from '../contract/problems.ts';
import type { ExploreResult, Outcome } from '../contract/table.ts';
import { reductionNames, type SearchMethod } from '../core/check/search-method.ts';
import type { SearchHooks } from '../core/explore/request.ts';
import { searchInSlices } from '../core/sweep/auto.ts';
import type { Crew } from '../core/sweep/crew.ts';
import type { SweepHooks } from '../core/sweep/hooks.ts';
import type { Sliced } from '../core/sweep/sliced.ts';
import type { SweepRefusal } from '../core/sweep/sweep.ts';
import { exploreInSlices, type Subject, type Wanted } from './engine.ts';
import { type KeptSearch, keepSearch } from './kept-search.ts';
import type { CheckpointFiles } from './thread-protocol.ts';

export interface SweepTask extends Wanted {
  readonly method: SearchMethod & { readonly kind: 'auto' | 'sweep' };
  readonly checkpoint?: CheckpointFiles | undefined;
}

export interface SweepPlace {
  /** `cancelled` may rest while the person wants a pause. */
  readonly hooks: SearchHooks;
  readonly sweepHooks: SweepHooks;
  /** For what is searched exactly, if that is not as for a sweep. */
  readonly exactHooks?: SweepHooks;
  readonly crew: Crew;
}

const notKept: KeptSearch = { resume: undefined, checkpoint: undefined, notices: () => [] };

export function* exploreBySweep(
  asked: Subject,
  { method, checkpoint: files, ...wanted }: SweepTask,
  { hooks, sweepHooks, exactHooks, crew }: SweepPlace,
): Sliced<Outcome<ExploreResult>> {
  const kept = files ? keepSearch(asked, method.reductions ?? reductionNames, files) : undefined;
  if (kept?.ok === false) return kept;
  const { resume, checkpoint, notices } = kept?.value ?? notKept;
  const outcome = yield* exploreInSlices(asked, wanted, hooks, function* (graph, machine, request) {
    const found = yield* searchInSlices(
      { graph, machine, request, method, crew, ...(resume && { resume }), ...(exactHooks && { exactHooks }) },
      { ...sweepHooks, ...(checkpoint && { checkpoint }) },
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
