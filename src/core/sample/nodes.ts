// What a preemption-bounded search goes through: (state, who ran last, preemptions used), each with the step to it.
//
// Promises: memory is reserved before it is allocated; numbers are dense from 0 in order of `add`.

import type { Budget } from '../explore/budget.ts';

const chunkBits = 12;
const chunkMask = (1 << chunkBits) - 1;
/** Words of a node: its state, its parent, and choice, last task and preemptions in one. */
const words = 3;

export interface Nodes {
  readonly count: number;
  /** False when memory is used up. `ran` below 64, `used` below 256. */
  add(state: number, parent: number, choice: number, ran: number, used: number): boolean;
  state(node: number): number;
  ran(node: number): number;
  used(node: number): number;
  /** As in explore/path.ts. */
  parent(node: number): number;
  choice(node: number): number;
  setChoice(node: number, choice: number): void;
}

export function createNodes(budget: Budget): Nodes {
  const chunks: Int32Array[] = [];
  let count = 0;
  const word = (node: number, at: number): number =>
    (chunks[node >>> chunkBits] as Int32Array)[words * (node & chunkMask) + at] as number;
  return {
    get count() {
      return count;
    },
    add(state, parent, choice, ran, used) {
      if ((count & chunkMask) === 0) {
        const chunk = budget.words(words << chunkBits);
        if (!chunk) return false;
        chunks.push(chunk);
      }
      const chunk = chunks[count >>> chunkBits] as Int32Array;
      const first = words * (count & chunkMask);
      chunk[first] = state;
      chunk[first + 1] = parent;
      chunk[first + 2] = choice | (ran << 16) | (used << 22);
      count += 1;
      return true;
    },
    state: (node) => word(node, 0),
    parent: (node) => word(node, 1),
    choice: (node) => word(node, 2) & 0xffff,
    ran: (node) => (word(node, 2) >>> 16) & 63,
    used: (node) => word(node, 2) >>> 22,
    setChoice(node, choice) {
      const chunk = chunks[node >>> chunkBits] as Int32Array;
      const at = words * (node & chunkMask) + 2;
      chunk[at] = ((chunk[at] as number) & ~0xffff) | choice;
    },
  };
}
