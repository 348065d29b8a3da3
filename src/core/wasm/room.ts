// Where things are in memory beside what memory-map.ts names: tables that all threads read, and the block of one thread.
//
// The tables do not depend on the packing in size or place, so that what was reported stays so when a sweep goes on
// with a wider one. They rely on memory that is zero. A thread's block begins with its area.

import type { MemoryModel } from '../check/verdict.ts';
import type { Graph } from '../language/lower/graph.ts';
import type { AddressTable } from '../machine/address-table.ts';
import type { Layout } from '../machine/layout.ts';
import { logCapacity } from '../machine/log-capacity.ts';
import { entryBytes } from './memory-map.ts';

export interface Room {
  /** By address / 4: slot + 1 (4 bytes), 0 where no word begins. */
  readonly slots: number;
  /** By address / 4: 1 where the word lies in some object. */
  readonly covered: number;
  /** By slot: 1 where it counts for the fingerprint. */
  readonly counts: number;
  /** By slot: where and how wide it is in a record (4 bytes), see record.ts. */
  readonly packs: number;
  /** By task with several alternatives somewhere, by place: how many (2 bytes). */
  readonly alternatives: number;
  /** Tables of the persistent sets, see persistent.ts. */
  readonly sets: number;
  /** Hashes of places where nobody can run, as far as they were reported. */
  readonly stuck: number;
  /** By number of a thing that can be reported: 1 when it was. The last, as nobody knows how many there will be. */
  readonly met: number;
}

/** Entries of `Room.stuck`, a power of two; 8 bytes each. */
export const stuckEntries = 512;

export function roomAt(
  at: number,
  table: AddressTable,
  slots: number,
  alternatives: number,
  sets: number,
): Room {
  const places = { next: at };
  const take = (bytes: number): number => {
    const here = places.next;
    places.next = roundUp(here + bytes);
    return here;
  };
  return {
    slots: take(4 * table.slots.length),
    covered: take(table.covered.length),
    counts: take(slots),
    packs: take(4 * slots),
    alternatives: take(2 * alternatives),
    sets: take(sets),
    stuck: take(8 * stuckEntries),
    met: take(0),
  };
}

/** A thread's block: its lanes, each with a state; the area is the head of the first. Then what all of them use by turns. */
export interface ThreadBlock {
  /** Offsets in a lane. Masks: by task, with which others its step may conflict; see persistent.ts. */
  readonly vector: number;
  readonly masks: number;
  readonly laneBytes: number;
  /** Offsets in the block: the undo log of the last step; results of the steps of a batch, see tries.ts. */
  readonly log: number;
  readonly tries: number;
  /** Addresses of those results that pass 2 looks at, see sift.ts. */
  readonly news: number;
  /** Fingerprints that this thread met lately, see recent.ts. */
  readonly recent: number;
  readonly bytes: number;
}

/** Records that are under way at once, each in a lane: so many that the waits for what their steps lead to overlap. */
export const lanes = 32;
/** A power of two: as many as a core has near it. */
export const recentEntries = 1 << 14;
/** Bytes of the head of a lane: room for more words than `areaWord` has now, then the lane's own. */
const headBytes = 256;
/** Where in a lane: its record, bits of the actors that can run, of those with a pruned step, the end of its results; 8 bytes: the record's fingerprint. */
export const laneWord = { record: 192, able: 196, pruned: 200, triesEnd: 204, hash: 208 } as const;
/** Of an entry of the undo log: slot · value before. */
export const undoBytes = 8;

export function threadBlock(
  graph: Graph,
  layout: Layout,
  memory: MemoryModel,
  tries: number,
  tryBytes: number,
  chains: boolean,
): ThreadBlock {
  const masks = roundUp(headBytes + 4 * layout.length);
  const laneBytes = roundUp(masks + 4 * layout.tasks.length);
  const log = lanes * laneBytes;
  // The machine's log has three words for each change.
  const changes = Math.ceil(logCapacity(graph, memory) / 3) + 1;
  // Private steps come one behind the other without a cycle: what they store is in the capacity, place and registers not.
  const chained = Math.max(...layout.tasks.map(({ sites, plan }) => sites.length * (2 + plan.colourCount)));
  const afterLog = roundUp(log + undoBytes * (changes + (chains ? chained : 0)));
  const entries = lanes * tries + 1;
  const news = roundUp(afterLog + entries * tryBytes);
  const recent = roundUp(news + 4 * entries);
  const bytes = recent + entryBytes * recentEntries;
  return { vector: headBytes, masks, laneBytes, log, tries: afterLog, news, recent, bytes };
}

function roundUp(bytes: number): number {
  return (bytes + 15) & ~15;
}

/** Gaps between objects from which on two pieces take less room than one, in words. */
const longestGap = 16;

/** What the first two tables hold, piece by piece; `at` is an address / 4. Most addresses are of nothing. */
export function addressContents(table: AddressTable): readonly {
  readonly at: number;
  readonly bytes: { readonly slots: Int32Array<ArrayBuffer>; readonly covered: Uint8Array };
}[] {
  const pieces: { from: number; to: number }[] = [];
  for (let at = table.covered.indexOf(1); at >= 0; at = table.covered.indexOf(1, at + 1)) {
    const last = pieces.at(-1);
    if (last && at - last.to < longestGap) last.to = at + 1;
    else pieces.push({ from: at, to: at + 1 });
  }
  return pieces.map(({ from, to }) => ({
    at: from,
    bytes: {
      slots: table.slots.slice(from, to).map((slot) => slot + 1),
      covered: table.covered.subarray(from, to),
    },
  }));
}
