// Takes down what the steps of one site do, while they are tried: touches, ways on, what can go wrong.
//
// Promises: only grows. A slot is told to `depends` when the site first asks for its value.

import type { TaskGraph } from '../language/lower/graph.ts';
import type { AccessAnalysis } from './analysis.ts';

/** A private bit beside those of `Touch`: what the step does depends on the word's value. */
const depended = 64;

export class SiteRecord {
  readonly block: number;
  readonly touches = new Map<number, number>();
  readonly next = new Set<number>();
  imprecise = false;
  mayBlock = false;
  mayFail = false;
  mayWarn = false;
  mayPrune = false;
  alternatives = 1;

  constructor(block: number) {
    this.block = block;
  }

  touch(slot: number, kind: number): void {
    const old = this.touches.get(slot) ?? 0;
    if ((old | kind) !== old) this.touches.set(slot, old | kind);
  }

  /** True the first time. */
  depend(slot: number): boolean {
    const old = this.touches.get(slot) ?? 0;
    if ((old & depended) !== 0) return false;
    this.touches.set(slot, old | depended);
    return true;
  }

  footprint() {
    const kinds = depended - 1;
    const slots = [...this.touches].filter(([, touches]) => (touches & kinds) !== 0);
    slots.sort(([a], [b]) => a - b);
    return {
      slots: Int32Array.from(slots, ([slot]) => slot),
      touches: Uint8Array.from(slots, ([, touches]) => touches & kinds),
      imprecise: this.imprecise,
    };
  }
}

interface AccessRecord {
  readonly slots: Set<number>;
  mayFault: boolean;
}

/** Of the blocks of one task, whatever step they are part of. */
export class CodeRecord {
  readonly reached: Uint8Array;
  /** By block: bit 0 where `then` is taken, bit 1 where `else` is. */
  private readonly sides: Uint8Array;
  private readonly accesses = new Map<number, AccessRecord[]>();

  constructor(task: Pick<TaskGraph, 'blocks'>) {
    this.reached = new Uint8Array(task.blocks.length);
    this.sides = new Uint8Array(task.blocks.length);
  }

  take(block: number, side: 'then' | 'else'): void {
    (this.sides[block] as number) |= side === 'then' ? 1 : 2;
  }

  takes(block: number, side: 'then' | 'else'): boolean {
    return ((this.sides[block] as number) & (side === 'then' ? 1 : 2)) !== 0;
  }

  go(block: number, at: number, slot: number): void {
    this.record(block, at).slots.add(slot);
  }

  fault(block: number, at: number): void {
    this.record(block, at).mayFault = true;
  }

  access(block: number, at: number): AccessAnalysis | undefined {
    const record = this.accesses.get(block)?.[at];
    return record && { slots: [...record.slots].sort((a, b) => a - b), mayFault: record.mayFault };
  }

  private record(block: number, at: number): AccessRecord {
    let inBlock = this.accesses.get(block);
    if (inBlock === undefined) {
      inBlock = [];
      this.accesses.set(block, inBlock);
    }
    let record = inBlock[at];
    if (record === undefined) {
      record = { slots: new Set(), mayFault: false };
      inBlock[at] = record;
    }
    return record;
  }
}
