// Reads everything that pinlab ships, once, at the start: labs, strategies, policies, presets, kernel library.
//
// Promises: texts in the order of their paths; a missing folder of the kernel library is a Failure that names it; a
// preset or a lab that names what does not exist is listed with its problem. The lists are made when they are first
// looked at: one cell on the command line has no use for the headers of every lab. On wish the texts too are read late.
// Does not: check the texts (see describe.ts).

import { readdirSync, readFileSync } from 'node:fs';
import type { Failure, Library, LibraryLab, LibraryPreset, Outcome } from '../contract/table.ts';
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
  /** One of the presets, without a look at the others. */
  readonly presetOf: (id: string) => LibraryPreset | undefined;
  /** By path of the strategy or policy: why no scenario turns red without a line. */
  readonly notes: ReadonlyMap<string, readonly LoadBearingNote[]>;
}

interface Folder {
  readonly name: string;
  readonly role: SourceRole;
  readonly ending: RegExp;
}

const kernelFolder: Folder = { name: 'kernel', role: 'kernel', ending: /\.[ch]$/ };
const otherFolders: readonly Folder[] = [
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
 * it cannot be. For one command, which needs one lab and one design of hundreds of files. `known`: the kernel library,
 * where it was read before.
 */
export function readLibrary(
  resources: string,
  when: 'now' | 'later' = 'now',
  known?: readonly SourceFile[],
): Outcome<LoadedLibrary> {
  try {
    const library = openLibrary(resources, known);
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

function openLibrary(resources: string, known: readonly SourceFile[] | undefined): LoadedLibrary {
  const read = (path: string): string => {
    try {
      return readFileSync(`${resources}/${path}`, 'utf8');
    } catch (error) {
      throw new UnreadableLibrary(whyOf(error));
    }
  };
  // The kernel library is always needed whole.
  const kernel =
    known ??
    filesIn(resources, kernelFolder)
      .filter(({ path, ending }) => ending.test(path))
      .map(({ path, role }) => ({ path, role, text: read(path) }));
  const listed = once(() => otherFolders.flatMap((folder) => filesIn(resources, folder)));
  const texts = once(() => {
    const shown = listed().filter(({ path, ending }) => ending.test(path));
    return [...kernel, ...shown.map(({ path, role }) => textOf(path, role, () => read(path)))];
  });
  const expectFiles = once(
    () =>
      new Map(
        listed()
          .filter(({ path }) => path.endsWith('.expect.json'))
          .map(({ path }) => [
            path.replace(/\.expect\.json$/, labEnding),
            once(() => parsed(path, parseExpectFile(read(path)))),
          ]),
      ),
  );
  const expected = once(() => new Map([...expectFiles()].map(([lab, file]) => [lab, file()])));
  const notes = once(() => {
    const files = listed().filter(({ path }) => path.endsWith(notesEnding));
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
    get texts() {
      return texts();
    },
    kernel,
    get expected() {
      return expected();
    },
    expectedOf: (path) => expectFiles().get(path)?.(),
    presetOf: lists.presetOf,
    get notes() {
      return notes();
    },
    engineVersion,
  };
}

function textOf(path: string, role: SourceRole, read: () => string): SourceFile {
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
function describeTexts(texts: () => readonly SourceFile[], expected: () => ReadonlyMap<string, ExpectFile>) {
  const withRole = (role: SourceRole) => texts().filter((text) => text.role === role);
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
  const presetOf = (id: string): LibraryPreset | undefined => {
    const text = withRole('preset').find(({ path }) => idOf(path) === id);
    if (text === undefined) return undefined;
    const idsOf = (role: SourceRole) => withRole(role).map(({ path }) => idOf(path));
    const preset = describePreset(text, { strategies: idsOf('strategy'), policies: idsOf('policy') });
    // What is wrong is told with the others in their order.
    return preset.problem === undefined ? preset : presets().find((one) => one.id === id);
  };
  return { labs, strategies, policies, presets, presetOf };
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

/** In the order of their paths. */
function filesIn(
  resources: string,
  { name, role, ending }: Folder,
): readonly { readonly path: string; readonly role: SourceRole; readonly ending: RegExp }[] {
  try {
    return filesBelow(resources, name)
      .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      .map((path) => ({ path, role, ending }));
  } catch (error) {
    // A product without presets is whole; one without a kernel library is noticed by the caller.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new UnreadableLibrary(whyOf(error));
  }
}

function filesBelow(resources: string, folder: string): string[] {
  const files: string[] = [];
  for (const entry of readdirSync(`${resources}/${folder}`, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isFile()) files.push(path);
    else if (entry.isDirectory()) files.push(...filesBelow(resources, path));
  }
  return files;
}

function unreadable(why: string): Failure {
  return {
    code: 'io',
    message: `The built-in texts cannot be read: ${why}`,
    remedy: 'Mend that file, or install pinlab again.',
  };
}
