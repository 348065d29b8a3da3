// Reads everything that pinlab ships, once, at the start: labs, strategies, policies, presets, kernel library.
//
// Promises: texts in the order of their paths; a missing folder of the kernel library is a Failure that names it; a
// preset or a lab that names what does not exist is listed with its problem. The lists are made when they are first
// looked at: one cell on the command line has no use for the headers of every lab.
// Does not: check the texts (see describe.ts).

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure, Library, LibraryLab, Outcome } from '../contract/table.ts';
import { type Comparable, expandCompare } from '../core/check/compare-designs.ts';
import { readHeader } from '../core/language/check/header.ts';
import type { SourceFile, SourceRole } from '../core/language/source/source-file.ts';
import { describePolicy, describePreset, describeStrategy, firstSentence } from './describe.ts';
import { type ExpectFile, parseExpectFile } from './expect-file.ts';
import { idOf, labEnding } from './file-names.ts';
import { groupOf } from './groups.ts';
import { type LoadBearingNote, notesEnding, parseNotes } from './load-bearing-notes.ts';
import { byAge, byCatalogue, byTables } from './order.ts';
import { engineVersion } from './version.ts';

export interface LoadedLibrary extends Library {
  /** The kernel library alone, as every check takes it. */
  readonly kernel: readonly SourceFile[];
  /** By path of the lab: what is known of its cells. */
  readonly expected: ReadonlyMap<string, ExpectFile>;
  /** By path of the strategy or policy: why no scenario turns red without a line. */
  readonly notes: ReadonlyMap<string, readonly LoadBearingNote[]>;
}

const folders: readonly { readonly name: string; readonly role: SourceRole; readonly ending: RegExp }[] = [
  { name: 'kernel', role: 'kernel', ending: /\.[ch]$/ },
  { name: 'strategies', role: 'strategy', ending: /\.strategy\.c$/ },
  { name: 'policies', role: 'policy', ending: /\.policy\.c$/ },
  { name: 'labs', role: 'lab', ending: /\.lab\.c$/ },
  { name: 'costs', role: 'lab', ending: /\.lab\.c$/ },
  { name: 'presets', role: 'preset', ending: /\.preset\.c$/ },
];

export function readLibrary(resources: string): Outcome<LoadedLibrary> {
  const texts: SourceFile[] = [];
  const expected = new Map<string, ExpectFile>();
  const notes = new Map<string, readonly LoadBearingNote[]>();
  try {
    for (const { name, role, ending } of folders) {
      for (const path of filesBelow(resources, name)) {
        const read = () => readFileSync(join(resources, path), 'utf8');
        if (ending.test(path)) texts.push({ path, role, text: read() });
        else if (path.endsWith('.expect.json')) {
          const file = parseExpectFile(read());
          if (!file.ok) return { ok: false, error: unreadable(`${path}: ${file.error}`) };
          expected.set(path.replace(/\.expect\.json$/, labEnding), file.value);
        } else if (path.endsWith(notesEnding)) {
          const file = parseNotes(read());
          if (!file.ok) return { ok: false, error: unreadable(`${path}: ${file.error}`) };
          notes.set(`${path.slice(0, -notesEnding.length)}.${role}.c`, file.value);
        }
      }
    }
  } catch (error) {
    return { ok: false, error: unreadable(error instanceof Error ? error.message : String(error)) };
  }
  const kernel = texts.filter(({ role }) => role === 'kernel');
  if (kernel.length === 0) return { ok: false, error: unreadable(`no kernel library in ${resources}`) };
  const lists = describeTexts(texts, expected);
  return {
    ok: true,
    value: {
      get labs() {
        return lists.labs();
      },
      get strategies() {
        return lists.strategies();
      },
      get policies() {
        return lists.policies();
      },
      get presets() {
        return lists.presets();
      },
      texts,
      kernel,
      expected,
      notes,
      engineVersion,
    },
  };
}

/** Each list is made once. */
function describeTexts(texts: readonly SourceFile[], expected: ReadonlyMap<string, ExpectFile>) {
  const withRole = (role: SourceRole) => texts.filter((text) => text.role === role);
  const strategies = once(() => withRole('strategy').map(describeStrategy).sort(byTables));
  const policies = once(() => withRole('policy').map(describePolicy));
  const presets = once(() => {
    const known = {
      strategies: strategies().map(({ id }) => id),
      policies: policies().map(({ id }) => id),
    };
    return withRole('preset')
      .map((text) => describePreset(text, known))
      .sort(byAge);
  });
  const labs = once(() => {
    const comparable = { strategies: strategies(), policies: policies(), presets: presets() };
    return withRole('lab')
      .filter(({ path }) => path.startsWith('labs/'))
      .map((text) => describeLab(text, expected.get(text.path), comparable))
      .sort(byCatalogue);
  });
  return { labs, strategies, policies, presets };
}

function once<T>(make: () => readonly T[]): () => readonly T[] {
  let made: readonly T[] | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function describeLab(file: SourceFile, expect: ExpectFile | undefined, comparable: Comparable): LibraryLab {
  const { designs, problem } = expandCompare(readHeader(file).compare, comparable);
  return {
    id: idOf(file.path),
    path: file.path,
    title: firstSentence(file.text),
    group: groupOf(file.path),
    compare: designs,
    documented: expect?.documented ?? [],
    ...(problem !== undefined && { problem: `COMPARE of ${file.path}: ${problem}` }),
  };
}

function filesBelow(resources: string, folder: string): readonly string[] {
  let entries: readonly { readonly parent: string; readonly name: string }[];
  try {
    entries = readdirSync(join(resources, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => ({ parent: entry.parentPath, name: entry.name }));
  } catch (error) {
    // A product without presets is whole; one without a kernel library is noticed by the caller.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .map(({ parent, name }) =>
      join(parent, name).slice(resources.length).replaceAll('\\', '/').replace(/^\/+/, ''),
    )
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function unreadable(why: string): Failure {
  return {
    code: 'io',
    message: `The built-in texts cannot be read: ${why}`,
    remedy: 'Mend that file, or install pinlab again.',
  };
}
