// How many states Spin should meet without its reductions: ours, one for each way in which a run is over, and where the
// lab asks for its end, or how its tasks wait, one for each such state.
//
// A run that is over (a BUG or a bad access that no property claims, an `assume` that fails) leads to no state of ours. In the
// model it leads to one from which nothing goes on: the words as they are, the task gone with its registers.

import { claimant } from '../../src/core/check/claims.ts';
import { layOut } from '../../src/core/machine/layout.ts';
import type { Machine } from '../../src/core/machine/machine.ts';
import { StepCode } from '../../src/core/machine/machine.ts';

/**
 * Undefined where there are more than `most`, or a property is violated. And where an interrupt may still come at an end
 * that is asked for: such a state is there twice, once with the interrupt taken away.
 */
export function countStates(machine: Machine, most: number): number | undefined {
  const { layout, graph } = machine;
  const { tasks } = layOut(graph, false, 'SC');
  const keyOf = (state: Int32Array) => state.subarray(0, layout.identity).join(' ');
  const begin = machine.start();
  if (begin.ended || machine.checkProperties(begin.state) >= 0) return undefined;
  const met = new Set([keyOf(begin.state)]);
  const over = new Set<string>();
  const open = [begin.state];
  const asksTheEnd = graph.properties.some(({ kind, routine }) => kind === 'finally' && routine);
  const claims = ['deadlock', 'blocked-at-end'] as const;
  const claimed = claims.filter((kind) => claimant(graph.properties, kind) !== undefined).length;
  if ((asksTheEnd || claimed > 0) && graph.tasks.some(({ kind }) => kind === 'interrupt')) return undefined;
  let ends = 0;
  for (let state = open.pop(); state; state = open.pop()) {
    const here = state;
    // Where only one kind of waiting for ever is a violation, the model has to look which it is.
    if (machine.finished(here) ? asksTheEnd : claimed === 1) {
      if (!graph.tasks.some((_, task) => machine.enabled(here, task))) ends += 1;
    }
    for (let task = 0; task < graph.tasks.length; task++) {
      for (let choice = 0; choice < machine.alternatives(state, task); choice++) {
        const next = state.slice();
        const code = machine.step(next, task, choice);
        if (code === StepCode.blocked) break;
        if (code === StepCode.finding || code === StepCode.pruned) {
          const own = tasks[task];
          if (own === undefined) return undefined;
          next[own.placeSlot] = 0;
          next.fill(0, own.registerSlot, own.registerSlot + own.plan.colourCount);
          over.add(keyOf(next));
          continue;
        }
        const key = keyOf(next);
        if (met.has(key)) continue;
        if (machine.checkProperties(next) >= 0) return undefined;
        met.add(key);
        if (met.size > most) return undefined;
        open.push(next);
      }
    }
  }
  return met.size + over.size + ends;
}
