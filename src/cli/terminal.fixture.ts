// A terminal that remembers what was written, for tests of the command line without a process.

import { pinlab } from './pinlab.ts';
import type { Places, Terminal } from './terminal.ts';

export interface Spoken {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function speak(words: readonly string[], places: Places): Promise<Spoken> {
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
    onStop: (listener) => setTimeout(listener, 50),
  };
  const code = await pinlab(words, terminal);
  return { code, out, err };
}
