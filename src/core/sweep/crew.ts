// Helpers of a sweep: threads that the caller provides. The conductor starts them when a search turns out to be large,
// gives them modules, and leads them in rounds through words of the shared memory.
//
// Promises of a caller: each helper calls `helpSweep` (crew-member.ts) on a thread of its own. Promises of the conductor: it
// does not wait for helpers that have not come yet, and never for ever for one that is gone: that is a `CrewLost`.

import type { Arena } from './arena.ts';
import type { Ground } from './ground.ts';
import { Command, crewIndex, crewWord, failureBytes, threadIndex, threadWord } from './ground.ts';
import type { Sliced } from './sliced.ts';
import { aloneIndex, stopIndex } from './thread-work.ts';
import type { CompiledModule, LinearMemory } from './web-assembly.ts';

export interface HelperJob {
  readonly memory: LinearMemory;
  readonly ground: Ground;
}

/** The kernel that rounds of this version are done with. */
export interface CrewModule {
  readonly version: number;
  readonly module: CompiledModule;
  readonly recordBytes: number;
  readonly mostSuccessors: number;
}

export interface Crew {
  /** So many helpers may be asked for soon. */
  expect?(count: number): void;
  /** Some were asked to be expected, and may be there before the first state. */
  areExpected?(): boolean;
  /** In the background: helpers 1 … `count`. */
  start(count: number, job: HelperJob): void;
  /** To every helper, in this order. */
  publish(module: CrewModule): void;
  /** They have been told to end; they are not needed any more. */
  stop(): void;
  /** The search is over, and its memory, so many bytes, is not needed any more once the answer is given. */
  over?(used: number): void;
  /** Milliseconds without a sign of work after which a helper counts as dead; ten seconds where it does not say. */
  readonly patience?: number;
}

/** For searches with one thread. */
export const noCrew: Crew = {
  start: () => undefined,
  publish: () => undefined,
  stop: () => undefined,
};

/** A helper died in the middle of its work: the memory is not to be trusted any more. */
export class CrewLost extends Error {
  override readonly name = 'CrewLost';
}

export interface Rounds {
  /** `own` is the conductor's share; helpers take part where `wide`. Returns when all are done. */
  run(command: number, wide: boolean, own: () => Sliced<void>, waiting: () => void): Sliced<void>;
  quit(): void;
  /** Helpers that took part in some round. */
  readonly helped: number;
}

const waitMilliseconds = 10;
const defaultPatience = 10_000;

/** Above this share of the time spent in waiting, one helper less is asked; below, one more. */
const tooMuchWaiting = 0.5;
const littleWaiting = 0.2;
/** After so many rounds without any, one is asked again. */
const roundsUntilNext = 32;
/** Weight of the last round in the share. */
const lastRound = 0.25;

/** `patience`: after a third of it without a sign they are told to stop, which they do between two records. */
export function leadRounds(
  arena: Arena,
  ground: Ground,
  now: () => number,
  patience = defaultPatience,
): Rounds {
  const waitsToLose = patience / waitMilliseconds;
  const { words } = arena;
  const busy = crewIndex(crewWord.busy);
  const release = (command: number) => {
    words[crewIndex(crewWord.command)] = command;
    Atomics.add(words, crewIndex(crewWord.round), 1);
    Atomics.notify(words, crewIndex(crewWord.round));
  };
  const helpers = Array.from({ length: ground.threads - 1 }, (_, index) => index + 1);
  const beats = () =>
    helpers.reduce((sum, thread) => (sum + (words[threadIndex(thread, threadWord.beat)] as number)) | 0, 0);
  const failIfLost = () => {
    if (Atomics.load(words, crewIndex(crewWord.failed)) !== 0) throw new CrewLost(readFailure(words));
  };
  function* waitForAll(waiting: () => void): Sliced<void> {
    let left = Atomics.load(words, busy);
    let known = beats();
    for (let idle = 0; left !== 0; idle++) {
      Atomics.wait(words, busy, left, waitMilliseconds);
      failIfLost();
      waiting();
      const now = beats();
      const leftNow = Atomics.load(words, busy);
      if (now !== known || leftNow !== left) idle = 0;
      known = now;
      left = leftNow;
      if (idle > waitsToLose / 3) Atomics.store(words, stopIndex, 1);
      if (idle > waitsToLose) throw new CrewLost('A thread of the search does not answer any more.');
      yield;
    }
    failIfLost();
  }

  // A helper that gets no processor holds up everybody at the end of each round: on a busy machine fewer are faster.
  let asked = helpers.length;
  let waitingShare = 0;
  let roundsAlone = 0;
  let helped = 0;
  const settleNumber = (began: number, done: number) => {
    const ended = now();
    if (ended > began) waitingShare += lastRound * ((ended - done) / (ended - began) - waitingShare);
    if (waitingShare > tooMuchWaiting && asked > 0) asked -= 1;
    else if (waitingShare < littleWaiting && asked < helpers.length) asked += 1;
    else return;
    waitingShare = (tooMuchWaiting + littleWaiting) / 2;
  };

  return {
    *run(command, wide, own, waiting) {
      let count = 0;
      const began = now();
      for (const thread of helpers) {
        words[threadIndex(thread, threadWord.need)] = 0;
        const isReady = Atomics.load(words, threadIndex(thread, threadWord.ready)) === 1;
        const hasWork = words[threadIndex(thread, threadWord.input)] !== 0;
        const takesPart = isReady && (hasWork || (wide && thread <= asked));
        words[threadIndex(thread, threadWord.inRound)] = takesPart ? 1 : 0;
        if (takesPart) count += 1;
      }
      words[threadIndex(0, threadWord.need)] = 0;
      Atomics.store(words, stopIndex, 0);
      Atomics.store(words, busy, count);
      words[aloneIndex] = count === 0 ? 1 : 0;
      if (count > 0) release(command);
      helped = Math.max(helped, count);
      yield* own();
      const done = now();
      yield* waitForAll(waiting);
      if (count > 0) settleNumber(began, done);
      else if (wide && asked === 0 && ++roundsAlone % roundsUntilNext === 0) asked = 1;
    },
    quit: () => release(Command.quit),
    get helped() {
      return helped;
    },
  };
}

/** A helper's last words. */
export function writeFailure(words: Int32Array, message: string): void {
  const length = Math.min(message.length, failureBytes.length / 2);
  for (let at = 0; at < length; at++) {
    const index = failureBytes.at / 4 + (at >> 1);
    words[index] = (words[index] as number) | (message.charCodeAt(at) << (16 * (at & 1)));
  }
  words[crewIndex(crewWord.failureLength)] = length;
  Atomics.store(words, crewIndex(crewWord.failed), 1);
}

function readFailure(words: Int32Array): string {
  const length = words[crewIndex(crewWord.failureLength)] as number;
  const units = Array.from({ length }, (_, at) => {
    const word = words[failureBytes.at / 4 + (at >> 1)] as number;
    return (word >>> (16 * (at & 1))) & 0xffff;
  });
  return `A thread of the search died: ${String.fromCharCode(...units)}`;
}
