// What the record says of cells: out of the library for built-in labs, out of the expect files beside a person's own.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentedOutcome, parseExpectFile } from '../../lab/expect-file.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import type { NamedLab } from '../labs.ts';

export function documentedFor(
  labs: readonly NamedLab[],
  library: LoadedLibrary,
): (cell: { readonly lab: NamedLab; readonly design: string }) => DocumentedOutcome | undefined {
  const byLab = new Map(
    labs.map((lab) => {
      const builtIn = library.labs.find(({ path }) => path === lab.text.path);
      return [lab, builtIn?.documented ?? besideLab(lab)];
    }),
  );
  return ({ lab, design }) => byLab.get(lab)?.find(({ strategy }) => strategy === design);
}

function besideLab({ folder, id }: NamedLab): readonly DocumentedOutcome[] {
  const file = join(folder, `${id}.expect.json`);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return [];
  const read = parseExpectFile(readFileSync(file, 'utf8'));
  return read.ok ? read.value.documented : [];
}
