// `CAN_STILL(name, expr)`: from every reachable state a state with expr can be reached. Asked of the finished search.
//
// Promises: the violation is the first state, in the order the search met them, from which it cannot.

import type { BoundHit } from '../check/search-result.ts';
import type { Machine } from '../machine/machine.ts';
import { Truth } from '../machine/machine.ts';
import type { EdgeList } from './edges.ts';
import type { StateStore } from './state-store.ts';
import { absent } from './state-store.ts';
import type { Violations } from './violations.ts';

export interface StillAsked {
  /** By property: 0 for each state from which the wished-for condition cannot be reached any more. */
  readonly reach: ReadonlyMap<number, Uint8Array>;
  /** Why a property could not be answered. */
  readonly hit: BoundHit | undefined;
}

/** `whyStop` is asked now and then. */
export function judgeCanStill(
  machine: Machine,
  store: StateStore,
  edges: EdgeList,
  violations: Violations,
  whyStop: () => BoundHit | undefined,
): StillAsked {
  const reach = new Map<number, Uint8Array>();
  const state = new Int32Array(machine.layout.length);
  let hit: BoundHit | undefined;
  for (const [property, { kind, routine, name, span }] of machine.graph.properties.entries()) {
    if (kind !== 'can-still' || !routine) continue;
    const isGoal = (index: number): boolean => {
      store.load(index, state);
      return machine.evaluateProperty(state, property) === Truth.content;
    };
    const stop = (): boolean => {
      hit ??= whyStop();
      return hit !== undefined;
    };
    const able = edges.canReach(isGoal, store.count, stop);
    if (!able) return { reach, hit: hit ?? 'memory' };
    reach.set(property, able);
    const lost = able.indexOf(0);
    if (lost < 0) continue;
    const message = `From here on \`${name}\` can never come true again, whatever runs.`;
    const finding = { kind: 'property' as const, name, message, span };
    violations.add(finding, property, lost, undefined, depthOf(store, lost));
  }
  return { reach, hit };
}

function depthOf(store: StateStore, index: number): number {
  let depth = 0;
  for (let at = store.parent(index); at !== absent; at = store.parent(at)) depth += 1;
  return depth;
}
