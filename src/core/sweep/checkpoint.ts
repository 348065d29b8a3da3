// A sweep that stands still, as something that can be written to a file and read back: a head, and the used memory.
//
// Promises: everything that the sweep needs is in it but what can be built again from the same lab and method; the
// caller makes sure that they are the same. Does not know files.

import { fail, ok, type Result } from '../base/result.ts';
import type { Packing } from '../wasm/memory-map.ts';
import { crewIndex, crewWord, type Ground, mostThreads, threadIndex, threadWord } from './ground.ts';
import type { SweepEvent } from './judge-events.ts';
import type { OpenMemory } from './open-pass.ts';
import { openMemory, pagesIn } from './open-pass.ts';
import { mostPages, pageBytes } from './web-assembly.ts';

/** Raised when a sweep of another build could not go on with the memory of this one. */
export const checkpointVersion = 4;

/** Plain data. */
export interface CheckpointHead {
  readonly version: number;
  readonly ground: Ground;
  readonly packing: Packing;
  /** Of the layer that is expanded, and the states there were when it began. */
  readonly depth: number;
  readonly known: number;
  readonly events: readonly SweepEvent[];
  readonly states: number;
  /** The most that took part at once: several meet states in no fixed order. */
  readonly threads: number;
  /** Time that was spent. */
  readonly ms: number;
  /** Pages of memory that are used. */
  readonly pages: number;
}

export interface SweepCheckpoint {
  readonly head: CheckpointHead;
  /** The memory from address 0, in pieces that are good until the sweep goes on. */
  pieces(): Iterable<Uint8Array>;
}

const pieceBytes = 1 << 22;

export function takeCheckpoint(
  { memory, ground, arena }: OpenMemory,
  more: Pick<CheckpointHead, 'packing' | 'depth' | 'known' | 'events' | 'states' | 'threads' | 'ms'>,
): SweepCheckpoint {
  const pages = arena.words[crewIndex(crewWord.nextPage)] as number;
  return {
    head: { version: checkpointVersion, ground, pages, ...more },
    *pieces() {
      for (let at = 0; at < pages * pageBytes; at += pieceBytes) {
        yield new Uint8Array(memory.buffer, at, Math.min(pieceBytes, pages * pageBytes - at));
      }
    },
  };
}

/** Lays the memory out as it was, and fills it. The error is a sentence. */
export function restoreMemory(
  head: CheckpointHead,
  pieces: Iterable<Uint8Array>,
  maxMemory: number,
): Result<OpenMemory, string> {
  const pages = Math.max(pagesIn(maxMemory), 0);
  if (head.pages > pages) {
    return fail(
      `it needs ${head.pages * pageBytes} bytes of memory, more than the bound of ${maxMemory} allows`,
    );
  }
  const open = openMemory(head.ground);
  if (!open) return fail('there is no memory for it');
  const { memory, ground, arena } = open;
  try {
    memory.grow(head.pages - ground.chunksAt / pageBytes);
  } catch (refusal) {
    if (!(refusal instanceof RangeError)) throw refusal;
    return fail('there is no memory for it');
  }
  const bytes = new Uint8Array(memory.buffer);
  let at = 0;
  for (const piece of pieces) {
    if (at + piece.length > head.pages * pageBytes) return fail('it is longer than it says');
    bytes.set(piece, at);
    at += piece.length;
  }
  if (at !== head.pages * pageBytes) return fail('it is shorter than it says');
  const { words } = arena;
  words[crewIndex(crewWord.grownPages)] = head.pages;
  words[crewIndex(crewWord.limitPages)] = Math.min(pages, ground.limitPages, mostPages - 1);
  for (const word of [crewWord.round, crewWord.command, crewWord.busy, crewWord.failed, crewWord.lock]) {
    words[crewIndex(word)] = 0;
  }
  // The module that is built again may have other tables, and numbers that mean other checks.
  words.fill(0, ground.roomAt / 4, ground.threadsAt / 4);
  for (let thread = 0; thread < mostThreads; thread++) {
    words[threadIndex(thread, threadWord.ready)] = 0;
    words[threadIndex(thread, threadWord.inRound)] = 0;
  }
  return ok(open);
}
