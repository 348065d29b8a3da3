// A terminal that remembers what was written, for tests of the command line without a process.

import { pinlab } from './pinlab.ts';
import type { Places, Terminal } from './terminal.ts';

export interface Spoken {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Ctrl+C comes `stopAfter` milliseconds after a command has begun to listen to it, or once it has told of its progress, if
 * at all.
 */
export async function speak(
  words: readonly string[],
  places: Places,
  stopAfter?: number | 'progress',
): Promise<Spoken> {
  let out = '';
  let err = '';
  let stop: () => void = () => undefined;
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
      if (stopAfter === 'progress') stop();
    },
    places,
    now: () => performance.now(),
    onStop: (listener) => {
      stop = listener;
      if (typeof stopAfter === 'number') setTimeout(listener, stopAfter);
    },
  };
  const code = await pinlab(words, terminal);
  return { code, out, err };
}
