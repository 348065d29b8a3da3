// What the search for the fewest switches looks for: a run to the very property that the shortest run violates.

import { claimant } from '../check/claims.ts';
import type { Finding } from '../check/verdict.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode, Truth } from '../machine/machine.ts';
import { interruptStuckIn, stuckIn } from './stuck.ts';
import type { Violation } from './violations.ts';

export interface Goal {
  /** The finding if this state is one that is looked for. */
  state(index: number, vector: Int32Array): Finding | undefined;
  /** The finding if the step that was just done is one that is looked for; `code` is `finding` or `warned`. */
  step(code: StepCode): Finding | undefined;
}

/** `reach`: for a `can-still` property, 0 for each state that violates it. */
export function goalLike(machine: Machine, violation: Violation, reach: Uint8Array | undefined): Goal {
  const { property, finding } = violation;
  const { properties, tasks } = machine.graph;
  const kind = properties[property]?.kind;
  const claims = (what: Finding['kind']) => claimant(properties, what) === property;
  const claimsStuck = claims('deadlock') || claims('blocked-at-end');

  const violatedIn = (state: Int32Array): boolean => {
    if (kind === 'always' || kind === 'never') return machine.checkProperties(state) === property;
    if (kind !== 'finally' || !machine.finished(state)) return false;
    const daemonCanRun = tasks.some((task, at) => task.kind === 'daemon' && machine.enabled(state, at));
    return !daemonCanRun && machine.evaluateProperty(state, property) !== Truth.content;
  };
  return {
    state(index, state) {
      if (reach) return reach[index] === 0 ? finding : undefined;
      if (violatedIn(state)) return machine.propertyFinding(state, property);
      if (!claimsStuck) return undefined;
      const over = !machine.actors.some((_, actor) => machine.enabled(state, actor));
      const stuck = (over ? stuckIn(machine, state) : undefined) ?? interruptStuckIn(machine, state);
      return stuck && claims(stuck.kind) ? stuck : undefined;
    },
    step(code) {
      if (code === StepCode.warned) return machine.lastWarnings().find((warning) => claims(warning.kind));
      const about = machine.lastProperty();
      if (about !== undefined) return about === property ? machine.lastFinding() : undefined;
      const found = machine.lastFinding();
      return claims(found.kind) ? found : undefined;
    },
  };
}
