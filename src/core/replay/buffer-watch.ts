// Follows the store buffers through a run: which step put each waiting store there, and what waits after each step.
//
// Promises: a store keeps the place that it comes from until it becomes visible. Records nothing where the memory
// model has no buffers.

import type { Machine, Pending } from '../machine/machine.ts';
import { fieldName, fieldsOfWord, hex } from '../trace/names.ts';
import { pendingOperations } from '../trace/pending-at.ts';
import type { PendingColumns, RunSite } from '../trace/run.ts';
import { spokenOf } from '../trace/spoken.ts';
import { growingInt32, growingUint8, growingUint32 } from './growing.ts';

interface Waiting {
  readonly store: Pending;
  readonly from: RunSite;
}

export class BufferWatch {
  readonly #machine: Machine;
  /** By actor. */
  readonly #waiting = new Map<number, readonly Waiting[]>();
  #firstEntry = growingUint32();
  #put = growingUint8();
  #cpu = growingUint8();
  #address = growingInt32();
  #operation = growingUint8();
  #mask = growingInt32();
  #value = growingInt32();

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#firstEntry.push(0);
    machine.actors.forEach(({ kind }, actor) => {
      if (kind === 'buffer') this.#waiting.set(actor, []);
    });
  }

  /** The place of a store that may become visible now. */
  siteOf(actor: number, store: Pending): RunSite {
    const { address, key } = store;
    const { objects } = this.#machine.graph.memory;
    const from = this.#waiting.get(actor)?.find((one) => isSame(one.store, store))?.from;
    const cpu = this.#machine.actors[actor]?.cpu ?? 0;
    const fields = fieldsOfWord(objects, address);
    const word = fields.length > 0 ? fieldName(spokenOf(fields, from?.text ?? '')) : hex(address);
    return {
      ...(from ?? nowhere),
      task: actor,
      function: key,
      lineInFunction: 0,
      ordinal: 1,
      operation: 'drain',
      text: `CPU ${cpu}'s store buffer: ${word} becomes visible`,
      calls: [],
    };
  }

  /** A step is done, at this place. */
  after(state: Int32Array, site: RunSite): void {
    if (this.#machine.memory === 'SC') return;
    let put = 0;
    let row = 0;
    for (const [actor, waited] of this.#waiting) {
      // Of two equal stores the older one has gone.
      const gone = site.task === actor ? waited.findIndex(({ store }) => store.key === site.function) : -1;
      const before = waited.filter((_, at) => at !== gone);
      // What was there and still is comes in the same order; the rest is new.
      let old = 0;
      const now = this.#machine.pending(state, actor).map((store): Waiting => {
        row += 1;
        let at = old;
        while (at < before.length && !isSame(before[at]?.store, store)) at += 1;
        const known = before[at];
        if (!known) {
          put = row;
          return { store, from: site };
        }
        old = at + 1;
        return known;
      });
      this.#waiting.set(actor, now);
      for (const { store } of now) this.#record(this.#machine.actors[actor]?.cpu ?? 0, store);
    }
    this.#put.push(put);
    this.#firstEntry.push(this.#cpu.length);
  }

  /** Columns from step `from` on; undefined where there are no buffers. */
  columns(from: number): PendingColumns | undefined {
    if (this.#machine.memory === 'SC') return undefined;
    const row = this.#firstEntry.at(from);
    return {
      length: this.#cpu.length - row,
      firstEntry: this.#firstEntry.slice(from).map((first) => first - row),
      put: this.#put.slice(from),
      cpu: this.#cpu.slice(row),
      address: this.#address.slice(row),
      operation: this.#operation.slice(row),
      mask: this.#mask.slice(row),
      value: this.#value.slice(row),
    };
  }

  #record(cpu: number, { address, operation, mask, value }: Pending): void {
    this.#cpu.push(cpu);
    this.#address.push(address);
    this.#operation.push(pendingOperations.indexOf(operation));
    this.#mask.push(mask);
    this.#value.push(value);
  }
}

/** Where a store comes from nobody has watched. */
const nowhere = { file: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };

function isSame(one: Pending | undefined, other: Pending): boolean {
  return (
    one !== undefined &&
    one.address === other.address &&
    one.operation === other.operation &&
    one.mask === other.mask &&
    one.value === other.value
  );
}
