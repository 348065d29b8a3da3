// Collects what a replay does as growing columns, and hands them out: a chunk of new steps, or the whole run.
//
// Promises: `run()` equals the chunks put together. Columns that go out are copies with buffers of their own.

import type { LedgerColumns, StepColumns, WriteColumns } from '../trace/run.ts';
import { growingInt32, growingUint8, growingUint32 } from './growing.ts';

export interface StepRow {
  readonly task: number;
  readonly site: number;
  readonly alternative: number;
  readonly readAddress: number;
  readonly readValue: number;
}

export class Recorder {
  #task = growingUint8();
  #site = growingUint32();
  #alternative = growingUint8();
  #firstWrite = growingUint32();
  #firstLedger = growingUint32();
  #readAddress = growingInt32();
  #readValue = growingInt32();
  #writeAddress = growingInt32();
  #writeBefore = growingInt32();
  #writeAfter = growingInt32();
  #ledgerPage = growingUint8();
  #ledgerHolder = growingUint8();
  #ledgerDelta = growingInt32();

  constructor() {
    this.#firstWrite.push(0);
    this.#firstLedger.push(0);
  }

  get length(): number {
    return this.#task.length;
  }

  write(address: number, before: number, after: number): void {
    this.#writeAddress.push(address);
    this.#writeBefore.push(before);
    this.#writeAfter.push(after);
  }

  ledger(page: number, holder: number, delta: number): void {
    this.#ledgerPage.push(page);
    this.#ledgerHolder.push(holder);
    this.#ledgerDelta.push(delta);
  }

  /** Closes a step: the writes and ledger entries since the last one are its own. */
  step(row: StepRow): void {
    this.#task.push(row.task);
    this.#site.push(row.site);
    this.#alternative.push(row.alternative);
    this.#readAddress.push(row.readAddress);
    this.#readValue.push(row.readValue);
    this.#firstWrite.push(this.#writeAddress.length);
    this.#firstLedger.push(this.#ledgerPage.length);
  }

  /** Steps from `from` on; first rows count from the first row that is handed out. */
  columns(from: number): { steps: StepColumns; writes: WriteColumns; ledger: LedgerColumns } {
    const write = this.#firstWrite.at(from);
    const ledger = this.#firstLedger.at(from);
    return {
      steps: {
        length: this.length - from,
        task: this.#task.slice(from),
        site: this.#site.slice(from),
        alternative: this.#alternative.slice(from),
        firstWrite: this.#firstWrite.slice(from).map((row) => row - write),
        firstLedger: this.#firstLedger.slice(from).map((row) => row - ledger),
        readAddress: this.#readAddress.slice(from),
        readValue: this.#readValue.slice(from),
      },
      writes: {
        length: this.#writeAddress.length - write,
        address: this.#writeAddress.slice(write),
        before: this.#writeBefore.slice(write),
        after: this.#writeAfter.slice(write),
      },
      ledger: {
        length: this.#ledgerPage.length - ledger,
        page: this.#ledgerPage.slice(ledger),
        holder: this.#ledgerHolder.slice(ledger),
        delta: this.#ledgerDelta.slice(ledger),
      },
    };
  }
}
