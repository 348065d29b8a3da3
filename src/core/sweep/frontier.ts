// The records that wait: lists of chunks of this layer and the next, between two rounds.
//
// Promises: the order of records is kept where one thread wrote them. Only while no thread is at work.

import { areaWord } from '../wasm/memory-map.ts';
import type { Arena } from './arena.ts';
import type { Ground } from './ground.ts';
import { areaIndex, chunkOf, crewIndex, crewWord, threadIndex, threadWord } from './ground.ts';
import type { LinearMemory } from './web-assembly.ts';

/** Records from `at` to `end` in the chunk at `chunk`. */
export interface Stretch {
  readonly chunk: number;
  readonly at: number;
  readonly end: number;
}

export interface Frontier {
  /** What the threads have written becomes the layer to expand. False where that is nothing. */
  turn(): boolean;
  /** Before the layer is begun: leaves out the records at which `keeps` is false. */
  sift(recordBytes: number, keeps: (bytes: DataView, at: number) => boolean): void;
  /** Addresses of about so many records, from all parts of what waits. */
  some(count: number, recordBytes: number): readonly number[];
  /** Everything that waits, this layer and the next; afterwards it belongs to the caller. */
  empty(): { readonly inputs: readonly Stretch[]; readonly outputs: readonly Stretch[] };
  fill(inputs: readonly Stretch[], outputs: readonly Stretch[]): void;
  /** Chunks of this layer that nobody has taken. */
  readonly chunksLeft: number;
  /** Something of this layer is left, taken or not. */
  readonly unfinished: boolean;
  /** Bytes of records that wait. */
  readonly bytes: number;
}

export function openFrontier(memory: LinearMemory, { words, give }: Arena, ground: Ground): Frontier {
  const index = {
    inputs: crewIndex(crewWord.inputs),
    taken: crewIndex(crewWord.taken),
    outputs: crewIndex(crewWord.outputs),
  };
  const threads = [...Array(ground.threads).keys()];
  const get = (at: number) => (words[at] as number) >>> 0;
  const own = (thread: number, word: number) => get(threadIndex(thread, word));
  const area = (thread: number, word: number) => get(areaIndex(ground, thread, word));
  const taken = () => Math.min(get(index.taken), get(index.inputs));
  const chunksLeft = () => get(index.inputs) - taken();
  const list = (from: number, first: number, count: number): Stretch[] =>
    Array.from({ length: count }, (_, at) => {
      const place = from / 4 + 2 * (first + at);
      return { chunk: chunkOf(ground, get(place)), at: get(place), end: get(place + 1) };
    });
  /** What threads have begun to read. */
  const begun = (): Stretch[] =>
    threads.flatMap((thread) => {
      const chunk = own(thread, threadWord.input);
      return chunk === 0
        ? []
        : [{ chunk, at: area(thread, areaWord.at), end: own(thread, threadWord.inputEnd) }];
    });
  const written = (): Stretch[] =>
    threads.flatMap((thread) => {
      const chunk = own(thread, threadWord.output);
      return chunk === 0 ? [] : [{ chunk, at: chunk, end: area(thread, areaWord.outAt) }];
    });
  const closeOutputs = () => {
    for (const { chunk, end } of written()) {
      if (end === chunk) give(chunk);
      else {
        const place = ground.outputsAt / 4 + 2 * get(index.outputs);
        words[place] = chunk;
        words[place + 1] = end;
        words[index.outputs] = get(index.outputs) + 1;
      }
    }
    for (const thread of threads) {
      words[threadIndex(thread, threadWord.output)] = 0;
      words[areaIndex(ground, thread, areaWord.outAt)] = 0;
      words[areaIndex(ground, thread, areaWord.outEnd)] = 0;
    }
  };
  const store = (to: number, count: number, stretches: readonly Stretch[]) => {
    stretches.forEach(({ at, end }, position) => {
      words[to / 4 + 2 * position] = at;
      words[to / 4 + 2 * position + 1] = end;
    });
    words[count] = stretches.length;
  };
  const waiting = (): Stretch[] => [
    ...begun(),
    ...list(ground.inputsAt, taken(), chunksLeft()),
    ...list(ground.outputsAt, 0, get(index.outputs)),
    ...written(),
  ];
  const bytesOf = (stretches: readonly Stretch[]) =>
    stretches.reduce((sum, { at, end }) => sum + end - at, 0);

  return {
    get chunksLeft() {
      return chunksLeft();
    },
    get unfinished() {
      return chunksLeft() > 0 || begun().some(({ at, end }) => at < end);
    },
    get bytes() {
      return bytesOf(waiting());
    },
    some(count, recordBytes) {
      const stretches = waiting();
      const step = recordBytes * Math.max(1, Math.floor(bytesOf(stretches) / recordBytes / count));
      const addresses: number[] = [];
      // Where in the next stretch the next one is.
      let ahead = 0;
      for (const { at, end } of stretches) {
        let next = at + ahead;
        for (; next < end; next += step) addresses.push(next);
        ahead = next - end;
      }
      return addresses;
    },
    turn() {
      for (const { chunk } of begun()) give(chunk);
      for (const thread of threads) words[threadIndex(thread, threadWord.input)] = 0;
      closeOutputs();
      const count = get(index.outputs);
      const from = ground.outputsAt / 4;
      words.copyWithin(ground.inputsAt / 4, from, from + 2 * count);
      words[index.inputs] = count;
      words[index.taken] = 0;
      words[index.outputs] = 0;
      return count > 0;
    },
    sift(recordBytes, keeps) {
      const view = new DataView(memory.buffer);
      const bytes = new Uint8Array(memory.buffer);
      for (let entry = 0; entry < get(index.inputs); entry++) {
        const place = ground.inputsAt / 4 + 2 * entry;
        const end = get(place + 1);
        let to = get(place);
        for (let at = to; at < end; at += recordBytes) {
          if (!keeps(view, at)) continue;
          if (to < at) bytes.copyWithin(to, at, at + recordBytes);
          to += recordBytes;
        }
        words[place + 1] = to;
      }
    },
    empty() {
      const inputs = [...begun(), ...list(ground.inputsAt, taken(), chunksLeft())];
      closeOutputs();
      const outputs = list(ground.outputsAt, 0, get(index.outputs));
      for (const thread of threads) words[threadIndex(thread, threadWord.input)] = 0;
      words[index.inputs] = 0;
      words[index.taken] = 0;
      words[index.outputs] = 0;
      return { inputs, outputs };
    },
    fill(inputs, outputs) {
      store(ground.inputsAt, index.inputs, inputs);
      words[index.taken] = 0;
      store(ground.outputsAt, index.outputs, outputs);
    },
  };
}
