// One cell of the matrix, straight through core: texts in, verdict out.
//
// Promises: plain, exact search with the default bounds; a text that does not check is an Error with every message.
// Does not use src/lab's engine, so that a defect there and one here do not agree by accident.

import { readFileSync } from 'node:fs';
import { notApplicable, verdictOf, whyNotApplicable } from '../../src/core/check/assemble.ts';
import { type Design, splitDesign } from '../../src/core/check/design.ts';
import { defaultBounds, type Verdict } from '../../src/core/check/verdict.ts';
import { explore } from '../../src/core/explore/explore.ts';
import { silentHooks } from '../../src/core/explore/request.ts';
import { checkProgram, type ProgramTexts } from '../../src/core/language/check/check.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import type { Diagnostic } from '../../src/core/language/source/diagnostic.ts';
import { placeDiagnostics } from '../../src/core/language/source/place.ts';
import type { SourceFile } from '../../src/core/language/source/source-file.ts';
import { compileMachine } from '../../src/core/machine/compile.ts';
import { type LoadedLibrary, readLibrary } from '../../src/lab/library.ts';

export const resources = new URL('../../resources', import.meta.url).pathname;

/** A text replacement that must turn a property red under a design; `file` is a path below resources. */
export interface Mutation {
  /** A design's id, or a preset's name. */
  readonly strategy: string;
  readonly file: string;
  readonly old: string;
  readonly new: string;
  readonly property: string;
}

let library: LoadedLibrary | undefined;

export function shipped(): LoadedLibrary {
  if (library !== undefined) return library;
  const read = readLibrary(resources);
  if (!read.ok) throw new Error(read.error.message);
  library = read.value;
  return read.value;
}

/** Beside a lab, by the lab's path: `….expect.json`, `….mutations.json`. */
export function besideLab(path: string, ending: string): string {
  return `${resources}/${path.replace(/\.lab\.c$/, ending)}`;
}

export function mutationsOf(path: string): readonly Mutation[] {
  return JSON.parse(readFileSync(besideLab(path, '.mutations.json'), 'utf8')) as readonly Mutation[];
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
export function verdictOfText(texts: readonly SourceFile[], text: string, design: string): Verdict {
  const lab: SourceFile = { path: 'labs/inline.lab.c', role: 'lab', text };
  return verdictOfCell([...texts, lab], lab.path, design);
}

/** By the lab's path and the design's id or preset's name. */
export function verdictOfCell(texts: readonly SourceFile[], lab: string, design: string): Verdict {
  const parts = partsOf(design);
  const checked = checkProgram(programOf(texts, lab, parts));
  const { program } = checked;
  if (program === undefined) throw new Error(wrong(checked.files, checked.diagnostics));
  const graph = lowerProgram(program, { ledger: false, lanes: false });
  if (!graph.ok) throw new Error(wrong(checked.files, graph.error));
  const { pages, missing } = program;
  const subject = { lab, design, ...parts, pages: pages.length, missing };
  const why = whyNotApplicable(graph.value, missing);
  if (why !== undefined) return notApplicable(subject, graph.value, defaultBounds, why);
  const machine = compileMachine(graph.value, parts.memory);
  return verdictOf(
    subject,
    graph.value,
    explore(graph.value, machine, { bounds: defaultBounds }, silentHooks),
  );
}

/** What a design's id or a preset's name stands for. */
export function partsOf(design: string): Design {
  const preset = shipped().presets.find(({ id }) => id === design);
  if (preset?.problem !== undefined) throw new Error(preset.problem);
  const split = splitDesign(design);
  if (preset !== undefined) return preset;
  if (!split.ok) throw new Error(split.error);
  return split.value;
}

export function programOf(texts: readonly SourceFile[], lab: string, design: Design): ProgramTexts {
  const named = (path: string): SourceFile => {
    const text = texts.find((one) => one.path === path);
    if (text === undefined) throw new Error(`no file ${path}`);
    return text;
  };
  return {
    lab: named(lab),
    strategy: named(`strategies/${design.strategy}.strategy.c`),
    policies: design.policies.map((policy) => named(`policies/${policy}.policy.c`)),
    kernel: texts.filter(({ role }) => role === 'kernel'),
  };
}

function wrong(files: readonly SourceFile[], diagnostics: readonly Diagnostic[]): string {
  return placeDiagnostics(files, diagnostics)
    .map((one) => `${one.path}:${one.line}:${one.column}: ${one.severity}: ${one.message}; ${one.remedy}`)
    .join('\n');
}
