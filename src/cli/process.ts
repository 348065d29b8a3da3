// The process around the command line: the streams, Ctrl+C, the exit code.

import { writeSync } from 'node:fs';
import { pinlab } from './pinlab.ts';
import type { Places, Terminal } from './terminal.ts';

/** Words that the person wrote, to an exit code that the process ends with once nothing is left to do. */
export function runProcess(words: readonly string[], places: Places): void {
  const output = openOutput();
  let hasComplained = false;
  const terminal: Terminal = {
    out: output.write,
    err: (text) => {
      hasComplained = true;
      process.stderr.write(text);
    },
    places,
    // `performance` would load ten of Node's modules first.
    now: () => Number(process.hrtime.bigint()) / 1e6,
    onStop: (listener) => {
      // Once: the second Ctrl+C ends the process at once.
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, listener);
    },
  };
  void pinlab(words, terminal).then((code) => {
    process.exitCode = code;
    if (hasComplained || words[0] === 'serve') return;
    // Once the result is taken: leaving what is in memory as it is takes no time, taking it apart takes milliseconds.
    output.whenTaken(() => process.exit());
  });
}

/**
 * Standard output, as synchronous as Node's own stream, but without that stream, which takes two milliseconds to load:
 * it gets only what cannot be written at once.
 */
function openOutput() {
  let stream: NodeJS.WriteStream | undefined;
  const openStream = () => {
    if (stream !== undefined) return stream;
    stream = process.stdout;
    stream.on('error', endUnsaid);
    return stream;
  };
  return {
    write(text: string): void {
      let rest = Buffer.from(text);
      try {
        while (stream === undefined && rest.length > 0) rest = rest.subarray(writeSync(1, rest));
      } catch {
        // The stream waits until it can be written, or says why it cannot.
      }
      if (rest.length === 0) return;
      try {
        openStream().write(rest);
      } catch (error) {
        endUnsaid(error as NodeJS.ErrnoException);
      }
    },
    whenTaken(then: () => void): void {
      if (stream === undefined) then();
      else stream.write('', (error) => error ?? then());
    },
  };
}

/** Never with the code of a verdict: nobody has read it. */
function endUnsaid({ code, message }: NodeJS.ErrnoException): never {
  // A reader that goes away early (`pinlab … | head`) is no error of ours.
  if (code === 'EPIPE') process.exit(0);
  process.stderr.write(
    `pinlab: standard output cannot be written: ${message}. Make room, or write elsewhere.\n`,
  );
  process.exit(2);
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
