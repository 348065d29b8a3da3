// Libraries that were checked whole and had nothing wrong: of those, functions that nothing reaches need not be checked
// again for the next lab.
//
// Promises: all texts of the library count, so that a changed header or a copy of one file makes it another library,
// which is checked whole. What a lab or a strategy reaches is always checked.

import type { SourceFile } from '../source/source-file.ts';

interface Good {
  readonly kernel: readonly SourceFile[];
  /** Of the types that were known when it was read first: a text reads the same only where the same names are types. */
  readonly names: string;
  /** Files that took part; headers that nobody included did not. */
  readonly paths: Set<string>;
}

/** What is known of one library, for another thread or process. */
export interface GoodLibrary {
  readonly names: string;
  readonly paths: readonly string[];
}

/** The library itself and a few with changes. */
const MOST = 4;

let good: readonly Good[] = [];

/** Paths of the library's files that were found good; none for a library that is new. */
export function knownGood(kernel: readonly SourceFile[]): ReadonlySet<string> {
  return find(kernel)?.paths ?? new Set();
}

/** Names of types under which those files were read; undefined for a library that is new. */
export function namesWhenGood(kernel: readonly SourceFile[]): string | undefined {
  return find(kernel)?.names;
}

export function goodLibrary(kernel: readonly SourceFile[]): GoodLibrary | undefined {
  const known = find(kernel);
  return known === undefined ? undefined : { names: known.names, paths: [...known.paths] };
}

/** Takes another's word for it. */
export function adoptGood(kernel: readonly SourceFile[], { names, paths }: GoodLibrary): void {
  rememberGood(
    kernel,
    names,
    paths.map((path) => ({ path, role: 'kernel' })),
  );
}

/** `files`: every text of a program in which nothing was wrong, or those of the library alone. */
export function rememberGood(
  kernel: readonly SourceFile[],
  names: string,
  files: readonly Pick<SourceFile, 'path' | 'role'>[],
): void {
  let known = find(kernel);
  if (known === undefined) {
    known = { kernel, names, paths: new Set() };
    good = [known, ...good].slice(0, MOST);
  }
  for (const { path, role } of files) if (role === 'kernel') known.paths.add(path);
}

function find(kernel: readonly SourceFile[]): Good | undefined {
  return good.find((known) => sameTexts(known.kernel, kernel));
}

function sameTexts(a: readonly SourceFile[], b: readonly SourceFile[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ path, text }, index) => path === b[index]?.path && text === b[index]?.text)
  );
}
