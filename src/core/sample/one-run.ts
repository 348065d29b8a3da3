// One run at a time, from the initial state to its end: no visited set, nothing kept but the choices of this run.
//
// Promises: who goes next is the picker's idea alone; each state is judged as the exhaustive search judges it. A run
// ends at a violation, when nobody can go on, when only daemons go on and on, or at the bound of steps. An alternative
// that an `assume` drops is taken back, and somebody else is asked.

import type { Random } from '../base/random.ts';
import type { Judge } from '../explore/judge.ts';
import { encodeChoice } from '../explore/path.ts';
import { absent } from '../explore/state-store.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';

/** Who goes next. */
export interface Picker {
  /** A run begins. */
  begin(): void;
  /** The actor to try first in the state after `steps` steps; never `absent`. */
  first(steps: number): number;
  /** The one to try after the last could not go; `absent` when all were tried. */
  next(): number;
  /** The one tried last did the step. */
  did(actor: number): void;
}

/** The choices of the run that is being done; index 0 is the initial state. */
export interface RunPath {
  parent(index: number): number;
  choice(index: number): number;
  setChoice(index: number, choice: number): void;
  readonly bytes: number;
}

/** How the steps of a run are counted while it goes on; true ends it. */
export type Tick = () => boolean;

/** Steps between two looks whether only daemons are left, and how many such looks end the run. */
const lookMask = 63;
const mostIdleLooks = 8;

export function runPath(mostSteps: number): RunPath {
  let choices = new Uint16Array(256);
  return {
    get bytes() {
      return choices.byteLength;
    },
    parent: (index) => (index === 0 ? absent : index - 1),
    choice: (index) => choices[index] as number,
    setChoice(index, choice) {
      if (index >= choices.length) {
        const longer = new Uint16Array(Math.min(2 * choices.length, mostSteps + 2));
        longer.set(choices);
        choices = longer;
      }
      choices[index] = choice;
    },
  };
}

export interface RunEnd {
  readonly steps: number;
  /** The caller ended it. */
  readonly stopped: boolean;
}

export interface Runner {
  /** A whole run. The vector is the runner's own. */
  run(picker: Picker): RunEnd;
}

export function createRunner(
  machine: Machine,
  judge: Judge,
  path: RunPath,
  random: Random,
  mostSteps: number,
  tick: Tick,
): Runner {
  const { actors } = machine;
  const { state: initial } = machine.start();
  const state = initial.slice();
  const comes = actors.some(({ kind }) => kind === 'interrupt');

  /** Only where interrupts can still come although all have ended, or could hang. */
  const judgeBefore = (steps: number) => {
    if (!machine.finished(state)) return judge.expanded(state, steps, steps, 'some');
    const can = (daemon: boolean) =>
      actors.some(({ kind }, actor) => (kind === 'daemon') === daemon && machine.enabled(state, actor));
    judge.expanded(state, steps, steps, can(true) ? 'some' : can(false) ? 'no-daemon' : 'none');
  };

  return {
    run(picker) {
      state.set(initial);
      picker.begin();
      let idleLooks = 0;
      for (let steps = 0; steps < mostSteps; ) {
        if (comes) judgeBefore(steps);
        let dropped = false;
        let code: number = StepCode.blocked;
        let alternative = 0;
        let actor = picker.first(steps);
        for (; actor !== absent; actor = picker.next()) {
          const alternatives = machine.alternatives(state, actor);
          alternative = alternatives > 1 ? random.below(alternatives) : 0;
          code = machine.step(state, actor, alternative);
          if (code === StepCode.blocked) continue;
          if (code !== StepCode.pruned) break;
          machine.undo(state);
          dropped = true;
        }
        if (actor === absent) {
          if (!dropped && !comes) judge.expanded(state, steps, steps, 'none');
          return { steps, stopped: false };
        }
        picker.did(actor);
        const choice = encodeChoice(actor, alternative);
        if (code === StepCode.finding) {
          judge.failed(steps, choice, steps);
          return { steps: steps + 1, stopped: false };
        }
        if (code === StepCode.warned) judge.warned(steps, choice, steps);
        steps += 1;
        path.setChoice(steps, choice);
        if (judge.met(state, steps, steps)) return { steps, stopped: false };
        if (tick()) return { steps, stopped: true };
        if ((steps & lookMask) === 0 && machine.finished(state) && ++idleLooks > mostIdleLooks) {
          return { steps, stopped: false };
        }
      }
      return { steps: mostSteps, stopped: false };
    },
  };
}
