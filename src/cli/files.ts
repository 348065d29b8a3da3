// Reads texts that a person names; a name that leads nowhere is answered in words, never by an exception.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { limits } from '../contract/limits.ts';
import type { TextInput } from '../contract/table.ts';
import { fail, ok, type Result } from '../core/base/result.ts';
import type { LoadedLibrary } from '../lab/library.ts';
import type { Places } from './terminal.ts';

export function builtInText(path: string, library: LoadedLibrary): Result<TextInput, string> {
  const found = library.texts.find((text) => text.path === path);
  return found === undefined
    ? fail(`${path} is not among the built-in texts.`)
    : ok({ path, text: found.text });
}

export function isBlank(name: string | undefined): name is undefined {
  return name === undefined || name.trim() === '';
}

/** What cannot even be asked about (a name that is too long, a link in a circle) is not there. */
export function kindOf(path: string): 'file' | 'folder' | 'other' | 'none' {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return 'file';
    return stat.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'none';
  }
}

export function noFile(name: string): string {
  return `${name} is not a file but a device, a pipe or a socket.`;
}

export function listFolder(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path);
  } catch {
    return undefined;
  }
}

/** A built-in text keeps its built-in name, wherever it is called from. */
export function readText(path: string, places: Places): Result<TextInput, string> {
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
