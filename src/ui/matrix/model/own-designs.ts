// The designs that are the person's own: each forked strategy, each forked policy, the library with forked kernel files,
// and the design in use where no lab is compared under it. Each becomes a row below the one that it comes from.

import type { Library, NamedDesign, TextInput } from '../../../contract/table.ts';
import { comparedStrategy } from '../../../core/check/compare-designs.ts';
import { formatDesign } from '../../../core/check/design.ts';
import { builtInChoice } from '../../app/flows/origin.ts';
import { builtInDesign, designId, idOfPath, namedDesign } from '../../state/design-name.ts';
import { type DocumentState, isPolicy, isStrategy } from '../../state/document.ts';
import type { MatrixRow } from './parts.ts';

export function ownDesigns(library: Library, document: DocumentState): readonly MatrixRow[] {
  const { own, kernel } = document;
  const forks = [
    ...own.filter((text) => isStrategy(text.path)).map((text) => ownStrategy(library, text, kernel)),
    ...own.filter((text) => isPolicy(text.path)).flatMap((text) => ownPolicy(library, text, kernel) ?? []),
  ];
  const inUse = designInUse(library, document);
  const shown = inUse && forks.some((row) => row.design.id === inUse.design.id) ? undefined : inUse;
  return shown ? [...forks, shown] : forks;
}

function ownStrategy(library: Library, text: TextInput, kernel: readonly TextInput[]): MatrixRow {
  const design: NamedDesign = { id: idOfPath(text.path), strategy: text, policies: [], kernel, memory: 'SC' };
  const choice = { strategyPath: text.path, policyPaths: [], memory: 'SC', preset: undefined } as const;
  return rowOf(design, designId(library, builtInChoice(library, choice)));
}

function ownPolicy(library: Library, text: TextInput, kernel: readonly TextInput[]): MatrixRow | undefined {
  const base = builtInDesign(library, comparedStrategy);
  if (!base) return undefined;
  const id = formatDesign({ strategy: comparedStrategy, policies: [idOfPath(text.path)], memory: 'SC' });
  const choice = {
    strategyPath: base.strategy.path,
    policyPaths: [text.path],
    memory: 'SC',
    preset: undefined,
  } as const;
  return rowOf({ ...base, id, policies: [text], kernel }, designId(library, builtInChoice(library, choice)));
}

/** The document's design, if it is not one that the matrix has anyway. */
function designInUse(library: Library, document: DocumentState): MatrixRow | undefined {
  const design = namedDesign(document, library);
  const builtIn = document.kernel.length === 0 && !usesOwn(document);
  if (builtIn && library.labs.some((lab) => lab.compare.includes(design.id))) return undefined;
  return rowOf(design, designId(library, builtInChoice(library, document)));
}

function usesOwn({ own, strategyPath, policyPaths }: DocumentState): boolean {
  return own.some((text) => text.path === strategyPath || policyPaths.includes(text.path));
}

function rowOf(design: NamedDesign, compared: string): MatrixRow {
  const files = design.kernel.map((text) => text.path.replace(/^kernel\//, ''));
  const forked = files.length > 0 ? `with your ${files.join(', ')}` : '';
  return {
    key: `your ${design.id}`,
    label: design.id,
    about: ['Yours', forked].filter((part) => part !== '').join(', '),
    design,
    compared,
    yours: true,
  };
}
