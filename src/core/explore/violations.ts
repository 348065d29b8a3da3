// The findings of a search: for each violated property the best run so far, and what no property claims.
//
// Promises: the best run is the one with the fewest steps; among equals the first in task order.

import { claimant } from '../check/claims.ts';
import type { Finding } from '../check/verdict.ts';
import type { Graph } from '../language/lower/graph.ts';
import type { Choice } from '../schedule/schedule.ts';
import type { Ancestry } from './path.ts';
import { choicesTo, compareRuns } from './path.ts';

/** More distinct findings than a person reads; the first ones are kept. */
const mostOthers = 200;

export interface Violation {
  readonly property: number;
  readonly finding: Finding;
  readonly choices: readonly Choice[];
}

export interface Violations {
  /** A finding at state `index`, or at the step `choice` from it. `depth` is the number of steps up to the finding. */
  add(
    finding: Finding,
    property: number | undefined,
    index: number,
    choice: number | undefined,
    depth: number,
  ): void;
  /** Whether a further finding about this property at this depth could be the best. */
  wants(property: number, depth: number): boolean;
  readonly any: boolean;
  best(): Violation | undefined;
  /** The best of each violated property, in the order of the text. */
  all(): readonly Violation[];
  readonly others: readonly Finding[];
}

export function collectViolations(graph: Graph, ancestry: Ancestry): Violations {
  const found = new Map<number, { depth: number; violation: Violation }>();
  const others = new Map<string, Finding>();
  return {
    add(finding, property, index, choice, depth) {
      const owner = property ?? claimant(graph.properties, finding.kind);
      if (owner === undefined) {
        const key = `${finding.kind} ${finding.name} ${finding.span?.file} ${finding.span?.start}`;
        if (others.size < mostOthers && !others.has(key)) others.set(key, finding);
        return;
      }
      const known = found.get(owner);
      if (known && known.depth <= depth) return;
      const choices = choicesTo(ancestry, index, choice);
      found.set(owner, { depth, violation: { property: owner, finding, choices } });
    },
    wants(property, depth) {
      const known = found.get(property);
      return !known || known.depth > depth;
    },
    get any() {
      return found.size > 0;
    },
    best() {
      let best: Violation | undefined;
      for (const { violation } of found.values()) {
        const order = best ? compareRuns(violation.choices, best.choices) : -1;
        if (!best || order < 0 || (order === 0 && violation.property < best.property)) best = violation;
      }
      return best;
    },
    all() {
      const inOrder = [...found.values()].map(({ violation }) => violation);
      return inOrder.sort((a, b) => a.property - b.property);
    },
    get others() {
      return [...others.values()];
    },
  };
}
