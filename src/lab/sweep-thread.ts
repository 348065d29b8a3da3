// A helper thread of a large search: lives for one search, does what the conductor leads it in (core/sweep/crew-member.ts).
//
// Promises: sleeps while it has nothing to do; ends when the search does. Its modules come through the message port
// behind the message that says what is searched, and are read without an event loop.

import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { assert } from '../core/base/assert.ts';
import type { CrewModule } from '../core/sweep/crew.ts';
import { helpSweep } from '../core/sweep/crew-member.ts';
import type { SweepThreadStart } from './sweep-crew.ts';

const port = parentPort;
assert(port !== null, 'this runs on a thread of its own');

port.once('message', ({ job, thread }: SweepThreadStart) => {
  helpSweep(job, thread, () => {
    // The conductor posts a module before it leads a round with it.
    const received = receiveMessageOnPort(port) as { readonly message: CrewModule } | undefined;
    assert(received !== undefined, 'a module was published before it is needed');
    return received.message;
  });
});
