// A terminal that remembers what was written, for tests of the command line without a process.

import { pinlab } from './pinlab.ts';
import type { Places, Terminal } from './terminal.ts';

export interface Spoken {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Ctrl+C comes `stopAfter` milliseconds after a command has begun to listen to it, if at all. */
export async function speak(words: readonly string[], places: Places, stopAfter?: number): Promise<Spoken> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    places,
    now: () => performance.now(),
    onStop: (listener) => {
      if (stopAfter !== undefined) setTimeout(listener, stopAfter);
    },
  };
  const code = await pinlab(words, terminal);
  return { code, out, err };
}
