// Which `COST` properties some run pays: looked for in every state that is met, until it is found.
//
// Promises: the run to a cost has as few steps as any. A cost is no violation: the state is expanded all the same. One
// whose expression runs into a bad access is not paid, and is reported beside the verdict.

import type { FoundRun } from '../check/search-result.ts';
import type { Machine } from '../machine/machine.ts';
import { Truth } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';
import type { Ancestry } from './path.ts';
import { choicesTo, foundRun } from './path.ts';
import type { Violations } from './violations.ts';

export interface Costs {
  /** A state was met for the first time. */
  met(state: Int32Array, index: number, depth: number): void;
  /** In the order of the text. */
  found(): readonly { readonly property: number; readonly run: FoundRun }[];
}

export function collectCosts(machine: Machine, ancestry: Ancestry, violations: Violations): Costs {
  const paid = new Map<number, readonly Choice[]>();
  let open = machine.graph.properties.flatMap(({ kind, routine }, index) =>
    kind === 'cost' && routine ? [index] : [],
  );
  const close = (property: number) => {
    open = open.filter((one) => one !== property);
  };
  return {
    met(state, index, depth) {
      for (const property of open) {
        const truth = machine.evaluateProperty(state, property);
        if (truth === Truth.content) continue;
        close(property);
        if (truth === Truth.violated) paid.set(property, choicesTo(ancestry, index, undefined));
        else violations.add(machine.propertyFinding(state, property), undefined, index, undefined, depth);
      }
    },
    found() {
      const inOrder = [...paid].sort(([a], [b]) => a - b);
      return inOrder.map(([property, choices]) => {
        const finding = machine.propertyFinding(machine.start().state, property);
        return { property, run: foundRun(machine, finding, choices) };
      });
    },
  };
}
