// Asks the lab once what a pin and an unpin cost under each strategy, the person's own included.

import type { NamedDesign } from '../../../contract/table.ts';
import { ownDesigns } from '../../matrix/model/own-designs.ts';
import { builtInDesign } from '../../state/design-name.ts';
import { log, type Workbench } from '../workbench.ts';

/** The strategies that the ledger compares: the library's, and the person's own designs. */
export function designsToCount(bench: Workbench): readonly NamedDesign[] {
  const builtIn = bench.library.strategies.flatMap(({ id }) => builtInDesign(bench.library, id) ?? []);
  const own = ownDesigns(bench.library, bench.document.get()).map((row) => row.design);
  return [...builtIn, ...own.filter((design) => !builtIn.some((known) => known.id === design.id))];
}

/** Once for the library; again where there are texts of the person's own, which may have changed. */
export async function countCosts(bench: Workbench): Promise<void> {
  const { costs } = bench.runs.get();
  const designs = designsToCount(bench);
  if (costs.asked && designs.length === bench.library.strategies.length && costs.failure === undefined)
    return;
  bench.runs.set({ costs: { asked: true, failure: undefined, counted: costs.counted } });
  const outcome = await bench.client.call('lab.costs', { designs });
  if (!outcome.ok) log(bench, `costs: ${outcome.error.message}`);
  bench.runs.set({
    costs: outcome.ok
      ? { asked: true, failure: undefined, counted: outcome.value }
      : { asked: true, failure: outcome.error, counted: [] },
  });
}
