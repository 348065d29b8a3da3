// States that runs with at most so many preemptions come to, by relaxing until nothing changes: nothing shared with the
// bounded search but the machine.

import type { Machine } from '../machine/machine.ts';
import { StepCode, Truth } from '../machine/machine.ts';

export interface NaiveBounded {
  readonly states: number;
  /** Fewest steps to a state that violates property 0, an `always` or `finally`. */
  readonly shortest: number | undefined;
}

/** Undefined when there are more than `most` pairs of state and task. */
export function naiveBounded(machine: Machine, preemptions: number, most: number): NaiveBounded | undefined {
  const { properties, tasks } = machine.graph;
  const isAlways = properties[0]?.kind === 'always';
  const keyOf = (state: Int32Array) => state.subarray(0, machine.layout.identity).join(' ');
  const content = (state: Int32Array) => machine.evaluateProperty(state, 0) === Truth.content;
  const can = (state: Int32Array, actor: number): boolean => {
    const code = machine.step(state.slice(), actor, 0);
    return code !== StepCode.blocked;
  };
  // By state, last task and preemptions: fewest steps.
  const steps = new Map<string, number>();
  const vectors = new Map<string, Int32Array>();
  let open: { state: Int32Array; last: number; used: number; depth: number }[] = [];
  let shortest: number | undefined;
  const meet = (state: Int32Array, last: number, used: number, depth: number) => {
    const key = keyOf(state);
    vectors.set(key, state);
    const bad = isAlways
      ? !content(state)
      : machine.finished(state) &&
        tasks.every(({ kind }, task) => kind !== 'daemon' || !can(state, task)) &&
        !content(state);
    if (bad) shortest = Math.min(shortest ?? depth, depth);
    if (isAlways && bad) return;
    const place = `${last} ${used} ${key}`;
    if ((steps.get(place) ?? Number.POSITIVE_INFINITY) <= depth) return;
    steps.set(place, depth);
    open.push({ state, last, used, depth });
  };
  meet(machine.start().state, -1, 0, 0);
  while (open.length > 0) {
    const now = open;
    open = [];
    for (const { state, last, used, depth } of now) {
      if (steps.size > most) return undefined;
      const goesOn = last >= 0 && can(state, last);
      for (let actor = 0; actor < machine.actors.length; actor++) {
        const isTask = actor < tasks.length;
        const total = used + (goesOn && isTask && actor !== last ? 1 : 0);
        if (total > preemptions) continue;
        for (let alternative = 0; alternative < machine.alternatives(state, actor); alternative++) {
          const next = state.slice();
          const code = machine.step(next, actor, alternative);
          if (code === StepCode.ok || code === StepCode.warned)
            meet(next, isTask ? actor : last, total, depth + 1);
        }
      }
    }
  }
  return { states: vectors.size, shortest };
}
