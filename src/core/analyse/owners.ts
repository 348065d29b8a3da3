// Which words only one task writes: between two of its steps such a word stays as it left it.
//
// Promises: a word that a second task writes is nobody's from then on. The quiesce task owns nothing, and
// takes from daemons and interrupts only: all others have ended when it runs.

import type { Graph } from '../language/lower/graph.ts';
import type { OwnWords } from './path.ts';
import { anything, constant } from './values.ts';

export interface Owners {
  /** A task writes a word; true where that takes it from another. */
  claim(slot: number, task: number): boolean;
  /** Words of the task, and those that nobody writes. */
  of(task: number): OwnWords;
}

export const noOwnWords: OwnWords = { first: () => undefined, ever: () => anything };

const nobodyYet = -1;
const shared = -2;

/** `ever`: everything that a word is at some time. */
export function createOwners(
  start: Int32Array,
  { tasks }: Pick<Graph, 'tasks'>,
  ever: OwnWords['ever'],
): Owners {
  const owner = new Int32Array(start.length).fill(nobodyYet);
  /** By slot: 1 where the quiesce task writes. */
  const late = new Uint8Array(start.length);
  const firsts = Array.from(start, constant);
  const kindOf = (task: number) => tasks[task]?.kind;
  const own = tasks.map(({ kind }, task): OwnWords => {
    if (kind === 'quiesce') return noOwnWords;
    const first = (slot: number) => {
      if (late[slot] === 1 && kind !== 'task') return undefined;
      return owner[slot] === task || owner[slot] === nobodyYet ? firsts[slot] : undefined;
    };
    return { first, ever };
  });
  return {
    claim(slot, task) {
      if (kindOf(task) === 'quiesce') {
        const first = late[slot] === 0;
        late[slot] = 1;
        return first;
      }
      if (owner[slot] === task || owner[slot] === shared) return false;
      const taken = owner[slot] !== nobodyYet;
      owner[slot] = taken ? shared : task;
      return taken;
    },
    of: (task) => own[task] ?? noOwnWords,
  };
}
