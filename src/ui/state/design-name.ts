// What a design is called: `v5.10`, `v5.10, changed`, `refcount-bias + wb-bounce · x86-TSO`; and which texts stand
// behind a name.
//
// Promises: a preset's name stands for exactly its parts, and for no text of the person's own.

import type { Library, LibraryPreset, NamedDesign, TextInput } from '../../contract/table.ts';
import { type Design, formatDesign, splitDesign } from '../../core/check/design.ts';
import { type DesignChoice, type DocumentState, policiesOf, sameDesign, strategyOf } from './document.ts';

/** `labs/s01-x.lab.c` -> `s01-x`; an id stays what it is. */
export function idOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.(lab|strategy|policy|preset)\.c$/, '');
}

/** Its parts by id. */
export function partsOf(choice: DesignChoice): Design {
  return {
    strategy: idOfPath(choice.strategyPath),
    policies: choice.policyPaths.map(idOfPath),
    memory: choice.memory,
  };
}

export function choiceOfPreset(library: Library, preset: LibraryPreset): DesignChoice | undefined {
  const choice = choiceOf(library, preset);
  return choice && { ...choice, preset: preset.id };
}

/** The library's texts behind a design id or a preset's name; undefined where one of them is missing. */
export function choiceOfId(library: Library, id: string): DesignChoice | undefined {
  const preset = library.presets.find((known) => known.id === id);
  if (preset) return choiceOfPreset(library, preset);
  const split = splitDesign(id);
  return split.ok ? choiceOf(library, split.value) : undefined;
}

function choiceOf(library: Library, { strategy, policies, memory }: Design): DesignChoice | undefined {
  const strategyPath = library.strategies.find((known) => known.id === strategy)?.path;
  const policyPaths = policies.flatMap((id) => library.policies.find((known) => known.id === id)?.path ?? []);
  if (strategyPath === undefined || policyPaths.length < policies.length) return undefined;
  return { strategyPath, policyPaths, memory, preset: undefined };
}

/** The preset that the choice was made from, if nothing of it has been changed since. */
export function exactPreset(library: Library, choice: DesignChoice): LibraryPreset | undefined {
  const preset = library.presets.find((known) => known.id === choice.preset);
  const parts = preset && choiceOf(library, preset);
  return parts && sameDesign(parts, choice) ? preset : undefined;
}

/** Under which a verdict is asked for. */
export function designId(library: Library, choice: DesignChoice): string {
  return exactPreset(library, choice)?.id ?? formatDesign(partsOf(choice));
}

/** For a person: the preset, with a word if parts were changed; else the parts. */
export function designLabel(library: Library, choice: DesignChoice): string {
  if (exactPreset(library, choice)) return choice.preset ?? '';
  if (choice.preset !== undefined) return `${choice.preset}, changed`;
  return partsLabel(partsOf(choice));
}

export function partsLabel({ strategy, policies, memory }: Design): string {
  return [strategy, ...policies].join(' + ') + (memory === 'SC' ? '' : ` · ${memory}`);
}

/** The document's design with its texts, under the name of its parts or of its preset. */
export function namedDesign(document: DocumentState, library: Library): NamedDesign {
  return {
    id: designId(library, document),
    strategy: strategyOf(document, library),
    policies: policiesOf(document, library),
    kernel: document.kernel,
    memory: document.memory,
  };
}

/** A design of built-in texts only. */
export function builtInDesign(library: Library, id: string): NamedDesign | undefined {
  const choice = choiceOfId(library, id);
  const textAt = (path: string): TextInput => ({
    path,
    text: library.texts.find((text) => text.path === path)?.text ?? '',
  });
  return (
    choice && {
      id,
      strategy: textAt(choice.strategyPath),
      policies: choice.policyPaths.map(textAt),
      kernel: [],
      memory: choice.memory,
    }
  );
}
