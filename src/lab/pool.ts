// Owns the worker threads: gives each task to a free one, stops what must stop, replaces what died.
//
// Promises: a task settles exactly once; after `cancel` within `patience` milliseconds, if need be by ending the
// thread; a thread that crashes or runs out of memory becomes a Failure with a remedy and is replaced.
// Does not: know what the tasks compute.

import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { failure } from '../contract/problems.ts';
import type { Job, Outcome } from '../contract/table.ts';
import { goodLibrary } from '../core/language/check/known-good.ts';
import {
  controlWord,
  type ThreadMessage,
  type ThreadRequest,
  type ThreadResults,
  type ThreadStart,
  type ThreadTask,
} from './thread-protocol.ts';

export interface PoolOptions {
  /** The built worker, a JavaScript file. */
  readonly workerFile: string | URL;
  readonly size: number;
  /** Megabytes of heap for one thread; the search accounts for its own arrays beside it. */
  readonly heapMegabytes: number;
  /** Told to every thread at its start. */
  readonly start: Omit<ThreadStart, 'sweepFile'>;
}

interface Task {
  readonly request: ThreadRequest;
  readonly control: Int32Array<SharedArrayBuffer>;
  readonly progress: (progress: unknown) => Promise<void>;
  readonly settle: (outcome: Outcome<unknown>) => void;
  thread: Worker | undefined;
}

/**
 * A cancelled search looks every few milliseconds and answers long before this, with all that it found. The rest is for
 * a machine so busy that the thread hardly runs: ending it would throw away what a person waited for.
 */
const patience = 500;
/** Another program ends in its own time. */
const patienceWithSpin = 2000;
/** Gigabytes are written. */
const patienceToKeep = 120_000;
const youngMegabytes = 96;

export class Pool {
  readonly #options: PoolOptions;
  readonly #start: ThreadStart;
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Task>();
  readonly #queue: Task[] = [];
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    const good = goodLibrary(options.start.kernel);
    this.#start = {
      ...options.start,
      sweepFile: sweepFileBeside(options.workerFile),
      ...(good !== undefined && { good }),
    };
  }

  run<K extends ThreadRequest['kind']>(
    request: Extract<ThreadRequest, { readonly kind: K }>,
    progress: (progress: ThreadResults[K]['progress']) => Promise<void>,
  ): Job<ThreadResults[K]['result']> {
    let settle: Task['settle'] = () => undefined;
    // The thread answers a request with the result of its kind.
    const done = new Promise<Outcome<unknown>>((resolve) => {
      settle = resolve;
    }) as Promise<Outcome<ThreadResults[K]['result']>>;
    const task: Task = {
      request,
      control: new Int32Array(new SharedArrayBuffer(4 * Object.keys(controlWord).length)),
      progress: progress as Task['progress'],
      settle,
      thread: undefined,
    };
    if (this.#closed) settle(failure('cancelled', 'The lab is closing.', 'Start pinlab again.'));
    else this.#queue.push(task);
    this.#next();
    return {
      done,
      cancel: () => this.#cancel(task),
      pause: (paused) => tell(task, 'paused', paused ? 1 : 0),
    };
  }

  /** Starts one thread before it is needed, so that the first answer does not wait for it. */
  warm(): void {
    if (this.#idle.length + this.#busy.size === 0) this.#idle.push(this.#spawn());
  }

  async close(): Promise<void> {
    this.#closed = true;
    const gone = failure('cancelled', 'The lab is closing.', 'Start pinlab again.');
    for (const task of this.#queue.splice(0)) task.settle(gone);
    const threads = [...this.#idle.splice(0), ...this.#busy.keys()];
    for (const task of this.#busy.values()) task.settle(gone);
    this.#busy.clear();
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  #next(): void {
    while (this.#queue.length > 0 && this.#busy.size < this.#options.size) {
      const task = this.#queue.shift();
      if (task === undefined) return;
      const thread = this.#idle.pop() ?? this.#spawn();
      task.thread = thread;
      // A thread at work keeps the process alive, an idle one does not.
      thread.ref();
      this.#busy.set(thread, task);
      const message: ThreadTask = { request: task.request, control: task.control.buffer };
      thread.postMessage(message);
    }
  }

  #spawn(): Worker {
    const thread = new Worker(this.#options.workerFile, {
      workerData: this.#start,
      // Programs and graphs live for one task: with more room for the young, most of them never have to be moved.
      resourceLimits: {
        maxOldGenerationSizeMb: this.#options.heapMegabytes,
        maxYoungGenerationSizeMb: youngMegabytes,
      },
    });
    thread.unref();
    thread.on('message', (message: ThreadMessage) => this.#receive(thread, message));
    thread.on('error', (error: Error & { readonly code?: string }) => this.#died(thread, error));
    thread.on('exit', () => this.#died(thread, undefined));
    return thread;
  }

  #receive(thread: Worker, message: ThreadMessage): void {
    const task = this.#busy.get(thread);
    if (task === undefined) return;
    if (message.kind === 'progress') {
      void task.progress(message.progress).then(() => {
        Atomics.add(task.control, controlWord.taken, 1);
        Atomics.notify(task.control, controlWord.taken);
      });
      return;
    }
    this.#busy.delete(thread);
    thread.unref();
    if (!this.#closed) this.#idle.push(thread);
    task.settle(message.outcome);
    this.#next();
  }

  #died(thread: Worker, error: (Error & { readonly code?: string }) | undefined): void {
    const idle = this.#idle.indexOf(thread);
    if (idle >= 0) this.#idle.splice(idle, 1);
    const task = this.#busy.get(thread);
    this.#busy.delete(thread);
    task?.settle(explainDeath(error));
    this.#next();
  }

  #cancel(task: Task): void {
    const waiting = this.#queue.indexOf(task);
    if (waiting >= 0) {
      this.#queue.splice(waiting, 1);
      task.settle(failure('cancelled', 'Stopped before it began.', 'Start it again when you want it.'));
      return;
    }
    const { thread } = task;
    if (thread === undefined || this.#busy.get(thread) !== task) return;
    tell(task, 'cancelled', 1);
    tell(task, 'paused', 0);
    Atomics.notify(task.control, controlWord.taken);
    setTimeout(() => {
      if (this.#busy.get(thread) !== task) return;
      this.#busy.delete(thread);
      task.settle(
        failure(
          'cancelled',
          'Stopped. It did not end by itself in time, so what it had found is lost.',
          'Start it again, with lower bounds if it takes too long.',
        ),
      );
      void thread.terminate();
      this.#next();
    }, patienceWith(task.request));
  }
}

function patienceWith(request: ThreadRequest): number {
  if (request.kind !== 'explore') return patience;
  if (request.checkpoint?.save !== undefined) return patienceToKeep;
  return request.method?.kind === 'spin' ? patienceWithSpin : patience;
}

/** The thread file of sweeps, built beside the worker. */
export function sweepFileBeside(workerFile: string | URL): string {
  const path = typeof workerFile === 'string' ? workerFile : fileURLToPath(workerFile);
  return path.replace(/worker(\.m?js)$/, 'sweep-thread$1');
}

/** The thread may sleep on the word. */
function tell({ control }: Task, word: keyof typeof controlWord, value: number): void {
  Atomics.store(control, controlWord[word], value);
  Atomics.notify(control, controlWord[word]);
}

function explainDeath(error: (Error & { readonly code?: string }) | undefined): Outcome<never> {
  if (error?.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return failure(
      'crashed',
      'The lab ran out of memory at this.',
      'Lower the bounds (states, steps of a run) or make the lab smaller: fewer tasks, pages or steps.',
    );
  }
  return failure(
    'crashed',
    `The lab's thread ended${error === undefined ? '' : `: ${error.message}`}.`,
    'It has been started anew; try again. If it happens again, report it with the text of the lab.',
  );
}
