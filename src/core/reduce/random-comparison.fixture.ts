// Each reduction alone, and all of them, against plain search on random graphs.

import fc from 'fast-check';
import { expect } from 'vitest';
import type { Reduction } from '../check/search-method.ts';
import { reductionNames } from '../check/search-method.ts';
import type { Graph } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import { layOut } from '../machine/layout.ts';
import { planReductions } from './plan-reductions.ts';
import { reducedSearch } from './reduced-search.fixture.ts';

const most = 4000;
const asked: readonly (readonly Reduction[])[] = [...reductionNames.map((name) => [name]), reductionNames];

/** How many findings there were, and in how many graphs a reduction, or `all`, left states out. */
export interface Comparison {
  readonly findings: number;
  readonly spared: ReadonlyMap<string, number>;
}

export function compareRandom(graphs: fc.Arbitrary<Graph>, runs: number): Comparison {
  const spared = new Map<string, number>();
  let findings = 0;
  fc.assert(
    fc.property(graphs, (graph) => {
      const machine = compileMachine(graph, 'SC');
      const beginning = machine.start();
      fc.pre(!beginning.ended);
      const plain = reducedSearch(machine, undefined, most);
      fc.pre(plain.states !== undefined);
      findings += plain.findings.size;
      for (const reductions of asked) {
        const plan = planReductions(graph, layOut(graph, false, 'SC'), beginning.state, reductions);
        if (plan.used.length === 0) continue;
        const reduced = reducedSearch(machine, plan, most);
        expect([...reduced.findings].sort(), reductions.join()).toEqual([...plain.findings].sort());
        const name = reductions.length > 1 ? 'all' : String(reductions);
        if ((reduced.states ?? 0) < plain.states) spared.set(name, (spared.get(name) ?? 0) + 1);
      }
    }),
    { numRuns: runs },
  );
  return { findings, spared };
}
