// Properties that a finished search never had to answer: they cannot have failed, and a verdict must not lean on them.

import type { Graph } from '../language/lower/graph.ts';

/** Without a first state nothing was asked, unless what kept it away is a property's. */
export function allUnasked({ properties }: Graph, best: unknown): readonly number[] {
  if (best !== undefined) return [];
  return properties.flatMap(({ skipped }, index) => (skipped === undefined ? [index] : []));
}

/** Properties of a finished search that cannot have failed: an `at` that nothing raises, a `finally` without an end. */
export function unaskedIn(graph: Graph, sawEnd: boolean): readonly number[] {
  const raised = new Set<number>();
  for (const { blocks } of graph.tasks) {
    for (const { code } of blocks) {
      for (const one of code) if (one.kind === 'check' && one.of === 'property') raised.add(one.index);
    }
  }
  return graph.properties.flatMap(({ kind, skipped }, index) => {
    const asked = kind === 'at' ? raised.has(index) : kind !== 'finally' || sawEnd;
    return asked || skipped !== undefined ? [] : [index];
  });
}
