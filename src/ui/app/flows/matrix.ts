// Every lab of the library under every strategy, the person's own strategies included; cells fill as they are found.

import type { Verdict } from '../../../core/check/verdict.ts';
import { cellKey } from '../../state/runs.ts';
import { log, type Workbench } from '../workbench.ts';
import { whileRunning } from './jobs.ts';

export async function runMatrix(bench: Workbench): Promise<void> {
  const { library } = bench;
  const { own, kernel, bounds } = bench.document.get();
  const textsAt = (paths: readonly string[]) =>
    library.texts.filter((text) => paths.includes(text.path)).map(({ path, text }) => ({ path, text }));
  const labs = textsAt(library.labs.map((lab) => lab.path));
  const strategies = [...textsAt(library.strategies.map((strategy) => strategy.path)), ...own];
  bench.view.set({ drawerTab: 'matrix' });
  bench.runs.set({
    matrix: {
      labs: labs.map((lab) => idOfPath(lab.path)),
      strategies: strategies.map((strategy) => idOfPath(strategy.path)),
      cells: new Map(),
    },
  });
  const addCell = (verdict: Verdict) =>
    bench.runs.update((state) =>
      state.matrix
        ? {
            ...state,
            matrix: {
              ...state.matrix,
              cells: new Map(state.matrix.cells).set(
                cellKey(idOfPath(verdict.lab), idOfPath(verdict.strategy)),
                verdict,
              ),
            },
          }
        : state,
    );
  log(bench, `matrix: ${labs.length} labs x ${strategies.length} strategies`);
  const job = bench.client.start('lab.matrix', { labs, strategies, kernel, bounds }, addCell);
  const outcome = await whileRunning(bench, 'matrix', job);
  if (outcome?.ok) outcome.value.forEach(addCell);
  else if (outcome && outcome.error.code !== 'cancelled') bench.runs.set({ failure: outcome.error });
}

/** `labs/s01-x.lab.c` -> `s01-x`; an id stays what it is. */
export function idOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.(lab|strategy)\.c$/, '');
}
