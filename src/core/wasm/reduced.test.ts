import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Reduction, reductionNames } from '../check/search-method.ts';
import type { Graph } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import { layOut } from '../machine/layout.ts';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import { planReductions } from '../reduce/plan-reductions.ts';
import { randomPages } from '../reduce/random-pages.fixture.ts';
import { randomProgram } from '../reduce/random-program.fixture.ts';
import { reducedSearch } from '../reduce/reduced-search.fixture.ts';
import type { Swept } from './driver.fixture.ts';
import { sweepAlone } from './driver.fixture.ts';

const most = 3000;
const asked: readonly (readonly [string, readonly Reduction[]])[] = [
  ...reductionNames.map((name) => [name, [name]] as const),
  ['all', reductionNames],
];
const cases = asked.flatMap(([name, reductions]) => [
  [name, 'programs', reductions, randomProgram] as const,
  [name, 'graphs', reductions, randomGraph] as const,
  [name, 'pages', reductions, randomPages] as const,
]);

/** As reducedSearch says it. */
function findingsOf({ properties }: Graph, { violations, costs }: Swept): readonly string[] {
  const others = violations.others.map(({ kind, name }) =>
    kind === 'deadlock' || kind === 'blocked-at-end' ? kind : `${kind} ${name}`,
  );
  const violated = violations.all().map(({ property }) => `violated ${properties[property]?.name}`);
  const paid = costs.map((property) => `cost ${properties[property]?.name}`);
  return [...new Set([...violated, ...others, ...paid])].sort();
}

describe('a kernel that reduces', () => {
  it.each(cases)(
    'does what the plan says and finds what plain search finds: %s, %s',
    (name, kind, reductions, graphs) => {
      let compared = 0;
      fc.assert(
        fc.property(graphs, (graph) => {
          const machine = compileMachine(graph);
          const beginning = machine.start();
          if (beginning.ended) return;
          const plan = planReductions(graph, layOut(graph, false, 'SC'), beginning.state, reductions);
          const plain = reducedSearch(machine, undefined, most);
          if (plan.used.length === 0 || plain.states === undefined) return;
          const swept = sweepAlone(graph, machine, { plan, memory: 1 << 24, tableBits: 13 });
          if (swept === undefined) throw new Error('refused');
          compared += 1;
          expect(swept.states).toBe(reducedSearch(machine, plan, most).states);
          expect(findingsOf(graph, swept)).toEqual([...plain.findings].sort());
        }),
        { numRuns: Number(process.env.AGREEMENT_RUNS ?? 40) },
      );
      if (name !== 'symmetry' || kind !== 'graphs') expect(compared).toBeGreaterThan(0);
    },
  );
});
