// What may be left out of the search of this machine: makes the plan from the graph and its first state.
//
// Promises: what the plan says is sound for every property of the graph under sequential consistency; a reduction that is
// not in force is in `refused` with the reason. Conditions and sources: docs/reductions.md.

import type { Reduction } from '../check/search-method.ts';
import type { Graph } from '../language/lower/graph.ts';
import type { Layout } from '../machine/layout.ts';
import { deadSlots } from './dead-slots.ts';
import { findExchanges } from './exchanges.ts';
import { addHindrance } from './hindrance.ts';
import type { Patience } from './local-states.ts';
import { localStates } from './local-states.ts';
import { persistentSets } from './persistent-sets.ts';
import { placeFacts } from './place-facts.ts';
import type { ReductionPlan, SymmetricClass } from './plan.ts';
import { privatePlaces } from './private-places.ts';
import { TooMuch } from './step-paths.ts';
import { symmetricTasks } from './symmetric-tasks.ts';
import { addSights, interruptSights, sightsOf } from './visible.ts';

/** `start`: the state after `machine.start()`, which has not ended. */
export function planReductions(
  graph: Graph,
  layout: Layout,
  start: Int32Array,
  asked: readonly Reduction[],
  patience: Patience = 'long',
): ReductionPlan {
  if (asked.length === 0) return nothing([]);
  const why = whyNone(graph, layout);
  if (why !== undefined) return nothing(asked, why);
  try {
    return plan(graph, layout, start, asked, patience);
  } catch (reason) {
    if (reason instanceof TooMuch)
      return nothing(asked, `The lab cannot be looked through: ${reason.message}.`);
    throw reason;
  }
}

function plan(
  graph: Graph,
  layout: Layout,
  start: Int32Array,
  asked: readonly Reduction[],
  patience: Patience,
): ReductionPlan {
  const local = localStates(graph, layout, start, patience);
  const sights = sightsOf(graph, layout, local);
  const refused: { reduction: Reduction; why: string }[] = [];

  let persistent: ReturnType<typeof persistentSets> | undefined;
  let privates: readonly Uint8Array[] | undefined;
  if (asked.includes('partial-order') || asked.includes('private-steps')) {
    const facts = placeFacts(graph, layout, local);
    addHindrance(graph, layout, facts);
    addSights(layout, facts, [...sights.always, ...interruptSights(graph, layout, facts)]);
    const sets = persistentSets(layout, facts);
    if (asked.includes('partial-order')) persistent = sets;
    if (asked.includes('private-steps')) privates = privatePlaces(layout, facts, sets);
    if (privates && !privates.some((places) => places.includes(1))) {
      privates = undefined;
      refused.push({
        reduction: 'private-steps',
        why: 'Every step touches what another task can touch, or a property sees it.',
      });
    }
  }
  let dead: Uint8Array | undefined;
  if (asked.includes('dead-words')) {
    dead = deadSlots([...layout.wordSlots], layout, local, [...sights.always, ...sights.finals]);
    if (!dead) refused.push({ reduction: 'dead-words', why: 'Every word decides something.' });
  }
  let symmetry: readonly SymmetricClass[] | undefined;
  let exchanges: ReductionPlan['exchanges'];
  if (asked.includes('symmetry')) {
    const equal = symmetricTasks(graph, layout, start, local, [...sights.always, ...sights.finals]);
    const found = findExchanges(graph, layout, start, local, equal);
    if (found.classes.length > 0) symmetry = found.classes;
    if (found.exchanges.length > 0) exchanges = found.exchanges;
    if (!symmetry)
      refused.push({
        reduction: 'symmetry',
        why: `No two tasks run the same text in the same surroundings${found.why === undefined ? '.' : `, and of pages that look alike: ${found.why}.`}`,
      });
  }
  const isIn = (reduction: Reduction) =>
    asked.includes(reduction) && !refused.some((one) => one.reduction === reduction);
  return {
    used: asked.filter(isIn),
    refused,
    deadSlots: dead,
    privatePlaces: privates,
    persistent,
    symmetry,
    exchanges,
  };
}

function whyNone(graph: Graph, layout: Layout): string | undefined {
  if (layout.bufferAt.some((slot) => slot >= 0)) {
    return 'Store buffers: what a step touches is then not what others see at that moment.';
  }
  if (graph.properties.some(({ kind, routine }) => kind === 'can-still' && routine)) {
    return 'CAN_STILL asks what can be reached from every state, so that none may be left out.';
  }
  return undefined;
}

function nothing(asked: readonly Reduction[], why = ''): ReductionPlan {
  return {
    used: [],
    refused: asked.map((reduction) => ({ reduction, why })),
    deadSlots: undefined,
    privatePlaces: undefined,
    persistent: undefined,
    symmetry: undefined,
    exchanges: undefined,
  };
}
