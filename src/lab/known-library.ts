// Remembers from one process to the next that nothing is wrong with a kernel library, so that only what a lab reaches of
// it is read and checked.
//
// Promises: what is remembered holds for exactly these texts, which are kept with it, and for the checker that wrote it
// only if the caller names another file for another one. A file that cannot be read or written costs time, nothing else.

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { adoptGood, goodLibrary } from '../core/language/check/known-good.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';

/** Gives what to call when the work is done, to write down what was found out. */
export function recallLibrary(file: string, kernel: readonly SourceFile[]): () => void {
  const texts = textsOf(kernel);
  const kept = readIfThere(file);
  // Whole texts, not a digest of them: comparing them takes less time than loading what makes digests.
  const holds = kept.endsWith(texts) && kept[kept.length - texts.length - 1] === '\n';
  const [names = '', ...paths] = holds ? kept.slice(0, -texts.length - 1).split('\n') : [];
  if (holds) adoptGood(kernel, { names, paths });
  return () => {
    const now = goodLibrary(kernel);
    if (now === undefined || (holds && now.paths.length === paths.length)) return;
    write(file, [now.names, ...now.paths, texts].join('\n'));
  };
}

/** Begins with a line that no path is. */
function textsOf(kernel: readonly SourceFile[]): string {
  return `\n${kernel.map(({ path, text }) => `${path}\n${text.length}\n${text}`).join('\n')}`;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function write(file: string, text: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    writeFileSync(aside, text);
    renameSync(aside, file);
  } catch {
    rmSync(aside, { force: true });
  }
}
