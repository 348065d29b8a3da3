// Reads everything that pinlab ships, once, at the start: labs, strategies, policies, presets, kernel library.
//
// Promises: texts in the order of their paths; a missing folder of the kernel library is a Failure that names it; a
// preset or a lab that names what does not exist is listed with its problem. The lists are made when they are first
// looked at: one cell on the command line has no use for the headers of every lab. On wish the texts too are read late.
// Does not: check the texts (see describe.ts).

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure, Library, LibraryLab, Outcome } from '../contract/table.ts';
import type { Result } from '../core/base/result.ts';
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
  /** The same of one lab, without a look at the others. */
  readonly expectedOf: (path: string) => ExpectFile | undefined;
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

/** A file of a library that was left for later, and could not be read then. */
export class UnreadableLibrary extends Error {
  override readonly name = 'UnreadableLibrary';
  readonly failure: Failure;

  constructor(why: string) {
    super(why);
    this.failure = unreadable(why);
  }
}

/**
 * `later`: what is not the kernel library is read when somebody looks at it, and throws an `UnreadableLibrary` then if
 * it cannot be. For one command, which needs one lab and one design of hundreds of files.
 */
export function readLibrary(resources: string, when: 'now' | 'later' = 'now'): Outcome<LoadedLibrary> {
  try {
    const library = openLibrary(resources);
    if (library.kernel.length === 0) {
      return { ok: false, error: unreadable(`no kernel library in ${resources}`) };
    }
    if (when === 'now') lookAtAll(library);
    return { ok: true, value: library };
  } catch (error) {
    if (error instanceof UnreadableLibrary) return { ok: false, error: error.failure };
    return { ok: false, error: unreadable(whyOf(error)) };
  }
}

function lookAtAll({ texts, expected, notes }: LoadedLibrary): void {
  for (const { text } of texts) text.at(0);
  expected.size;
  notes.size;
}

function openLibrary(resources: string): LoadedLibrary {
  const read = (path: string): string => {
    try {
      return readFileSync(join(resources, path), 'utf8');
    } catch (error) {
      throw new UnreadableLibrary(whyOf(error));
    }
  };
  const texts: SourceFile[] = [];
  const others: { readonly path: string; readonly role: SourceRole }[] = [];
  for (const { name, role, ending } of folders) {
    for (const path of filesBelow(resources, name)) {
      if (ending.test(path)) texts.push(textOf(path, role, () => read(path)));
      else others.push({ path, role });
    }
  }
  const kernel = texts.filter(({ role }) => role === 'kernel');
  const expectFiles = new Map(
    others
      .filter(({ path }) => path.endsWith('.expect.json'))
      .map(({ path }) => [
        path.replace(/\.expect\.json$/, labEnding),
        once(() => parsed(path, parseExpectFile(read(path)))),
      ]),
  );
  const expected = once(() => new Map([...expectFiles].map(([lab, file]) => [lab, file()])));
  const notes = once(() => {
    const files = others.filter(({ path }) => path.endsWith(notesEnding));
    return new Map(
      files.map(({ path, role }) => [
        `${path.slice(0, -notesEnding.length)}.${role}.c`,
        parsed(path, parseNotes(read(path))),
      ]),
    );
  });
  const lists = describeTexts(texts, expected);
  return {
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
    get expected() {
      return expected();
    },
    expectedOf: (path) => expectFiles.get(path)?.(),
    get notes() {
      return notes();
    },
    engineVersion,
  };
}

/** The kernel library is always needed whole. */
function textOf(path: string, role: SourceRole, read: () => string): SourceFile {
  if (role === 'kernel') return { path, role, text: read() };
  let text: string | undefined;
  return {
    path,
    role,
    get text() {
      text ??= read();
      return text;
    },
  };
}

function parsed<T>(path: string, file: Result<T, string>): T {
  if (!file.ok) throw new UnreadableLibrary(`${path}: ${file.error}`);
  return file.value;
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Each list is made once. */
function describeTexts(texts: readonly SourceFile[], expected: () => ReadonlyMap<string, ExpectFile>) {
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
      .map((text) => describeLab(text, expected().get(text.path), comparable))
      .sort(byCatalogue);
  });
  return { labs, strategies, policies, presets };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
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
