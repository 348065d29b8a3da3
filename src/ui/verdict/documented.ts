// Documented outcomes beside our verdicts: the marks of the scenario tables in words, and whether the two agree.

import type { LabInput, Library, LibraryLab } from '../../contract/table.ts';
import type { Verdict, VerdictKind } from '../../core/check/verdict.ts';
import { agreementOf } from '../../core/report/documented.ts';
import { verdictLook } from './verdict-look.ts';

const kinds: Readonly<Record<string, VerdictKind>> = {
  X: 'violated',
  '.': 'holds',
  '~': 'holds',
  '-': 'does-not-apply',
  '?': 'incomplete',
};

export function documentedWord(outcome: string): string {
  const kind = kinds[outcome];
  if (kind === undefined) return outcome;
  return verdictLook(kind, outcome === '~' ? ['cost'] : []).word.toLowerCase();
}

/** As the window draws a verdict of that kind. */
export function documentedMark(outcome: string): string {
  const kind = kinds[outcome];
  return kind === undefined ? outcome : verdictLook(kind, outcome === '~' ? ['cost'] : []).symbol;
}

export type DocumentedOutcome = LibraryLab['documented'][number];

/** What the literature says of this very question; nothing once a text of it is the person's own. */
export function documentedFor(
  library: Library,
  input: LabInput,
  design: string,
): DocumentedOutcome | undefined {
  const builtIn = [input.lab, input.strategy, ...input.policies].every((text) =>
    library.texts.some((known) => known.path === text.path && known.text === text.text),
  );
  if (!builtIn || input.kernel.length > 0) return undefined;
  const lab = library.labs.find((known) => known.path === input.lab.path);
  return lab?.documented.find((outcome) => outcome.strategy === design);
}

/** How a verdict disagrees with what is documented, if it does; an unfinished search says nothing against it. */
export function mismatchOf(documented: DocumentedOutcome, verdict: Verdict): 'defect' | 'argued' | undefined {
  const agreement = agreementOf(documented, verdict);
  return agreement === 'defect' || agreement === 'argued' ? agreement : undefined;
}

export function mismatchText(mismatch: 'defect' | 'argued'): string {
  return mismatch === 'defect'
    ? 'differs: a defect of our model'
    : 'differs: argued in docs/disagreements.md';
}
