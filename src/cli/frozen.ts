// The command line in the start-up snapshot: compiled as far as it has run, with the kernel library read. scripts/freeze.mjs
// lets Node run this file to its end; a start begins with what is in memory then, and calls `thaw`.
//
// Promises: nothing of the moment of freezing counts later but what is known of texts. Where the command line's own
// sources have changed since, it is started anew from the checkout; a kernel library that has changed is read again.

import { readFileSync, realpathSync } from 'node:fs';
import { startupSnapshot } from 'node:v8';
import type { SourceFile } from '../core/language/source/source-file.ts';
import { forgetTexts, forgetTokens } from '../core/language/syntax/read-once.ts';
import { isAsKept, type KeptKernel, keepKernel } from '../lab/kept-kernel.ts';
import { readLibrary } from '../lab/library.ts';
import { type Looks, looksTheSame } from '../lab/looks.ts';
import { freezeAgain, startFromCheckout } from './checkout.ts';
import { pinlab } from './pinlab.ts';
import { placesBelow, runProcess } from './process.ts';

/** Run while freezing: what they compile need not be compiled again. */
const compiled = [
  'explore s01-get-pin-put-early-unpin --strategy lru-overlay-2018-07',
  'explore s01-get-pin-put-early-unpin --strategy lru-overlay-2018-07 --json',
  'explore s01-get-pin-put-early-unpin --strategy lru-overlay-2018-07 --mail',
  'explore s01-get-pin-put-early-unpin --strategy refcount-bias --reduce all --workers 1',
  'check resources/labs/s01-get-pin-put-early-unpin.lab.c --strategy refcount-bias',
];
/** What they read of the kernel library stays read. Each further text makes every start a little longer. */
const read = [
  'explore s01-get-pin-put-early-unpin --strategy refcount-bias --json',
  'run s27b-pin-during-reclaim --strategy lru-overlay-2018-11',
  'run s44-dio-get-fork-loss --strategy refcount-bias',
  'run s46-gup-fast-vs-fork-wrprotect --strategy refcount-bias',
  'run s57b-thp-split-gup-fast --strategy refcount-bias',
];

void freeze(rootOf(process.env));

async function freeze(root: string): Promise<void> {
  const sources = readNote(root);
  const began = Date.now();
  const library = readLibrary(`${root}/resources`, 'later');
  if (!library.ok) throw new Error(library.error.message);
  const { kernel } = library.value;
  const kept = keepKernel(`${root}/resources`, kernel, began);
  if (kept === undefined) throw new Error('the kernel library is being written');
  const lent = lendMethods();
  await rehearse(compiled, root, kernel);
  forgetTexts();
  // Twice: what is found good at the first reading is read later at the next one.
  for (const _ of [1, 2]) await rehearse(read, root, kernel);
  forgetTokens();
  for (const name of lent) Reflect.deleteProperty(Array.prototype, name);
  startupSnapshot.setDeserializeMainFunction(() => thaw(sources, kept));
}

/** Whatever comes of it: what lacks something here, as a search in threads does, is only compiled less far. */
async function rehearse(
  commands: readonly string[],
  root: string,
  kernel: readonly SourceFile[],
): Promise<void> {
  const terminal = {
    out: () => undefined,
    err: () => undefined,
    places: { ...placesBelow(root, { kernel }), here: root },
    now: () => 0,
    onStop: () => undefined,
  };
  for (const command of commands) await pinlab(command.split(' '), terminal);
}

/** Node 20 gives arrays their newest methods only behind the freezing; until then they are lent. */
function lendMethods(): readonly string[] {
  const methods = {
    toSorted(this: unknown[], compare?: (a: unknown, b: unknown) => number) {
      return [...this].sort(compare);
    },
    toReversed(this: unknown[]) {
      return [...this].reverse();
    },
  };
  return Object.entries(methods).flatMap(([name, value]) => {
    if (name in Array.prototype) return [];
    Object.defineProperty(Array.prototype, name, { value, configurable: true });
    return [name];
  });
}

/** What the command line was built from, as scripts/quick.mjs has noted it. */
function readNote(root: string): readonly Looks[] {
  return readFileSync(`${root}/out/cli/sources.txt`, 'utf8')
    .split('\n')
    .map((line) => {
      const [time, size, ...path] = line.split(' ');
      const looks = { path: path.join(' '), time: Number(time), size: Number(size) };
      if (Number.isNaN(looks.time)) throw new Error(`${looks.path} was written while it was being built`);
      return looks;
    });
}

/** The launcher may have come there through links. */
function rootOf({ PINLAB_HOME }: NodeJS.ProcessEnv): string {
  return realpathSync.native(PINLAB_HOME ?? '.');
}

function thaw(sources: readonly Looks[], kept: KeptKernel): void {
  const root = rootOf(process.env);
  const words = process.argv.slice(1);
  if (!sources.every((source) => looksTheSame(source, root))) {
    startFromCheckout(root, words);
    return;
  }
  if (isAsKept(kept, `${root}/resources`)) {
    runProcess(words, placesBelow(root, { kernel: kept.kernel }));
    return;
  }
  process.once('exit', () => freezeAgain(root));
  runProcess(words, placesBelow(root, { knownLibrary: `${root}/out/cli/frozen.library` }));
}
