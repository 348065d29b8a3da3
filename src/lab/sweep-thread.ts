// A helper thread of a large search: lives for one search, does what the conductor leads it in (core/sweep/crew-member.ts).
//
// Promises: sleeps while it has nothing to do; ends when the search does. Its modules come through the message port,
// which it reads without an event loop.

import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { assert } from '../core/base/assert.ts';
import type { CrewModule } from '../core/sweep/crew.ts';
import { helpSweep } from '../core/sweep/crew-member.ts';
import type { SweepThreadStart } from './sweep-crew.ts';

// Whoever starts this thread gives it a SweepThreadStart.
const { job, thread } = workerData as SweepThreadStart;

helpSweep(job, thread, () => {
  assert(parentPort !== null, 'this runs on a thread of its own');
  // The conductor posts a module before it leads a round with it.
  const received = receiveMessageOnPort(parentPort) as { readonly message: CrewModule } | undefined;
  assert(received !== undefined, 'a module was published before it is needed');
  return received.message;
});
