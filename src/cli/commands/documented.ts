// What the record says of labs and strategies: out of the library for built-in labs, out of the expect files beside
// a person's own.

import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { TextInput } from '../../contract/table.ts';
import { type DocumentedOutcome, parseExpectFile } from '../../lab/expect-file.ts';
import { idOf } from '../../lab/file-names.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import type { Terminal } from '../terminal.ts';

export interface DocumentedCell extends DocumentedOutcome {
  readonly lab: string;
}

/** `named`: a folder of labs, or one lab's file. */
export function documentedFor(
  named: string,
  labs: readonly TextInput[],
  terminal: Terminal,
  library: LoadedLibrary,
): readonly DocumentedCell[] {
  const place = resolve(terminal.places.here, named);
  const folder = isFile(place) ? dirname(place) : place;
  return labs.flatMap(({ path }) => {
    const lab = idOf(path);
    const builtIn = library.labs.find((one) => one.path === path);
    const documented = builtIn?.documented ?? besideLab(folder, lab);
    return documented.map((outcome) => ({ lab, ...outcome }));
  });
}

function besideLab(folder: string, lab: string): readonly DocumentedOutcome[] {
  const file = join(folder, `${lab}.expect.json`);
  if (!isFile(file)) return [];
  const read = parseExpectFile(readFileSync(file, 'utf8'));
  return read.ok ? read.value.documented : [];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
