// What can be said of each place of each task: what its step touches, where it leads, how it can end, which locks the
// task holds there and which it waits for.
//
// Promises: holds in every reachable state in which the task stands there. Words of memory only: who may run on a CPU
// is added by hindrance.ts, properties by visible.ts.

import type { Graph } from '../language/lower/graph.ts';
import type { Layout, TaskLayout } from '../machine/layout.ts';
import type { Footprint } from './footprint.ts';
import { add } from './footprint.ts';
import type { LocalState, LocalStates } from './local-states.ts';
import { touchesOf } from './step-touches.ts';
import type { Tree } from './step-tree.ts';
import { eachLeaf } from './step-tree.ts';

export interface PlaceFacts {
  readonly task: number;
  readonly place: number;
  readonly block: number;
  /** An interrupt or the quiesce task that has not begun. */
  readonly unbegun: boolean;
  readonly touches: Footprint;
  /** Places, 0 for the end. */
  readonly next: ReadonlySet<number>;
  /** A guard can be 0. */
  readonly blocks: boolean;
  /** Some path ends its run, is dropped, or warns. */
  readonly fails: boolean;
  readonly chooses: boolean;
  /** Locks that the task has here in every state. */
  readonly holds: readonly number[];
  /** Locks that must be free for the step. */
  readonly needs: readonly number[];
}

/** By task, by place; undefined where the task never stands. */
export type Facts = readonly (readonly (PlaceFacts | undefined)[])[];

export function placeFacts(graph: Graph, layout: Layout, local: LocalStates): Facts {
  return layout.tasks.map((one, task) => {
    const byPlace = new Map<number, LocalState[]>();
    for (const state of local.tasks[task] ?? []) {
      if (!state.tree) continue;
      const here = byPlace.get(state.place);
      if (here) here.push(state);
      else byPlace.set(state.place, [state]);
    }
    return Array.from({ length: one.sites.length + one.startedOffset + 1 }, (_, place) => {
      const states = byPlace.get(place);
      return states && factsAt(graph, one, task, place, states, local, layout.identity);
    });
  });
}

function factsAt(
  graph: Graph,
  { sites, startedOffset }: TaskLayout,
  task: number,
  place: number,
  states: readonly LocalState[],
  { met, locks }: LocalStates,
  identity: number,
): PlaceFacts {
  const touches: Footprint = new Map();
  const next = new Set<number>();
  let holds = states[0]?.holds ?? [];
  let blocks = false;
  let fails = false;
  let needs = [...locks];
  let waits = [...locks];
  let everRuns = false;
  for (const state of states) {
    const tree = state.tree as Tree;
    const possible = (slot: number) => met(state, slot);
    for (const touch of touchesOf(tree, identity, possible)) add(touches, touch);
    for (const to of state.next) next.add(to);
    holds = holds.filter((slot) => state.holds.includes(slot));
    eachLeaf(tree, ({ ending, warned, effects }) => {
      const was = (slot: number) => effects.find((one) => one.slot === slot && one.known)?.before;
      if (ending === 'blocked') {
        blocks = true;
        waits = waits.filter((slot) => (was(slot) ?? 0) !== 0);
        return;
      }
      everRuns = true;
      if (ending !== 'ok' || warned) fails = true;
      needs = needs.filter((slot) => was(slot) === 0);
    });
  }
  const block = sites[(place - 1) % sites.length] as number;
  const code = graph.tasks[task]?.blocks[block]?.code ?? [];
  return {
    task,
    place,
    block,
    unbegun: startedOffset > 0 && place <= startedOffset,
    touches,
    next,
    blocks,
    fails,
    chooses: code.some(({ kind }) => kind === 'choose'),
    holds,
    needs: everRuns ? needs : blocks ? waits : [],
  };
}
