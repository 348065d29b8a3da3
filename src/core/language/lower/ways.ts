// Walks a graph backwards from where a register is read first in a block to the blocks that set it.
//
// Promises: a block is looked at once for a register, however often that is walked; counts at how many blocks registers
// are found alive.

import type { Draft } from './code.ts';
import type { Register } from './graph.ts';

export class Ways {
  /** How many registers are alive at the entries of blocks, as far as they were walked: of each block all that are. */
  alive = 0;
  /** By block: where the blocks that lead to it begin in `#sources`. */
  readonly #first: Int32Array;
  readonly #sources: Int32Array;
  /** By register: blocks at whose entry it is alive. */
  readonly #aliveAt = new Map<Register, number[]>();
  /** By block: the register, plus one, that was found alive or set there last. */
  readonly #seen: Int32Array;
  readonly #sets: Int32Array;

  constructor(drafts: readonly Draft[], order: readonly number[]) {
    this.#first = new Int32Array(drafts.length + 1);
    this.#seen = new Int32Array(drafts.length);
    this.#sets = new Int32Array(drafts.length);
    // Each first lies where its list ends, and goes back to where it begins while that is filled in.
    eachWay(drafts, order, (_, to) => {
      this.#first[to]! += 1;
    });
    for (let block = 1; block <= drafts.length; block++)
      this.#first[block]! += this.#first[block - 1] as number;
    this.#sources = new Int32Array(this.#first[drafts.length] as number);
    eachWay(drafts, order, (from, to) => {
      this.#sources[--this.#first[to]!] = from;
    });
  }

  /**
   * `open`: blocks that read the register before they set it; those that were walked are taken out. `meet` is given each
   * block of `setIn` from which the value comes, and says whether to go on. Gives the number of blocks at whose entry the
   * register is known to be alive.
   */
  walk(
    register: Register,
    setIn: readonly number[],
    open: number[],
    meet: (block: number) => boolean,
  ): number {
    const mark = register + 1;
    const alive = this.#aliveAt.get(register) ?? [];
    this.#aliveAt.set(register, alive);
    for (let at = 0; at < alive.length; at++) this.#seen[alive[at] as number] = mark;
    for (let at = 0; at < setIn.length; at++) this.#sets[setIn[at] as number] = mark;
    const had = alive.length;
    let goesOn = true;
    for (let block = open.pop(); block !== undefined && goesOn; block = open.pop()) {
      if (this.#seen[block] === mark) continue;
      this.#seen[block] = mark;
      alive.push(block);
      const end = this.#first[block + 1] as number;
      for (let at = this.#first[block] as number; at < end; at++) {
        const source = this.#sources[at] as number;
        if (this.#sets[source] === mark) goesOn = meet(source);
        else open.push(source);
      }
    }
    this.alive += alive.length - had;
    return alive.length;
  }
}

function eachWay(
  drafts: readonly Draft[],
  order: readonly number[],
  visit: (from: number, to: number) => void,
): void {
  for (let position = 0; position < order.length; position++) {
    const index = order[position] as number;
    const { exit } = drafts[index] as Draft;
    if (exit.kind === 'goto') visit(index, exit.target);
    else if (exit.kind === 'branch') {
      visit(index, exit.then);
      if (exit.else !== exit.then) visit(index, exit.else);
    }
  }
}
