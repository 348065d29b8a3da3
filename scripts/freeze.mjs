// Makes the start-up snapshot of the built command line, from which bin/pinlab starts it in half the time: what is in
// memory when `frozen.cjs` has run. Started behind a command; says nothing.
//
// Promises: what the launcher finds belongs together, is complete, and has answered once; it is for this very binary of
// Node, found under this very name, until the machine starts anew (another processor would refuse it). Where none can
// be made, a mark in the built folder says so until the next build, and commands start from the checkout.

import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { builtFolder, looksAsNoted, root, sourcesNote } from './quick.mjs';

const noteFile = join(builtFolder, 'frozen.txt');
const lock = join(builtFolder, 'freezing');
const failed = join(builtFolder, 'frozen.failed');

/**
 * The first two as in quick.mjs. What comes out of the snapshot is no reason to begin collecting garbage: most commands are
 * over before there is one. Strings need no other hashes at each start. A snapshot is taken only under the flags under
 * which it was made.
 */
const flags =
  '--interrupt-budget=1000000 --no-flush-bytecode --initial-old-space-size=64 --no-rehash-snapshot';

const bootFile = '/proc/sys/kernel/random/boot_id';
/** What takes longer has died. What has failed may have met with files that were just being written. */
const longMilliseconds = 120_000;

const asFound = process.env.PINLAB_NODE ?? '';
const anew = process.argv.includes('--anew');
if (canFreeze() && take(lock)) {
  try {
    setPriority(10);
    if (anew || !freshen()) freeze();
  } catch {
    writeFileSync(failed, '');
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A name that leads to a script, which chooses some Node, cannot be trusted to lead here again. */
function canFreeze() {
  return (
    existsSync(bootFile) &&
    !isRecent(failed) &&
    existsSync(asFound) &&
    realpathSync(asFound) === realpathSync(process.execPath) &&
    looksAsNoted(sourcesNote)
  );
}

function isRecent(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < longMilliseconds;
}

function take(path) {
  try {
    if (!isRecent(path)) rmSync(path, { force: true });
    closeSync(openSync(path, 'wx'));
    return true;
  } catch {
    return false;
  }
}

/** The one that is there may only be older than a folder that Node lies in, or be of an earlier start of the machine. */
function freshen() {
  if (!existsSync(noteFile)) return false;
  const [, , , , name = '', of] = readFileSync(noteFile, 'utf8').split('\n');
  const blob = join(builtFolder, name);
  if (of !== identity() || !existsSync(blob)) return false;
  utimesSync(blob, new Date(), new Date());
  writeNote(name, of);
  return true;
}

function freeze() {
  // Now: another build may be put into place meanwhile.
  const of = identity();
  const name = `frozen-${process.pid}-${Date.now()}.blob`;
  const blob = join(builtFolder, name);
  try {
    const frozen = join(builtFolder, 'frozen.cjs');
    node(['--snapshot-blob', blob, '--build-snapshot', frozen]);
    // It must answer with what no snapshot holds: WebAssembly, and a thread.
    for (const way of ['--reduce all --workers 2', '--pct 10']) {
      const words = `explore s01-get-pin-put-early-unpin --strategy refcount-bias --json ${way}`;
      JSON.parse(node(['--snapshot-blob', blob, '--', ...words.split(' ')], [0, 3]));
    }
  } catch (error) {
    rmSync(blob, { force: true });
    throw error;
  }
  writeNote(name, of);
  removeOld(name);
}

/** What it says; `codes` are those that it may end with. */
function node(words, codes = [0]) {
  const { PATH, HOME } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [...flags.split(' '), ...words], {
    env: { PATH, HOME, PINLAB_HOME: root },
    encoding: 'utf8',
    timeout: longMilliseconds / 2,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (!codes.includes(status)) throw new Error(`${words.join(' ')} ended with ${status}`);
  return stdout;
}

/** What a snapshot is of and for: this build; this binary, whatever it is called; processors with these abilities. */
function identity() {
  const { ino, size, mtimeMs, ctimeMs } = statSync(process.execPath);
  const build = statSync(sourcesNote);
  return [
    process.version,
    cachedDataVersionTag(),
    ino,
    size,
    mtimeMs,
    ctimeMs,
    build.ino,
    build.mtimeMs,
  ].join(' ');
}

/** The launcher reads these lines in their order, up to the snapshot's name. */
function writeNote(name, of) {
  const boot = readFileSync(bootFile, 'utf8').trim();
  const aside = `${noteFile}.${process.pid}`;
  const lines = [asFound, realpathSync(process.execPath), boot, flags, name, of];
  writeFileSync(aside, `${lines.join('\n')}\n`);
  renameSync(aside, noteFile);
}

/** Not what a launcher may have read of just now. */
function removeOld(name) {
  for (const other of readdirSync(builtFolder)) {
    const path = join(builtFolder, other);
    if (/^frozen-.*\.blob$/.test(other) && other !== name && !isRecent(path)) rmSync(path, { force: true });
  }
}
