// Lays out the memory of a sweep and puts the initial state in it.
//
// Promises: undefined where the memory bound does not even allow the beginning.

import { assert } from '../base/assert.ts';
import type { Packing } from '../wasm/memory-map.ts';
import { logEntryBytes, recordHeader } from '../wasm/memory-map.ts';
import type { Arena } from './arena.ts';
import { openArena } from './arena.ts';
import type { Ground } from './ground.ts';
import { areaAt, crewIndex, crewWord, layGround, roomPlace } from './ground.ts';
import type { KernelCode, KernelMaker } from './kernel-code.ts';
import type { LinearMemory } from './web-assembly.ts';
import { createMemory, mostPages, pageBytes } from './web-assembly.ts';

export interface OpenMemory {
  readonly memory: LinearMemory;
  readonly ground: Ground;
  readonly arena: Arena;
}

/** Pages that a bound in bytes allows. */
export function pagesIn(bytes: number): number {
  return Math.max(0, Math.min(mostPages - 1, Math.floor(bytes / pageBytes)));
}

/** A call of the kernel ends where a chunk is full: large enough that this does not count. */
const leastChunk = 4 * pageBytes;

/** `identity`: slots that a record may have to hold one day. */
export function groundFor(
  code: KernelCode,
  packing: Packing,
  identity: number,
  pages: number,
  threads: number,
) {
  const { threadBytes, roomBytes, mostSuccessors, eventRoom } = code;
  const largestRecord = recordHeader + 4 * identity;
  const chunkBytes = Math.max(
    leastChunk,
    4 * mostSuccessors * packing.recordBytes,
    mostSuccessors * Math.max(largestRecord, logEntryBytes),
  );
  return layGround({ limitPages: pages, threadBytes, roomBytes, threads, chunkBytes, eventRoom });
}

export function openMemory(ground: Ground): OpenMemory | undefined {
  const pages = ground.chunksAt / pageBytes;
  const memory = pages > ground.limitPages ? undefined : createMemory(pages);
  return memory && begin(memory, ground, pages, 0);
}

/** The memory of a sweep that is over, for another one: the process need not have both. */
export function reuseMemory({ memory, arena }: OpenMemory, ground: Ground): OpenMemory | undefined {
  const grown = arena.words[crewIndex(crewWord.grownPages)] as number;
  const used = arena.words[crewIndex(crewWord.nextPage)] as number;
  const pages = Math.max(grown, ground.chunksAt / pageBytes);
  if (pages > ground.limitPages) return undefined;
  try {
    memory.grow(pages - grown);
  } catch (refusal) {
    if (!(refusal instanceof RangeError)) throw refusal;
    return undefined;
  }
  new Uint8Array(memory.buffer, 0, ground.chunksAt).fill(0);
  return begin(memory, ground, pages, used);
}

function begin(memory: LinearMemory, ground: Ground, grown: number, dirty: number): OpenMemory {
  const arena = openArena(memory, ground, dirty);
  arena.words[crewIndex(crewWord.nextPage)] = ground.chunksAt / pageBytes;
  arena.words[crewIndex(crewWord.grownPages)] = grown;
  arena.words[crewIndex(crewWord.limitPages)] = ground.limitPages;
  return { memory, ground, arena };
}

/** Every thread's vector holds the initial state between two rounds. */
export function writeVectors({ arena, ground }: OpenMemory, code: KernelCode, initial: Int32Array): void {
  for (let thread = 0; thread < ground.threads; thread++) {
    arena.words.set(initial, (areaAt(ground, thread) + code.vectorAt) / 4);
  }
}

/** Whether a kernel can work in a memory that was laid out for another one. */
export function fits(code: KernelCode, { recordBytes }: Packing, ground: Ground): boolean {
  return (
    code.threadBytes <= ground.threadBytes &&
    ground.roomAt + code.roomBytes <= ground.threadsAt &&
    code.mostSuccessors * recordBytes <= ground.chunkBytes &&
    code.eventRoom <= ground.eventBytes
  );
}

/**
 * A kernel for another packing, or with code for more places. What the old one noted in the room as said is forgotten:
 * the numbers of checks may mean others now.
 */
export function remake(
  make: KernelMaker,
  packing: Packing,
  { arena, ground }: OpenMemory,
  large: boolean,
): KernelCode {
  const made = make(packing, roomPlace(ground.limitPages), large);
  assert(made.ok, 'what has a kernel has one for every packing');
  assert(fits(made.value, packing, ground), 'there is room for wider records and more code');
  arena.words.fill(0, ground.roomAt / 4, ground.threadsAt / 4);
  return made.value;
}
