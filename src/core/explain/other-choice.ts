// The latest step of a violating run at which the same actor could have chosen another way and the run had passed.

import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';
import { finishRun, type Judgement } from './finish.ts';
import type { Work } from './work.ts';

export interface OtherChoice {
  readonly step: number;
  readonly passing: readonly Choice[];
}

export function otherChoice(
  machine: Machine,
  violating: readonly Choice[],
  judgement: Judgement,
  work: Work,
): OtherChoice | undefined {
  const { state } = machine.start();
  const open: { readonly step: number; readonly state: Int32Array; readonly count: number }[] = [];
  violating.forEach(({ task, alternative }, step) => {
    const count = machine.alternatives(state, task);
    if (count > 1) open.push({ step, state: state.slice(), count });
    machine.step(state, task, alternative);
  });
  for (let at = open.pop(); at && !work.spent; at = open.pop()) {
    const { step, count } = at;
    const { task, alternative: taken } = violating[step] as Choice;
    const others = Array.from({ length: count }, (_, one) => one).filter((one) => one !== taken);
    for (const alternative of others) {
      const after = at.state.slice();
      const code = machine.step(after, task, alternative);
      if (code === StepCode.blocked || code === StepCode.pruned || !judgement.after(code, after)) continue;
      const choices = [...violating.slice(0, step), { task, alternative }];
      const last = task < machine.graph.tasks.length ? task : -1;
      const passes = finishRun(machine, judgement, after, last, choices, () => 0, work);
      if (passes === true) return { step, passing: choices };
    }
  }
  return undefined;
}
