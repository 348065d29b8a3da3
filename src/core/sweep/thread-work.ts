// What one thread does in a round: takes chunks of the layer, expands their records, hands over chunks of the next
// layer; or copies pieces of the visited set into a larger one.
//
// Promises: leaves everything that the next round needs in shared memory, so that a round can end between any two
// records and another thread count or another process can go on. The same code for the conductor and its helpers.

import { assert } from '../base/assert.ts';
import type { Kernel } from '../wasm/memory-map.ts';
import { areaWord, entryBytes, logEntryBytes, Status, sharedAt, sharedWord } from '../wasm/memory-map.ts';
import type { Arena } from './arena.ts';
import type { Ground } from './ground.ts';
import {
  areaIndex,
  chunkOf,
  crewIndex,
  crewWord,
  eventsOf,
  Need,
  threadIndex,
  threadWord,
} from './ground.ts';

export interface ThreadWork {
  /** Before the slices of a round. */
  beginExpanding(): void;
  /** One slice of so many records. False: there was nothing left to do, or it is told to stop. */
  expand(kernel: Kernel, records: number): boolean;
  /** Copies one piece. False: all are copied or somebody does them, or it is told to stop. */
  rehash(kernel: Kernel): boolean;
  /** Room for what one more record can lead to. False: no memory. */
  makeRoom(): boolean;
  /** Hands over the chunk that is written, if there is something in it. */
  closeOutput(): void;
}

export interface RecordNeeds {
  readonly recordBytes: number;
  /** New states that one record can lead to. */
  readonly mostSuccessors: number;
}

/** Entries of the old table that a thread takes at once. */
const pieceEntries = 1 << 14;
export const stopIndex = sharedAt / 4 + sharedWord.stop;
export const aloneIndex = sharedAt / 4 + sharedWord.alone;

export function threadWork(
  arena: Arena,
  ground: Ground,
  thread: number,
  { recordBytes, mostSuccessors }: RecordNeeds,
): ThreadWork {
  const { words } = arena;
  const area = (word: number) => areaIndex(ground, thread, word);
  const own = (word: number) => threadIndex(thread, word);
  const crew = crewIndex;
  const statesAt = Array.from({ length: ground.threads }, (_, each) =>
    areaIndex(ground, each, areaWord.states),
  );
  const perLog = ground.chunkBytes / logEntryBytes;
  const events = eventsOf(ground, thread);
  const get = (index: number) => (words[index] as number) >>> 0;

  const stopWith = (need: number): false => {
    words[own(threadWord.need)] = need;
    Atomics.store(words, stopIndex, 1);
    return false;
  };
  const states = () => statesAt.reduce((sum, index) => sum + get(index), 0);

  const closeOutput = () => {
    const chunk = get(own(threadWord.output));
    if (chunk === 0) return;
    words[own(threadWord.output)] = 0;
    const end = get(area(areaWord.outAt));
    words[area(areaWord.outAt)] = 0;
    words[area(areaWord.outEnd)] = 0;
    if (end === chunk) {
      arena.give(chunk);
      return;
    }
    const place = ground.outputsAt / 4 + 2 * Atomics.add(words, crew(crewWord.outputs), 1);
    words[place] = chunk;
    words[place + 1] = end;
  };
  const makeRoom = (): boolean => {
    if (get(area(areaWord.outEnd)) - get(area(areaWord.outAt)) < mostSuccessors * recordBytes) {
      const chunk = arena.take();
      if (chunk === 0) return false;
      closeOutput();
      words[own(threadWord.output)] = chunk;
      words[area(areaWord.outAt)] = chunk;
      const used = Math.max(get(crew(crewWord.outputBytes)), mostSuccessors * recordBytes);
      words[area(areaWord.outEnd)] = chunk + Math.min(used, ground.chunkBytes);
    }
    if (get(area(areaWord.lastNumber)) - get(area(areaWord.nextNumber)) >= mostSuccessors) return true;
    const log = arena.take();
    if (log === 0) return false;
    const serial = Atomics.add(words, crew(crewWord.logs), 1);
    words[ground.logsAt / 4 + serial] = log;
    words[area(areaWord.nextNumber)] = serial * perLog;
    words[area(areaWord.lastNumber)] = (serial + 1) * perLog;
    words[area(areaWord.logAt)] = log;
    return true;
  };
  /** False: the layer is used up. */
  const takeInput = (): boolean => {
    const done = get(own(threadWord.input));
    if (done !== 0) arena.give(done);
    words[own(threadWord.input)] = 0;
    const next = Atomics.add(words, crew(crewWord.taken), 1);
    if (next >= get(crew(crewWord.inputs))) return false;
    const place = ground.inputsAt / 4 + 2 * next;
    const first = get(place);
    words[own(threadWord.input)] = chunkOf(ground, first);
    words[area(areaWord.at)] = first;
    words[own(threadWord.inputEnd)] = words[place + 1] as number;
    return true;
  };

  return {
    makeRoom,
    closeOutput,
    beginExpanding() {
      words[own(threadWord.need)] = Need.nothing;
      words[area(areaWord.eventAt)] = get(area(areaWord.eventAt)) || events.at;
      words[area(areaWord.eventEnd)] = events.end;
    },
    expand(kernel, records) {
      if (Atomics.load(words, stopIndex) !== 0) return false;
      while (get(own(threadWord.input)) === 0 || get(area(areaWord.at)) >= get(own(threadWord.inputEnd))) {
        if (!takeInput()) return false;
      }
      const from = get(area(areaWord.at));
      const end = get(own(threadWord.inputEnd));
      words[area(areaWord.end)] = Math.min(end, from + records * recordBytes);
      if (!makeRoom()) return stopWith(Need.memory);
      const status = kernel.expand();
      words[own(threadWord.beat)] = get(own(threadWord.beat)) + 1;
      if (status === Status.events) return stopWith(Need.events);
      if (status === Status.misfit) return stopWith(Need.packing);
      if (status === Status.missing) return stopWith(Need.code);
      if (status === Status.full) return stopWith(Need.table);
      if (states() >= get(crew(crewWord.statesWanted))) return stopWith(Need.nothing);
      assert(status !== Status.room || get(area(areaWord.at)) !== from, 'there was room for one record');
      return true;
    },
    rehash(kernel) {
      const entries = get(crew(crewWord.oldMask)) + 1;
      const first = Atomics.add(words, crew(crewWord.pieces), 1) * pieceEntries;
      if (first >= entries || Atomics.load(words, stopIndex) !== 0) return false;
      const from = get(crew(crewWord.oldAt)) + first * entryBytes;
      const count = Math.min(pieceEntries, entries - first);
      kernel.rehash(from, count - 1, get(crew(crewWord.newAt)), get(crew(crewWord.newMask)));
      words[own(threadWord.beat)] = get(own(threadWord.beat)) + 1;
      return true;
    },
  };
}
