// The transitions of a search, kept only where a `can-still` property asks which states can reach which.
//
// Successors of state 0, 1, 2 … one after another, with the place where each state's begin. Promises: memory is
// reserved before it is allocated. A state whose runs may leave what was explored (it violates another property, a
// step of it ended in a finding, it was never expanded) counts as one from which everything can be reached.

import type { Budget } from './budget.ts';

const chunkSize = 1 << 16;
/** Items between two questions whether to stop. */
const pollMask = (1 << 14) - 1;

export interface EdgeList {
  /** A successor of the state that is being expanded. */
  add(to: number): void;
  /** The state's runs can leave what is explored. */
  leave(state: number): void;
  /** The state is expanded; states are closed in ascending order. False when memory is used up. */
  close(state: number): boolean;
  /**
   * 1 for each of `count` states that can reach one of the `goals`, or can leave. Undefined when there is no memory
   * for it, or `stop`, which is asked now and then, says so.
   */
  canReach(goals: (state: number) => boolean, count: number, stop: () => boolean): Uint8Array | undefined;
}

export function createEdgeList(budget: Budget): EdgeList {
  const from = growing(budget);
  const to = growing(budget);
  const leaving = growing(budget);
  let expanding: number[] = [];
  let closed = 0;
  /** Something could not be kept: nothing can be said any more. */
  let torn = false;

  return {
    add(target) {
      expanding.push(target);
    },
    leave(state) {
      torn ||= !leaving.push(state);
    },
    close(state) {
      for (const target of expanding) torn ||= !from.push(state) || !to.push(target);
      expanding = [];
      closed = state + 1;
      return !torn;
    },
    canReach(goals, count, stop) {
      const reach = budget.bytes(count);
      const ends = budget.words(count + 1);
      const before = budget.words(to.length);
      const open = budget.words(count);
      if (torn || !reach || !ends || !before || !open) return undefined;
      // Predecessors by state: counted, summed up to where each state's begin, and filled in, which moves that to
      // where they end: those of state s are then from ends[s - 1] to ends[s].
      for (let edge = 0; edge < to.length; edge++) (ends[to.at(edge) + 1] as number) += 1;
      for (let state = 0; state < count; state++) (ends[state + 1] as number) += ends[state] as number;
      for (let edge = 0; edge < to.length; edge++) {
        if ((edge & pollMask) === 0 && stop()) return undefined;
        const target = to.at(edge);
        before[ends[target] as number] = from.at(edge);
        (ends[target] as number) += 1;
      }
      let waiting = 0;
      const mark = (state: number) => {
        if (reach[state] !== 0) return;
        reach[state] = 1;
        open[waiting] = state;
        waiting += 1;
      };
      for (let index = 0; index < leaving.length; index++) mark(leaving.at(index));
      for (let state = 0; state < count; state++) {
        if ((state & pollMask) === 0 && stop()) return undefined;
        if (state >= closed || goals(state)) mark(state);
      }
      while (waiting > 0) {
        waiting -= 1;
        const state = open[waiting] as number;
        const first = state === 0 ? 0 : (ends[state - 1] as number);
        for (let at = first; at < (ends[state] as number); at++) mark(before[at] as number);
      }
      budget.release(ends.byteLength + before.byteLength + open.byteLength);
      return reach;
    },
  };
}

interface Growing {
  readonly length: number;
  at(index: number): number;
  push(value: number): boolean;
}

function growing(budget: Budget): Growing {
  const chunks: Int32Array[] = [];
  let length = 0;
  return {
    get length() {
      return length;
    },
    at: (index) => (chunks[Math.floor(index / chunkSize)] as Int32Array)[index % chunkSize] as number,
    push(value) {
      if (length % chunkSize === 0) {
        const chunk = budget.words(chunkSize);
        if (!chunk) return false;
        chunks.push(chunk);
      }
      (chunks[Math.floor(length / chunkSize)] as Int32Array)[length % chunkSize] = value;
      length += 1;
      return true;
    },
  };
}
