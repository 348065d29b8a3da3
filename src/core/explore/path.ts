// Runs out of a finished search: the chain of first steps back to the initial state, and its schedule as text.

import type { FoundRun } from '../check/search-result.ts';
import type { Finding } from '../check/verdict.ts';
import type { Machine } from '../machine/machine.ts';
import type { StepName } from '../schedule/record.ts';
import { recordSchedule } from '../schedule/record.ts';
import type { Choice } from '../schedule/schedule.ts';
import { absent } from './state-store.ts';

/** A choice in 16 bits: 10 of alternative, 5 of actor, and whether the state it led to violates a property. */
export const taskShift = 10;
export const violatingFlag = 0x8000;

export function encodeChoice(task: number, alternative: number): number {
  return (task << taskShift) | alternative;
}

export function decodeChoice(code: number): Choice {
  return { task: (code & ~violatingFlag) >>> taskShift, alternative: code & ((1 << taskShift) - 1) };
}

/** Anything with parents: the state store, or the nodes of the fewest-switches search. */
export interface Ancestry {
  parent(index: number): number;
  choice(index: number): number;
}

/** Choices from the root to `index`, and then `extra` if there is one. */
export function choicesTo(ancestry: Ancestry, index: number, extra: number | undefined): Choice[] {
  const choices = extra === undefined ? [] : [decodeChoice(extra)];
  for (let at = index; ancestry.parent(at) !== absent; at = ancestry.parent(at)) {
    choices.push(decodeChoice(ancestry.choice(at)));
  }
  return choices.reverse();
}

/** The step that an actor would do, as schedules name it. */
export function stepName(
  machine: Machine,
  state: Int32Array,
  { task, alternative }: Choice,
): StepName | undefined {
  if (task < machine.graph.tasks.length) return machine.site(state, task);
  const store = machine.drains(state, task)[alternative];
  return store && { function: store.key, lineInFunction: 0, ordinal: 1 };
}

export function foundRun(machine: Machine, finding: Finding, choices: readonly Choice[]): FoundRun {
  return { finding, choices, ...namedRun(machine, choices) };
}

/** Walks the machine along the choices, to name each step. */
export function namedRun(
  machine: Machine,
  choices: readonly Choice[],
): { readonly switches: number; readonly schedule: string } {
  const { state } = machine.start();
  const record = recordSchedule();
  for (const choice of choices) {
    const { task, alternative } = choice;
    const step = stepName(machine, state, choice);
    const name = machine.actors[task]?.name;
    if (step && name !== undefined) {
      record.push(name, step, alternative, machine.alternatives(state, task));
    }
    machine.step(state, task, alternative);
  }
  return { switches: record.switches, schedule: record.text() };
}

/** Fewer steps first, then task order: less than 0 when `a` comes first. */
export function compareRuns(a: readonly Choice[], b: readonly Choice[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let at = 0; at < a.length; at++) {
    const left = encodeChoice(a[at]?.task ?? 0, a[at]?.alternative ?? 0);
    const right = encodeChoice(b[at]?.task ?? 0, b[at]?.alternative ?? 0);
    if (left !== right) return left - right;
  }
  return 0;
}
