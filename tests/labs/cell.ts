// One cell of the matrix, straight through core: texts in, verdict out.
//
// Promises: plain, exact search with the default bounds; a text that does not check is an Error with every message.
// Does not use src/lab's engine, so that a defect there and one here do not agree by accident.

import { readFileSync } from 'node:fs';
import { notApplicable, verdictOf, whyNotApplicable } from '../../src/core/check/assemble.ts';
import { defaultBounds, type Verdict } from '../../src/core/check/verdict.ts';
import { explore } from '../../src/core/explore/explore.ts';
import { silentHooks } from '../../src/core/explore/request.ts';
import { checkProgram } from '../../src/core/language/check/check.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import type { Diagnostic } from '../../src/core/language/source/diagnostic.ts';
import { placeDiagnostics } from '../../src/core/language/source/place.ts';
import type { SourceFile } from '../../src/core/language/source/source-file.ts';
import { compileMachine } from '../../src/core/machine/compile.ts';
import { type LoadedLibrary, readLibrary } from '../../src/lab/library.ts';

export const resources = new URL('../../resources', import.meta.url).pathname;

/** A text replacement that must turn a property red; `file` is a path below resources. */
export interface Mutation {
  readonly strategy: string;
  readonly file: string;
  readonly old: string;
  readonly new: string;
  readonly property: string;
}

export function shipped(): LoadedLibrary {
  const library = readLibrary(resources);
  if (!library.ok) throw new Error(library.error.message);
  return library.value;
}

export function expectPath(lab: string): string {
  return `${resources}/labs/${lab}.expect.json`;
}

export function mutationsOf(lab: string): readonly Mutation[] {
  return JSON.parse(readFileSync(`${resources}/labs/${lab}.mutations.json`, 'utf8')) as readonly Mutation[];
}

/** The texts with `old` replaced by `new` in one file; it must occur there exactly once. */
export function mutate(texts: readonly SourceFile[], mutation: Mutation): readonly SourceFile[] {
  const file = texts.find(({ path }) => path === mutation.file);
  if (file === undefined) throw new Error(`no file ${mutation.file}`);
  const parts = file.text.split(mutation.old);
  if (parts.length !== 2) {
    throw new Error(`${mutation.file} has ${parts.length - 1} places like ${JSON.stringify(mutation.old)}`);
  }
  return texts.map((text) => (text === file ? { ...text, text: parts.join(mutation.new) } : text));
}

/** A lab that is not shipped, by its text. */
export function verdictOfText(texts: readonly SourceFile[], text: string, strategy: string): Verdict {
  const lab: SourceFile = { path: 'labs/inline.lab.c', role: 'lab', text };
  return verdictOfCell([...texts, lab], 'inline', strategy);
}

export function verdictOfCell(texts: readonly SourceFile[], lab: string, strategy: string): Verdict {
  const named = (path: string): SourceFile => {
    const text = texts.find((one) => one.path === path);
    if (text === undefined) throw new Error(`no file ${path}`);
    return text;
  };
  const checked = checkProgram({
    lab: named(`labs/${lab}.lab.c`),
    strategy: named(`strategies/${strategy}.strategy.c`),
    kernel: texts.filter(({ role }) => role === 'kernel'),
  });
  const { program } = checked;
  if (program === undefined) throw new Error(wrong(checked.files, checked.diagnostics));
  const graph = lowerProgram(program, { ledger: false });
  if (!graph.ok) throw new Error(wrong(checked.files, graph.error));
  const subject = { lab, strategy, pages: program.pages.length, missing: program.missing, costs: [] };
  const why = whyNotApplicable(graph.value, program.missing);
  if (why !== undefined) return notApplicable(subject, graph.value, defaultBounds, why);
  const search = explore(graph.value, compileMachine(graph.value), { bounds: defaultBounds }, silentHooks);
  return verdictOf(subject, graph.value, search);
}

function wrong(files: readonly SourceFile[], diagnostics: readonly Diagnostic[]): string {
  return placeDiagnostics(files, diagnostics)
    .map((one) => `${one.path}:${one.line}:${one.column}: ${one.severity}: ${one.message}; ${one.remedy}`)
    .join('\n');
}
