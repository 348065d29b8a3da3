// Which texts take part, in what order: headers before those that include them, the library, the strategy, the policies, the lab.
//
// Promises: each text once; a header takes part only if some text includes it; bounds of size and depth are told.

import type { Diagnostic } from '../source/diagnostic.ts';
import { nearest } from '../source/did-you-mean.ts';
import type { SourceFile } from '../source/source-file.ts';
import { MAX_TEXT, readable } from '../syntax/parse-text.ts';
import { type ReadText, readText } from '../syntax/read-once.ts';

export interface ProgramTexts {
  readonly lab: SourceFile;
  readonly strategy: SourceFile;
  /** In the order of the design's id. */
  readonly policies: readonly SourceFile[];
  /** Every file below `resources/kernel`, headers included. */
  readonly kernel: readonly SourceFile[];
}

export interface Sources {
  readonly files: readonly SourceFile[];
  /** One for each file. */
  readonly read: readonly ReadText[];
}

const HEADERS = 'kernel/include/';
const MAX_INCLUDE_DEPTH = 16;

/** `later`: paths of texts in which nothing is wrong; of those, functions' bodies wait until somebody asks for them. */
export function gatherSources(
  texts: ProgramTexts,
  later: ReadonlySet<string>,
  report: (diagnostic: Diagnostic) => void,
): Sources {
  const byPath = new Map(texts.kernel.map((file) => [file.path, file]));
  const files: SourceFile[] = [];
  const read: ReadText[] = [];
  const state = new Map<SourceFile, ReadText>();
  const complaints: { file: SourceFile; make: (index: number) => Diagnostic }[] = [];

  const visit = (file: SourceFile, depth: number): void => {
    if (state.has(file)) return;
    const tooLong = file.text.length > MAX_TEXT;
    const waits = file.role === 'kernel' && later.has(file.path);
    const result = readText(readable(file.text), waits ? 'later' : 'now');
    state.set(file, result);
    const complain = (code: string, start: number, end: number, message: string, remedy: string) => {
      complaints.push({
        file,
        make: (index) => ({ severity: 'error', code, span: { file: index, start, end }, message, remedy }),
      });
    };
    if (tooLong) complain('too-long', 0, 1, `this text has more than ${MAX_TEXT / 1024} KiB`, 'split it');
    for (const { word, tokens, start, end } of result.lexed.directives) {
      const [name] = tokens;
      if (word !== 'include' || name?.kind !== 'string') continue;
      const wanted = name.text.slice(1, -1);
      const header = byPath.get(HEADERS + wanted);
      if (header === undefined) {
        const near = nearest(wanted, headerNames(texts.kernel));
        complain(
          'unknown-include',
          start,
          end,
          `the library has no header \`${wanted}\``,
          near === undefined ? 'write `#include <lab.h>`' : `did you mean \`<${near}>\`?`,
        );
      } else if (depth >= MAX_INCLUDE_DEPTH) {
        complain(
          'too-deep',
          start,
          end,
          `more than ${MAX_INCLUDE_DEPTH} includes within each other`,
          'include the header from the text itself',
        );
      } else visit(header, depth + 1);
    }
    files.push(file);
    read.push(result);
  };

  for (const file of texts.kernel)
    if (!file.path.startsWith(HEADERS) && /\.[ch]$/.test(file.path)) visit(file, 0);
  visit(texts.strategy, 0);
  for (const policy of texts.policies) visit(policy, 0);
  visit(texts.lab, 0);
  for (const { file, make } of complaints) report(make(files.indexOf(file)));
  return { files, read };
}

function* headerNames(kernel: readonly SourceFile[]): Generator<string> {
  for (const { path } of kernel) if (path.startsWith(HEADERS)) yield path.slice(HEADERS.length);
}
