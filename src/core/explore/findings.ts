// What a search collects on its way: violated properties with their best runs, costs that are paid. It begins with what
// the machine's start has shown.

import type { Machine, Start } from '../machine/machine.ts';
import { type Costs, collectCosts } from './costs.ts';
import type { Ancestry } from './path.ts';
import { collectViolations, type Violations } from './violations.ts';

export interface Findings {
  readonly violations: Violations;
  readonly costs: Costs;
}

export function collectFindings(machine: Machine, beginning: Start, ancestry: Ancestry): Findings {
  const violations = collectViolations(machine.graph, ancestry);
  for (const finding of beginning.findings) {
    violations.add(finding, finding.kind === 'property' ? beginning.property : undefined, 0, undefined, 0);
  }
  return { violations, costs: collectCosts(machine, ancestry, violations) };
}
