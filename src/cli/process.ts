// The process around the command line: the streams, Ctrl+C, the exit code.

import { pinlab } from './pinlab.ts';
import type { Places, Terminal } from './terminal.ts';

/** Words that the person wrote, to an exit code that the process ends with once nothing is left to do. */
export function runProcess(words: readonly string[], places: Places): void {
  let hasComplained = false;
  const terminal: Terminal = {
    out: (text) => process.stdout.write(text),
    err: (text) => {
      hasComplained = true;
      process.stderr.write(text);
    },
    places,
    now: () => performance.now(),
    onStop: (listener) => {
      // Once: the second Ctrl+C ends the process at once.
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, listener);
    },
  };
  // A reader that goes away early (`pinlab … | head`) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  void pinlab(words, terminal).then((code) => {
    process.exitCode = code;
    if (hasComplained || words[0] === 'serve') return;
    // Once the result is taken: leaving what is in memory as it is takes no time, taking it apart takes milliseconds.
    process.stdout.write('', () => process.exit());
  });
}

/** Where the product's parts lie, from its root. */
export function placesBelow(root: string, remembered: Pick<Places, 'knownLibrary' | 'kernel'>): Places {
  return {
    resources: `${root}/resources`,
    workerFile: `${root}/out/cli/worker.js`,
    windowFolder: `${root}/out/renderer`,
    // npm runs scripts in the product's root; the person may stand elsewhere.
    here: process.env.INIT_CWD ?? process.cwd(),
    ...remembered,
  };
}
