// Forks and where they come from: a fork's name says which built-in text it is a copy of, so that sessions of any age
// know too; and the design that another document begins with, where a document's own texts stay behind with it.

import type { Library, TextInput } from '../../../contract/table.ts';
import { type DesignChoice, designOf } from '../../state/document.ts';
import { firstStrategy } from '../../welcome/first-steps.ts';

const forkSuffix = /-fork(?:-\d+)?$/;
const forkEnding = /-fork(?:-\d+)?(\.(?:strategy|policy)\.c)$/;

/** Path of a copy of the text at `path`, unlike those that are taken. */
export function forkName(path: string, taken: readonly TextInput[]): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const ending = /\.(strategy|policy)\.c$/.exec(file)?.[0] ?? '';
  const base = file.slice(0, file.length - ending.length).replace(forkSuffix, '');
  for (let n = 1; ; n++) {
    const name = `${base}-fork${n === 1 ? '' : `-${n}`}${ending}`;
    if (!taken.some((text) => text.path === name)) return name;
  }
}

/** The copy's own id, `x-fork` or `x-fork-2` as its file, so that verdicts name it and not what it came from. */
export function renamedFork(text: string, path: string): string {
  const suffix = /-fork(?:-\d+)?(?=\.(?:strategy|policy)\.c$)/.exec(path)?.[0] ?? '-fork';
  return text.replace(
    /((?:STRATEGY|POLICY)\s*\(\s*")([^"\n]*)(")/,
    (_, before: string, id: string, after: string) => before + id.replace(forkSuffix, '') + suffix + after,
  );
}

/** The built-in text that one of the person's own is a copy of; the same path for labs and kernel files. */
export function originOf(library: Library, path: string): TextInput | undefined {
  const exact = library.texts.find((text) => text.path === path);
  if (exact) return { path, text: exact.text };
  if (!forkEnding.test(path)) return undefined;
  const file = path.slice(path.lastIndexOf('/') + 1).replace(forkEnding, '$1');
  const found = library.texts.find((text) => text.path.slice(text.path.lastIndexOf('/') + 1) === file);
  return found && { path: found.path, text: found.text };
}

/** The same choice with forks replaced by what they come from; a text that comes from nothing built in is left out. */
export function builtInChoice(library: Library, choice: DesignChoice): DesignChoice {
  const builtIn = (path: string) => originOf(library, path)?.path;
  const first = library.strategies.find((known) => known.id === firstStrategy) ?? library.strategies[0];
  return {
    ...designOf(choice),
    strategyPath: builtIn(choice.strategyPath) ?? first?.path ?? choice.strategyPath,
    policyPaths: choice.policyPaths.flatMap((path) => builtIn(path) ?? []),
  };
}
