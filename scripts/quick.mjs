// Runs the built quick script with the code that V8 compiled for it at an earlier start: compiling is otherwise a good
// part of a command that takes a tenth of a second.
//
// The first start of each command leaves its compiled code beside the script, under the script's own name, which follows
// its text. Promises: without that code, or where another V8 wrote it, everything works as well, only slower. All that a
// start needs is in this file: each further module would take milliseconds.

import { accessSync, constants, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const builtFolder = join(root, 'out', 'cli');
/** What the built command line was made from. */
export const sourcesNote = join(builtFolder, 'sources.txt');

/** A start that lasts this long has compiled more than most, and has the time to leave it, once. */
const longMilliseconds = 1500;

export function runQuick(command) {
  const folder = builtFolder;
  // Before the script is compiled: V8 takes compiled code only under the flags under which it was written. The first: see
  // src/cli/main.ts. The second: a command is over before forgetting code could save anything.
  setFlagsFromString('--interrupt-budget=1000000');
  setFlagsFromString('--no-flush-bytecode');
  const { name, text } = readScript(folder);
  const filename = join(folder, `${name}.cjs`);
  const kept = join(folder, `${name}.${/^[a-z-]{1,20}$/.test(command) ? command : 'other'}.code`);
  const grown = `${kept}.grown`;
  const cachedData = readIfThere(kept);
  const script = new Script(text, {
    filename,
    ...(cachedData !== undefined && { cachedData }),
  });
  const known = cachedData !== undefined && script.cachedDataRejected !== true;
  process.once('exit', () => {
    if (!known) keep(kept, script.createCachedData());
    else if (performance.now() > longMilliseconds && readIfThere(grown) === undefined) {
      keep(kept, script.createCachedData());
      keep(grown, '');
    }
  });
  const module = { exports: {} };
  process.env.PINLAB_QUICK = '1';
  const url = pathToFileURL(filename).href;
  const late = (path) => import(new URL(path, url).href);
  script.runInThisContext()(createRequire(filename), module, module.exports, url, late);
}

/** Another process may put a new build into place at this very moment: then the new one is read. */
function readScript(folder) {
  for (let last = false; ; last = true) {
    const name = readFileSync(join(folder, 'quick.txt'), 'latin1');
    try {
      return { name, text: readFileSync(join(folder, `${name}.cjs`), 'latin1') };
    } catch (error) {
      if (last) throw error;
    }
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Where nothing can be written, nothing is lost but time. */
function keep(path, code) {
  const aside = `${path}.${process.pid}`;
  try {
    writeFileSync(aside, code);
    renameSync(aside, path);
  } catch {
    rmSync(aside, { force: true });
  }
}

export function canWrite(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Time and size of each file, its path from the root on, for `looksAsNoted`. One that was written after `began` may have been read before: never as noted. */
export function noteFiles(note, paths, began) {
  const line = (path) => `${statSync(placeOf(path)).mtimeMs < began ? looks(path) : 'too new'} ${path}`;
  writeFileSync(note, paths.map(line).join('\n'));
}

/** True while every file of the note has the time and the size that it had: an older file is another file too. */
export function looksAsNoted(note) {
  let lines;
  try {
    lines = readFileSync(note, 'utf8').split('\n');
  } catch {
    return false;
  }
  return lines.every((line) => {
    const path = line.slice(line.indexOf(' ', line.indexOf(' ') + 1) + 1);
    return line === `${looks(path)} ${path}`;
  });
}

function placeOf(path) {
  return isAbsolute(path) ? path : root + path;
}

function looks(path) {
  const stat = statSync(placeOf(path), { throwIfNoEntry: false });
  return stat === undefined ? '- -' : `${stat.mtimeMs} ${stat.size}`;
}
