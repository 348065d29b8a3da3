// Whether two steps of a run meet at a word: both touch it, and one of them writes it.

import type { Machine } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';
import { type Accesses, watchAccesses } from './accesses.ts';

export interface Meetings {
  /** What each step of a run touches, from step `first` up to `last`. */
  accesses(choices: readonly Choice[], first: number, last: number): readonly Accesses[];
  /** Address of a word where they meet. */
  wordOf(a: Accesses, b: Accesses): number | undefined;
}

export function watchMeetings(machine: Machine): Meetings {
  const watch = watchAccesses(machine);
  return {
    accesses(choices, first, last) {
      const { state } = machine.start();
      const found: Accesses[] = [];
      for (const [at, choice] of choices.slice(0, last + 1).entries()) {
        if (at >= first) found.push(watch(state, choice));
        machine.step(state, choice.task, choice.alternative);
      }
      return found;
    },
    wordOf(a, b) {
      for (const word of a.writes) if (b.writes.has(word) || b.reads.has(word)) return word;
      for (const word of a.reads) if (b.writes.has(word)) return word;
      return undefined;
    },
  };
}
