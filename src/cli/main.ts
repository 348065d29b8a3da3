// The command line as a bundle in `out/cli/`: finds its places, and begins.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { placesBelow, runProcess } from './process.ts';

// V8 would compile the checker as if it ran for minutes, and again whenever it meets one more kind of node: most of the
// time of a command that takes half a second. A search gets hot enough all the same. The unit is bytes of bytecode.
// The start from a checkout (scripts/quick.mjs) has said so before this text was compiled.
const quick = process.env.PINLAB_QUICK !== undefined;
if (!quick) setFlagsFromString('--interrupt-budget=1000000');

const own = fileURLToPath(import.meta.url);
// The quick script's name follows its text.
const remembered = quick ? { knownLibrary: own.replace(/\.cjs$/, '.library') } : {};

runProcess(process.argv.slice(2), placesBelow(resolve(own, '../../..'), remembered));
