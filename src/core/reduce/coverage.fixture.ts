// Whether the private states and word values that were found cover every state that the machine reaches.

import type { Layout } from '../machine/layout.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { LocalState, LocalStates } from './local-states.ts';

/** Everything that the machine reaches; undefined where that is too much. */
export function reached(machine: Machine, most: number): readonly Int32Array[] | undefined {
  const seen = new Map<string, Int32Array>();
  const meet = (state: Int32Array) => {
    const key = state.subarray(0, machine.layout.identity).join();
    if (!seen.has(key)) seen.set(key, state);
  };
  meet(machine.start().state);
  for (const state of seen.values()) {
    if (seen.size > most) return undefined;
    for (let actor = 0; actor < machine.actors.length; actor++) {
      for (let alternative = 0; alternative < machine.alternatives(state, actor); alternative++) {
        const next = state.slice();
        const code = machine.step(next, actor, alternative);
        if (code === StepCode.ok || code === StepCode.warned) meet(next);
      }
    }
  }
  return [...seen.values()];
}

/** Why the state is not covered; undefined where it is. */
export function missing(layout: Layout, local: LocalStates, state: Int32Array): string | undefined {
  for (const slot of layout.wordSlots) {
    if (slot >= layout.identity) continue;
    const values = local.words.possible(slot, undefined);
    if (values && !values.includes(state[slot] as number))
      return `word ${slot} is ${state[slot]}, not ${values}`;
  }
  for (const [index, one] of layout.tasks.entries()) {
    const place = state[one.placeSlot] as number;
    const alive =
      place === 0 ? [] : (one.plan.alive[one.sites[(place - 1) % one.sites.length] as number] ?? []);
    const values = alive.map((register) => {
      const colour = one.plan.colours[register] as number;
      return colour < 0 ? 0 : (state[one.registerSlot + colour] as number);
    });
    const meets = (one: LocalState, slot: number): boolean => {
      if (place === 0 || slot >= layout.identity || slot < 0 || one.own.has(slot)) return true;
      // The quiesce task only looks when the others have ended.
      if (layout.tasks[index]?.graph.kind === 'quiesce') return true;
      return local.met(one, slot)?.includes(state[slot] as number) ?? true;
    };
    const fits = local.tasks[index]?.some((one) => {
      const { place: at, registers, own, holds } = one;
      return (
        at === place &&
        registers.every((register, i) => register === undefined || register === values[i]) &&
        [...own].every(([slot, value]) => value === undefined || state[slot] === value) &&
        holds.every((slot) => state[slot] === index + 1) &&
        layout.wordSlots.every((slot) => meets(one, slot))
      );
    });
    if (!fits) return `task ${index} stands at ${place} with ${values}`;
  }
  return undefined;
}
