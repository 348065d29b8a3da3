// Finds the labs that a person names: by file, by folder, or by the id of a built-in one.
//
// Promises: a name that leads nowhere is answered with what exists and what may have been meant.

import { dirname, join, resolve } from 'node:path';
import type { TextInput } from '../contract/table.ts';
import { fail, ok, type Result } from '../core/base/result.ts';
import { expandCompare } from '../core/check/compare-designs.ts';
import { readHeader } from '../core/language/check/header.ts';
import { nearest } from '../core/language/source/did-you-mean.ts';
import { idOf, labEnding } from '../lab/file-names.ts';
import type { LoadedLibrary } from '../lab/library.ts';
import { builtInText, isBlank, kindOf, listFolder, noFile, readText } from './files.ts';
import type { Places } from './terminal.ts';

export interface NamedLab {
  readonly id: string;
  readonly text: TextInput;
  /** Where its expect file lies, or would lie. */
  readonly folder: string;
  /** It was found by its id, not by a path. */
  readonly byId: boolean;
}

export function readLab(
  name: string | undefined,
  places: Places,
  library: LoadedLibrary,
): Result<NamedLab, string> {
  if (isBlank(name)) return fail('Name a lab: the path of a file NAME.lab.c.');
  const path = resolve(places.here, name);
  const kind = kindOf(path);
  if (kind === 'file') return labAt(path, places);
  // By its file's name: making the catalogue would read the headers of hundreds of texts.
  const builtIn = library.texts.find(
    (text) => text.role === 'lab' && text.path.startsWith('labs/') && idOf(text.path) === name,
  );
  if (builtIn !== undefined) return builtInLab(builtIn.path, places, library);
  if (kind === 'folder') return fail(`${name} is a folder; name one lab in it, or use matrix.`);
  if (kind === 'other') return fail(noFile(name));
  const meant = nearest(
    name.slice(name.lastIndexOf('/') + 1).replace(/\.lab\.c$/, ''),
    library.labs.map(({ id }) => id),
  );
  return fail(`There is no file ${name}.${meant === undefined ? '' : ` Did you mean ${meant}${labEnding}?`}`);
}

/** The labs of folders (and of the folders in them), by name; single files; every built-in lab where nothing is named. */
export function readLabs(
  names: readonly string[],
  places: Places,
  library: LoadedLibrary,
): Result<readonly NamedLab[], string> {
  const labs: NamedLab[] = [];
  const found =
    names.length === 0
      ? library.labs.map(({ path }) => builtInLab(path, places, library))
      : names.flatMap((name) => labsNamed(name, places, library));
  for (const lab of found) {
    if (!lab.ok) return lab;
    if (!labs.some(({ text }) => text.path === lab.value.text.path)) labs.push(lab.value);
  }
  // Built-in labs stand in the order of the catalogue, wherever their files lie; a person's own follow.
  const place = new Map(library.labs.map((lab, index) => [lab.path, index]));
  const placeOf = ({ text }: NamedLab) => place.get(text.path) ?? place.size;
  return ok(labs.sort((a, b) => placeOf(a) - placeOf(b)));
}

function labsNamed(
  name: string,
  places: Places,
  library: LoadedLibrary,
): readonly Result<NamedLab, string>[] {
  if (isBlank(name)) return [fail('Name a folder of labs, for example resources/labs.')];
  const path = resolve(places.here, name);
  if (kindOf(path) !== 'folder') return [readLab(name, places, library)];
  const entries = listFolder(path);
  if (entries === undefined) return [fail(`The folder ${name} cannot be read; look at its permissions.`)];
  const below = [...entries].sort().flatMap((entry) => labsIn(join(path, entry), join(name, entry), places));
  if (below.length > 0) return below;
  return [fail(`There is no lab in ${name}; their files end in ${labEnding}.`)];
}

/** An entry of a folder: a lab, or one more folder with labs in it. */
function labsIn(path: string, shown: string, places: Places): readonly Result<NamedLab, string>[] {
  const isFolder = kindOf(path) === 'folder';
  if (path.endsWith(labEnding)) {
    return [
      isFolder
        ? fail(`${shown} is a folder, not the text of a lab; give it another name.`)
        : labAt(path, places),
    ];
  }
  const entries = isFolder ? (listFolder(path) ?? []) : [];
  return entries
    .filter((entry) => entry.endsWith(labEnding))
    .sort()
    .map((entry) => labAt(join(path, entry), places));
}

/** What a lab is compared under when nobody names a design. */
export function designsOfLab(
  { text }: NamedLab,
  library: LoadedLibrary,
): { readonly designs: readonly string[]; readonly problem?: string } {
  const builtIn = library.texts.find(({ path }) => path === text.path);
  if (builtIn?.text === text.text) {
    const known = library.labs.find(({ path }) => path === text.path);
    if (known !== undefined) {
      return {
        designs: known.compare,
        ...(known.problem !== undefined && { problem: known.problem }),
      };
    }
  }
  const { designs, problem } = expandCompare(readHeader({ ...text, role: 'lab' }).compare, library);
  return { designs, ...(problem !== undefined && { problem: `COMPARE of ${text.path}: ${problem}` }) };
}

function labAt(path: string, places: Places): Result<NamedLab, string> {
  const text = readText(path, places);
  return text.ok ? ok({ id: idOf(path), text: text.value, folder: dirname(path), byId: false }) : text;
}

function builtInLab(path: string, places: Places, library: LoadedLibrary): Result<NamedLab, string> {
  const text = builtInText(path, library);
  if (!text.ok) return text;
  return ok({ id: idOf(path), text: text.value, folder: dirname(join(places.resources, path)), byId: true });
}
