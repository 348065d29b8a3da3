// The one text that outlives a crash: unsaved work, written aside, gone once it is saved or given up.

import { readFile, rm } from 'node:fs/promises';
import { failure } from '../../src/contract/problems.ts';
import type { Outcome } from '../../src/contract/table.ts';
import { writeAtomically } from './atomic-write.ts';
import { wordsOf } from './files.ts';

export class Backup {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  async write(text: string | undefined): Promise<Outcome<undefined>> {
    try {
      if (text === undefined) await rm(this.#file, { force: true });
      else await writeAtomically(this.#file, text);
      return { ok: true, value: undefined };
    } catch (error) {
      return failure('io', `The backup was not written: ${wordsOf(error)}`, 'Save your work yourself.');
    }
  }

  async read(): Promise<Outcome<string | undefined>> {
    try {
      return { ok: true, value: await readFile(this.#file, 'utf8') };
    } catch {
      return { ok: true, value: undefined };
    }
  }
}
