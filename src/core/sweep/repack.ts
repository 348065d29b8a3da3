// Writes everything that waits again, in a wider packing.
//
// Promises: the order is kept. False where memory runs out or it is told to stop: then the sweep is at its end, and what
// waited is lost.

import type { Packing } from '../wasm/memory-map.ts';
import type { Arena } from './arena.ts';
import type { Frontier, Stretch } from './frontier.ts';
import type { Ground } from './ground.ts';
import { transcoder } from './packing.ts';
import type { LinearMemory } from './web-assembly.ts';

/** What takes less than this is finished whatever is wished: so it is not lost. */
const chunksUntilAsked = 256;

export function repack(
  memory: LinearMemory,
  arena: Arena,
  ground: Ground,
  frontier: Frontier,
  before: Packing,
  after: Packing,
  initial: Int32Array,
  stop: () => boolean,
): boolean {
  const transcode = transcoder(before, after, initial);
  const rewrite = (stretches: readonly Stretch[]): Stretch[] | undefined => {
    const written: Stretch[] = [];
    let chunk = 0;
    let at = 0;
    let bytes = new DataView(memory.buffer);
    for (const stretch of stretches) {
      for (let from = stretch.at; from < stretch.end; from += before.recordBytes) {
        if (chunk === 0 || at + after.recordBytes > chunk + ground.chunkBytes) {
          if (chunk !== 0) written.push({ chunk, at: chunk, end: at });
          const asks = written.length % chunksUntilAsked === chunksUntilAsked - 1;
          chunk = asks && stop() ? 0 : arena.take();
          if (chunk === 0) return undefined;
          bytes = new DataView(memory.buffer);
          at = chunk;
        }
        transcode(bytes, from, at);
        at += after.recordBytes;
      }
      arena.give(stretch.chunk);
    }
    if (chunk !== 0) written.push({ chunk, at: chunk, end: at });
    return written;
  };
  const waiting = frontier.empty();
  const inputs = rewrite(waiting.inputs);
  const outputs = inputs && rewrite(waiting.outputs);
  if (!inputs || !outputs) return false;
  frontier.fill(inputs, outputs);
  return true;
}
