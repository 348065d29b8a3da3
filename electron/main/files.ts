// Opening and saving for the window: dialogs, drops and tokens. The window knows a file by its token only.
//
// Promises: nothing is read or written that the person has not chosen in a dialog, dropped, or named to the system; a
// file that is too large or not UTF-8 is a Failure and is not handed on; saving is atomic.

import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { limits } from '../../src/contract/limits.ts';
import { failure } from '../../src/contract/problems.ts';
import type { Contract, OpenedFile, Outcome } from '../../src/contract/table.ts';
import { writeAtomically } from './atomic-write.ts';
import type { DialogPart, FileFilterPart } from './parts.ts';

type OpenRequest = Contract['files.open']['request'];
type SaveRequest = Contract['files.save']['request'];

const filters: Readonly<Record<OpenRequest['kinds'][number], FileFilterPart>> = {
  session: { name: 'pinlab sessions', extensions: ['pinlab'] },
  lab: { name: 'Labs (.lab.c)', extensions: ['c'] },
  strategy: { name: 'Strategies (.strategy.c)', extensions: ['c'] },
  policy: { name: 'Policies (.policy.c)', extensions: ['c'] },
};

export interface FilesListener {
  /** A file was opened or saved. */
  used(path: string): void;
  /** A file that was asked for cannot be read any more. */
  lost(path: string): void;
}

export class Files {
  readonly #paths = new Map<string, string>();
  readonly #listener: FilesListener;

  constructor(listener: FilesListener) {
    this.#listener = listener;
  }

  async open(dialog: DialogPart, { kinds }: OpenRequest): Promise<Outcome<OpenedFile | undefined>> {
    const wanted = [...new Set(kinds)];
    const all: FileFilterPart = {
      name: 'Labs, strategies, policies, sessions',
      extensions: [...new Set(wanted.flatMap((kind) => filters[kind].extensions))],
    };
    const { canceled, filePaths } = await dialog.showOpenDialog({
      filters: [all, ...wanted.map((kind) => filters[kind])],
      properties: ['openFile'],
    });
    const [path] = filePaths;
    return canceled || path === undefined ? { ok: true, value: undefined } : this.read(path);
  }

  /** For dialogs, drops, recent files and what the system asks us to open. */
  async read(path: string): Promise<Outcome<OpenedFile>> {
    const name = basename(path);
    try {
      const { size } = await stat(path);
      if (size > limits.sessionLength) {
        return failure(
          'too-large',
          `${name} has ${Math.ceil(size / 1024 ** 2)} MiB.`,
          'A lab has at most 256 KiB, a session at most 8 MiB; is this the right file?',
        );
      }
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
      this.#listener.used(path);
      return { ok: true, value: { token: this.#tokenFor(path), name, text } };
    } catch (error) {
      if (error instanceof TypeError) {
        return failure(
          'bad-request',
          `${name} is not a text in UTF-8.`,
          'Open a lab, a strategy, a policy or a session.',
        );
      }
      this.#listener.lost(path);
      return failure(
        'io',
        `${name} cannot be read: ${wordsOf(error)}`,
        'Look whether it exists and may be read.',
      );
    }
  }

  async save(
    dialog: DialogPart,
    { token, suggestedName, text }: SaveRequest,
  ): Promise<Outcome<{ readonly token: string; readonly name: string } | undefined>> {
    const path =
      (token === undefined ? undefined : this.#paths.get(token)) ?? (await this.#ask(dialog, suggestedName));
    if (path === undefined) return { ok: true, value: undefined };
    try {
      await writeAtomically(path, text);
    } catch (error) {
      return failure(
        'io',
        `${basename(path)} was not saved: ${wordsOf(error)}`,
        'The file on disk is as it was. Save under another name or in another folder.',
      );
    }
    this.#listener.used(path);
    return { ok: true, value: { token: this.#tokenFor(path), name: basename(path) } };
  }

  async #ask(dialog: DialogPart, suggestedName: string): Promise<string | undefined> {
    const name = basename(suggestedName.replaceAll('\\', '/'));
    const isSession = name.endsWith('.pinlab');
    const { canceled, filePath } = await dialog.showSaveDialog({
      defaultPath: name,
      filters: [isSession ? filters.session : filters.lab, { name: 'All files', extensions: ['*'] }],
    });
    return canceled || filePath === '' ? undefined : filePath;
  }

  #tokenFor(path: string): string {
    for (const [token, known] of this.#paths) if (known === path) return token;
    const token = randomUUID();
    this.#paths.set(token, path);
    return token;
  }
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
