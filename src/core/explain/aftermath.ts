// What comes after the point of no return: everybody in turn, until nobody can go on or the same comes again. A turn is
// long: whoever has it goes on until it waits or spins.
//
// One fair continuation as an example, in words and as a run. Undefined when neither comes to pass for long.

import { stuckIn } from '../explore/stuck.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';

const longest = 2000;
const longestTurn = 300;
/** Steps of a cycle that are named. */
const mostNamed = 6;

export interface Aftermath {
  readonly text: string;
  /** From the initial state to the end of the continuation; a cycle is in it once. */
  readonly choices: readonly Choice[];
  /** The first step of the cycle. */
  readonly repeatsFrom: number | undefined;
}

export function aftermath(machine: Machine, choices: readonly Choice[]): Aftermath | undefined {
  const { actors, graph } = machine;
  const { state } = machine.start();
  for (const { task, alternative } of choices) {
    const code = machine.step(state, task, alternative);
    if (code !== StepCode.ok && code !== StepCode.warned) return undefined;
  }
  const steps: { readonly actor: number; readonly text: string }[] = [];
  const all = (repeatsFrom: number | undefined, text: string): Aftermath => ({
    text,
    choices: [...choices, ...steps.map(({ actor }) => ({ task: actor, alternative: 0 }))],
    repeatsFrom: repeatsFrom === undefined ? undefined : choices.length + repeatsFrom,
  });
  const key = () => state.subarray(0, machine.layout.identity).join(' ');
  const canGo = (actor: number): boolean => {
    // An interrupt may never come: a continuation without it is fair.
    if (actors[actor]?.kind === 'interrupt' && !machine.started(state, actor)) return false;
    return machine.enabled(state, actor);
  };
  /** Until the actor waits, or comes back to where it was in this turn. False where the run ends. */
  const takeTurn = (actor: number): boolean => {
    const met = new Set([key()]);
    do {
      const name = actors[actor]?.name ?? '';
      const text = actor < graph.tasks.length ? machine.site(state, actor)?.text : 'a store becomes visible';
      const code = machine.step(state, actor, 0);
      if (code !== StepCode.ok && code !== StepCode.warned) return false;
      steps.push({ actor, text: `\`${name}\` at \`${text}\`` });
      if (met.has(key())) break;
      met.add(key());
    } while (met.size < longestTurn && canGo(actor));
    return true;
  };

  /** By whose turn it is and the state: how many steps were done. */
  const turns = new Map<string, number>();
  let next = choices.at(-1)?.task ?? 0;
  while (steps.length < longest) {
    const from = next;
    const actor = actors.map((_, at) => (from + at) % actors.length).find(canGo);
    if (actor === undefined) return all(undefined, endText(machine, state));
    const turn = `${actor} ${key()}`;
    const before = turns.get(turn);
    if (before !== undefined) return all(before, cycleText(machine, state, steps.slice(before)));
    turns.set(turn, steps.length);
    if (!takeTurn(actor)) return undefined;
    next = (actor + 1) % actors.length;
  }
  return undefined;
}

function cycleText(
  machine: Machine,
  state: Int32Array,
  cycle: readonly { readonly actor: number; readonly text: string }[],
): string {
  const named = [...new Set(cycle.map(({ text }) => text))];
  const more = named.length > mostNamed ? `, and ${named.length - mostNamed} more steps` : '';
  const waiting = machine.graph.tasks.flatMap(({ name }, task) => {
    const site = machine.started(state, task) ? machine.site(state, task) : undefined;
    return site && !cycle.some(({ actor }) => actor === task)
      ? [`\`${name}\` waits at \`${site.text}\`; `]
      : [];
  });
  const rounds = `goes round for ever: ${named.slice(0, mostNamed).join(', ')}${more}.`;
  return waiting.length > 0 ? `${waiting.join('')}the rest ${rounds}` : `What is left ${rounds}`;
}

function endText(machine: Machine, state: Int32Array): string {
  const stuck = stuckIn(machine, state);
  return stuck ? stuck.message : 'All tasks come to their ends without it.';
}
