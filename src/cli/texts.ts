// Finds the texts that a person names: a lab by its file, a strategy by its id or its file.
//
// Promises: a name that leads nowhere is answered with what exists and what may have been meant.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { limits } from '../contract/limits.ts';
import type { LabInput, TextInput } from '../contract/table.ts';
import { fail, ok, type Result } from '../core/base/result.ts';
import { nearest } from '../core/language/source/did-you-mean.ts';
import { labEnding, strategyEnding } from '../lab/file-names.ts';
import type { LoadedLibrary } from '../lab/library.ts';
import type { Places } from './terminal.ts';

export function readLab(
  name: string | undefined,
  places: Places,
  library: LoadedLibrary,
): Result<TextInput, string> {
  if (isBlank(name)) return fail('Name a lab: the path of a file NAME.lab.c.');
  const path = resolve(places.here, name);
  const kind = kindOf(path);
  if (kind === 'file') return readText(path, places);
  const builtIn = library.labs.find(({ id }) => id === name);
  if (builtIn !== undefined) return builtInText(builtIn.path, library);
  if (kind === 'folder') return fail(`${name} is a folder; name one lab in it, or use matrix.`);
  if (kind === 'other') return fail(noFile(name));
  const meant = nearest(
    name.slice(name.lastIndexOf('/') + 1).replace(/\.lab\.c$/, ''),
    library.labs.map(({ id }) => id),
  );
  return fail(`There is no file ${name}.${meant === undefined ? '' : ` Did you mean ${meant}${labEnding}?`}`);
}

export function readStrategy(
  name: string | undefined,
  places: Places,
  library: LoadedLibrary,
): Result<TextInput, string> {
  const ids = library.strategies.map(({ id }) => id);
  if (isBlank(name)) return fail(`Name a strategy with --strategy: ${ids.join(', ')}, or a file.`);
  const builtIn = library.strategies.find(({ id }) => id === name);
  if (builtIn !== undefined) return builtInText(builtIn.path, library);
  const path = resolve(places.here, name);
  const kind = kindOf(path);
  if (kind === 'file') return readText(path, places);
  if (kind === 'folder') return fail(`${name} is a folder; name the file of one strategy.`);
  if (kind === 'other') return fail(noFile(name));
  if (/[/\\]|\.c$/.test(name)) return fail(`There is no file ${name}.`);
  const meant = nearest(name, ids);
  return fail(
    `There is no strategy ${name}.${meant === undefined ? '' : ` Did you mean ${meant}?`} Known: ${ids.join(', ')}; or name a file NAME${strategyEnding}.`,
  );
}

/** One cell: a lab under a strategy. */
export function readInput(
  lab: string | undefined,
  strategy: string | undefined,
  places: Places,
  library: LoadedLibrary,
): Result<LabInput, string> {
  const labText = readLab(lab, places, library);
  if (!labText.ok) return labText;
  const strategyText = readStrategy(strategy, places, library);
  if (!strategyText.ok) return strategyText;
  return ok({ lab: labText.value, strategy: strategyText.value, kernel: [] });
}

/** Every lab of a folder, by name; a single file is a list of one. */
export function readLabs(
  name: string | undefined,
  places: Places,
  library: LoadedLibrary,
): Result<readonly TextInput[], string> {
  if (isBlank(name)) return fail('Name a folder of labs, for example resources/labs.');
  const path = resolve(places.here, name);
  if (kindOf(path) !== 'folder') {
    const one = readLab(name, places, library);
    return one.ok ? ok([one.value]) : one;
  }
  const entries = listFolder(path);
  if (entries === undefined) return fail(`The folder ${name} cannot be read; look at its permissions.`);
  const names = entries.filter((entry) => entry.endsWith(labEnding)).sort();
  if (names.length === 0) return fail(`There is no lab in ${name}; their files end in ${labEnding}.`);
  const texts: TextInput[] = [];
  for (const entry of names) {
    const file = join(path, entry);
    if (kindOf(file) === 'folder') {
      return fail(`${join(name, entry)} is a folder, not the text of a lab; give it another name.`);
    }
    const text = readText(file, places);
    if (!text.ok) return text;
    texts.push(text.value);
  }
  return ok(texts);
}

export function readStrategies(
  names: readonly string[],
  places: Places,
  library: LoadedLibrary,
): Result<readonly TextInput[], string> {
  const wanted =
    names.length === 0 ? library.strategies.map(({ id }) => id) : names.flatMap((name) => name.split(','));
  const texts: TextInput[] = [];
  for (const name of wanted) {
    const text = readStrategy(name, places, library);
    if (!text.ok) return text;
    texts.push(text.value);
  }
  return ok(texts);
}

function builtInText(path: string, library: LoadedLibrary): Result<TextInput, string> {
  const found = library.texts.find((text) => text.path === path);
  return found === undefined
    ? fail(`${path} is not among the built-in texts.`)
    : ok({ path, text: found.text });
}

function isBlank(name: string | undefined): name is undefined {
  return name === undefined || name.trim() === '';
}

/** What cannot even be asked about (a name that is too long, a link in a circle) is not there. */
function kindOf(path: string): 'file' | 'folder' | 'other' | 'none' {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return 'file';
    return stat.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'none';
  }
}

function noFile(name: string): string {
  return `${name} is not a file but a device, a pipe or a socket.`;
}

function listFolder(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path);
  } catch {
    return undefined;
  }
}

/** A built-in text keeps its built-in name, wherever it is called from. */
function readText(path: string, places: Places): Result<TextInput, string> {
  const shown = relative(places.here, path);
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return fail(noFile(shown));
    if (stat.size > limits.textLength * 4) return fail(tooLarge(shown));
    // Editors on Windows put a byte order mark in front.
    const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
    if (text.length > limits.textLength) return fail(tooLarge(shown));
    const below = relative(places.resources, path).replaceAll('\\', '/');
    return ok({ path: below.startsWith('..') ? shown : below, text });
  } catch (error) {
    return fail(`${shown} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function tooLarge(name: string): string {
  return `${name} is larger than ${limits.textLength / 1024} KiB, the bound for one text.`;
}
