// Gives the memory of a finished sweep back. The engine does not count shared memory when it decides to collect, so one
// large search after another would pile up.
//
// Promises: tens of milliseconds; nothing where the engine does not let itself be asked.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Smaller memories wait for the next collection. */
const worthwhile = 64 * 1024 ** 2;

/** To be called when the answer has been given; `used`: bytes that the search says it took. */
export function releaseMemory(used: number): void {
  if (used < worthwhile) return;
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('globalThis.gc');
  if (typeof collect === 'function') collect();
}
