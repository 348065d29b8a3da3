// The fixed part of a sweep's memory, below the chunks: words that the threads coordinate by, directories, the module's
// room, one block for each thread. memory-map.ts says what the kernel knows of; this is what only the conductor knows.
//
// Promises: depends on its arguments only, so that a checkpoint fits the memory that is laid out again.

import { areaWord } from '../wasm/memory-map.ts';
import { pageBytes } from './web-assembly.ts';

/** Words from address `crewAt`. */
export const crewWord = {
  /** Not 0: somebody takes or gives back chunks. */
  lock: 0,
  /** First page that was never used, pages that the memory has, pages that it may have. */
  nextPage: 1,
  grownPages: 2,
  limitPages: 3,
  freeChunks: 4,
  /** The layer that is expanded: chunks in its list, how many are taken; and chunks of the next one. */
  inputs: 5,
  taken: 6,
  outputs: 7,
  /** Chunks of the log. */
  logs: 8,
  /** Threads stop once there are so many states. */
  statesWanted: 9,
  /** Raised to begin a round; what is to be done in it; helpers that are not done yet. */
  round: 10,
  command: 11,
  busy: 12,
  /** Not 0: a helper died, and said why. */
  failed: 13,
  failureLength: 14,
  /** A table that is copied into a larger one: old and new place, pieces taken. */
  oldAt: 15,
  oldMask: 16,
  newAt: 17,
  newMask: 18,
  pieces: 19,
  /** Bytes of an output chunk that are used: less than all in small layers, so that each thread gets some. */
  outputBytes: 21,
  /** Version of the module that the round is done with. */
  version: 20,
} as const;

/** Words of each thread, from `threadWordsAt`, in rows of `threadRow`. */
export const threadWord = {
  /** 1: waits for rounds. */
  ready: 0,
  /** 1: takes part in the present round and is not done. */
  inRound: 1,
  /** Changes as work is done. */
  beat: 2,
  /** The chunk that is read, and the end of its records; the chunk that is written. 0: none. */
  input: 3,
  inputEnd: 4,
  output: 5,
  /** Why it stopped early, as a `Need`. */
  need: 6,
} as const;

export const Command = { expand: 1, rehash: 2, quit: 3 } as const;
/** Why a thread ended its round early, beside being told to. */
export const Need = { nothing: 0, memory: 1, events: 2, table: 3, packing: 4, code: 5 } as const;

export const mostThreads = 16;
const crewAt = 128;
const threadWordsAt = 256;
const threadRow = 16;
const failureAt = threadWordsAt + 4 * threadRow * mostThreads;
export const mostFailureBytes = 512;
const listsAt = failureAt + mostFailureBytes;
/** Room for the events of one thread is at least this, and several times what one record needs. */
const leastEventBytes = 1 << 14;
/** What the module's room may grow by when it has code for more places. */
const roomToGrow = 1 << 18;
const areaBytes = 64 * Math.ceil(Object.keys(areaWord).length / 8);

export interface Ground {
  readonly limitPages: number;
  readonly chunkBytes: number;
  /** Byte addresses of lists of words, each with room for all chunks that there can be. */
  readonly freeAt: number;
  readonly logsAt: number;
  /** Pairs: first record, end of the records. */
  readonly inputsAt: number;
  readonly outputsAt: number;
  readonly roomAt: number;
  readonly threadsAt: number;
  readonly threadBytes: number;
  readonly threads: number;
  readonly eventsAt: number;
  readonly eventBytes: number;
  readonly chunksAt: number;
}

/** What the module needs to know before it is built. */
export function roomPlace(limitPages: number): number {
  return roundUp(listsAt + 6 * 4 * limitPages, 64);
}

export interface GroundNeeds {
  readonly limitPages: number;
  readonly roomBytes: number;
  readonly threadBytes: number;
  readonly threads: number;
  readonly chunkBytes: number;
  readonly eventRoom: number;
}

export function layGround(needs: GroundNeeds): Ground {
  const { limitPages, roomBytes, threadBytes, threads, chunkBytes } = needs;
  const list = 4 * limitPages;
  const roomAt = roomPlace(limitPages);
  const threadsAt = roundUp(roomAt + roomBytes + roomToGrow, 64);
  const perThread = roundUp(Math.max(threadBytes, areaBytes), 64);
  const eventsAt = threadsAt + threads * perThread;
  const eventBytes = roundUp(Math.max(leastEventBytes, 4 * needs.eventRoom), 64);
  return {
    limitPages,
    chunkBytes: roundUp(chunkBytes, pageBytes),
    freeAt: listsAt,
    logsAt: listsAt + list,
    inputsAt: listsAt + 2 * list,
    outputsAt: listsAt + 4 * list,
    roomAt,
    threadsAt,
    threadBytes: perThread,
    threads,
    eventsAt,
    eventBytes,
    chunksAt: roundUp(eventsAt + threads * eventBytes, pageBytes),
  };
}

export const crewIndex = (word: number): number => crewAt / 4 + word;
export const threadIndex = (thread: number, word: number): number =>
  threadWordsAt / 4 + thread * threadRow + word;
export const areaAt = (ground: Ground, thread: number): number =>
  ground.threadsAt + thread * ground.threadBytes;
export const areaIndex = (ground: Ground, thread: number, word: number): number =>
  areaAt(ground, thread) / 4 + word;
export const eventsOf = (ground: Ground, thread: number): { readonly at: number; readonly end: number } => ({
  at: ground.eventsAt + thread * ground.eventBytes,
  end: ground.eventsAt + (thread + 1) * ground.eventBytes,
});
/** Where a helper says why it died. */
export const failureBytes = { at: failureAt, length: mostFailureBytes };
/** The chunk that an address is in. */
export const chunkOf = ({ chunksAt, chunkBytes }: Ground, at: number): number =>
  at - ((at - chunksAt) % chunkBytes);
export const roundUp = (value: number, to: number): number => Math.ceil(value / to) * to;
