// The process around the command line: where the product's places are, the streams, Ctrl+C, the exit code.
//
// The bundle lies in `out/cli/`; worker and window lie beside it, the resources at the product's root.

import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { pinlab } from './pinlab.ts';
import type { Terminal } from './terminal.ts';

// V8 would compile the checker as if it ran for minutes, and again whenever it meets one more kind of node: most of the
// time of a command that takes half a second. A search gets hot enough all the same. The unit is bytes of bytecode.
// The start from a checkout (scripts/quick.mjs) has said so before this text was compiled.
const quick = process.env.PINLAB_QUICK !== undefined;
if (!quick) setFlagsFromString('--interrupt-budget=1000000');

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  places: {
    resources: place('../../resources'),
    workerFile: place('./worker.js'),
    windowFolder: place('../renderer'),
    // npm runs scripts in the product's root; the person may stand elsewhere.
    here: process.env.INIT_CWD ?? process.cwd(),
    // The quick script's name follows its text.
    ...(quick && { knownLibrary: fileURLToPath(import.meta.url).replace(/\.cjs$/, '.library') }),
  },
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

void pinlab(process.argv.slice(2), terminal).then((code) => {
  process.exitCode = code;
});
