// The files that were opened or saved last, newest first; kept in a file of our own, since Linux has no list for this.

import { readFile } from 'node:fs/promises';
import { writeAtomically } from './atomic-write.ts';

const longest = 10;

export class RecentFiles {
  #paths: readonly string[] = [];
  readonly #file: string;
  readonly #changed: (paths: readonly string[]) => void;

  constructor(file: string, changed: (paths: readonly string[]) => void) {
    this.#file = file;
    this.#changed = changed;
  }

  get paths(): readonly string[] {
    return this.#paths;
  }

  /** A missing or broken list is an empty one. */
  async load(): Promise<void> {
    try {
      const value: unknown = JSON.parse(await readFile(this.#file, 'utf8'));
      const paths: readonly unknown[] = Array.isArray(value) ? value : [];
      this.#paths = paths.filter((path) => typeof path === 'string').slice(0, longest);
    } catch {
      this.#paths = [];
    }
    this.#changed(this.#paths);
  }

  add(path: string): Promise<void> {
    return this.#set([path, ...this.#paths.filter((known) => known !== path)].slice(0, longest));
  }

  remove(path: string): Promise<void> {
    return this.#set(this.#paths.filter((known) => known !== path));
  }

  clear(): Promise<void> {
    return this.#set([]);
  }

  async #set(paths: readonly string[]): Promise<void> {
    this.#paths = paths;
    this.#changed(paths);
    await writeAtomically(this.#file, `${JSON.stringify(paths, undefined, 2)}\n`);
  }
}
