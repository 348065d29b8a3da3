// The thread's side of a task: the words that it shares with the pool, and the clock that stops while it rests.
//
// Promises: `cancelled` returns within milliseconds unless the task rests, and ends a rest; progress waits while
// `maxUntaken` messages have not been taken in.

import { parentPort } from 'node:worker_threads';
import { controlWord, type ThreadMessage } from './thread-protocol.ts';

const maxUntaken = 4;

export class Control {
  readonly #words: Int32Array<SharedArrayBuffer>;
  #sent = 0;
  #rested = 0;

  constructor(buffer: SharedArrayBuffer) {
    this.#words = new Int32Array(buffer);
  }

  /** Asked by whatever works, every few milliseconds. Where the task is paused, this is where it rests. */
  readonly cancelled = (): boolean => {
    if (this.wantsPause()) this.rest();
    return this.isCancelled();
  };

  /** The same for what rests by itself. */
  readonly isCancelled = (): boolean => this.#is('cancelled');

  readonly wantsPause = (): boolean => this.#is('paused');

  readonly rest = (): void => {
    const from = performance.now();
    while (this.#is('paused') && !this.#is('cancelled')) {
      Atomics.wait(this.#words, controlWord.paused, 1, 1000);
    }
    this.#rested += performance.now() - from;
  };

  /** Milliseconds, without those that it rested. */
  readonly now = (): number => performance.now() - this.#rested;

  /** Sleeps, but wakes up when the task is cancelled. */
  sleep(milliseconds: number): void {
    Atomics.wait(this.#words, controlWord.cancelled, 0, milliseconds);
  }

  send(message: ThreadMessage): void {
    parentPort?.postMessage(message);
  }

  /** Reports, then waits until the receiver is no more than `maxUntaken` behind. */
  report(progress: unknown): void {
    this.send({ kind: 'progress', progress });
    this.#sent += 1;
    for (;;) {
      const taken = Atomics.load(this.#words, controlWord.taken);
      if (this.#sent - taken < maxUntaken || this.#is('cancelled')) return;
      Atomics.wait(this.#words, controlWord.taken, taken, 1000);
    }
  }

  #is(word: 'cancelled' | 'paused'): boolean {
    return Atomics.load(this.#words, controlWord[word]) !== 0;
  }
}
