// The life of a helper thread: it waits for rounds, does its share, and ends when it is told to.
//
// Promises: sleeps while there is nothing to do; what goes wrong here is said in the shared memory, where the conductor
// looks. The caller calls this once on a thread that may block.

import type { Kernel } from '../wasm/memory-map.ts';
import { openArena } from './arena.ts';
import type { CrewModule, HelperJob } from './crew.ts';
import { writeFailure } from './crew.ts';
import { areaAt, Command, crewIndex, crewWord, threadIndex, threadWord } from './ground.ts';
import type { ThreadWork } from './thread-work.ts';
import { stopIndex, threadWork } from './thread-work.ts';
import { openKernel } from './web-assembly.ts';

/** `nextModule` gives what the conductor has published, one after another; it may block. */
export function helpSweep({ memory, ground }: HelperJob, thread: number, nextModule: () => CrewModule): void {
  const arena = openArena(memory, ground);
  const { words } = arena;
  const round = crewIndex(crewWord.round);
  const inRound = threadIndex(thread, threadWord.inRound);
  let version = 0;
  let kernel: Kernel | undefined;
  let work: ThreadWork | undefined;

  const perform = () => {
    const wanted = words[crewIndex(crewWord.version)] as number;
    if (version !== wanted || !kernel || !work) {
      let next = nextModule();
      // To open an older one would write its tables over those in use.
      while (next.version !== wanted) next = nextModule();
      version = next.version;
      kernel = openKernel(next.module, memory, areaAt(ground, thread));
      work = threadWork(arena, ground, thread, next);
    }
    const command = words[crewIndex(crewWord.command)];
    if (command === Command.expand) {
      work.beginExpanding();
      while (work.expand(kernel, ground.chunkBytes));
    } else {
      while (work.rehash(kernel));
    }
  };

  Atomics.store(words, threadIndex(thread, threadWord.ready), 1);
  for (;;) {
    const seen = Atomics.load(words, round);
    if (words[crewIndex(crewWord.command)] === Command.quit) return;
    if (Atomics.load(words, inRound) === 0) {
      Atomics.wait(words, round, seen);
      continue;
    }
    try {
      perform();
    } catch (error) {
      writeFailure(words, error instanceof Error ? error.message : String(error));
      Atomics.store(words, stopIndex, 1);
      return;
    } finally {
      Atomics.store(words, inRound, 0);
      Atomics.sub(words, crewIndex(crewWord.busy), 1);
      Atomics.notify(words, crewIndex(crewWord.busy));
    }
  }
}
