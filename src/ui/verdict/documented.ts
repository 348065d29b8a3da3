// Documented outcomes beside our verdicts: the letters of the scenario table in words, and whether the two agree.

import type { LabInput, Library, LibraryLab } from '../../contract/table.ts';
import type { Verdict, VerdictKind } from '../../core/check/verdict.ts';
import { verdictLook } from './verdict-look.ts';

const kinds: Readonly<Record<string, VerdictKind>> = {
  X: 'violated',
  '.': 'holds',
  '~': 'holds',
  '-': 'does-not-apply',
  violated: 'violated',
  holds: 'holds',
  'does-not-apply': 'does-not-apply',
  incomplete: 'incomplete',
};

const words: Readonly<Record<VerdictKind, string>> = {
  violated: 'violated',
  holds: 'holds',
  'does-not-apply': 'does not apply',
  incomplete: 'incomplete',
};

export function documentedWord(outcome: string): string {
  const kind = kinds[outcome];
  return kind === undefined ? outcome : outcome === '~' ? 'holds at a cost' : words[kind];
}

export function documentedSymbol(outcome: string): string {
  const kind = kinds[outcome];
  return kind === undefined ? outcome : verdictLook(kind).symbol;
}

export type DocumentedOutcome = LibraryLab['documented'][number];

/** What the literature says of this very question; nothing once a text of it is the person's own. */
export function documentedFor(library: Library, input: LabInput): DocumentedOutcome | undefined {
  const builtIn = [input.lab, input.strategy].every((text) =>
    library.texts.some((known) => known.path === text.path && known.text === text.text),
  );
  if (!builtIn || input.kernel.length > 0) return undefined;
  const strategy = library.strategies.find((known) => known.path === input.strategy.path)?.id;
  const lab = library.labs.find((known) => known.path === input.lab.path);
  return lab?.documented.find((outcome) => outcome.strategy === strategy);
}

/** An incomplete search says nothing against a documented outcome. */
export function agrees(outcome: string, verdict: Verdict): boolean {
  const kind = kinds[outcome];
  return kind === undefined || kind === verdict.verdict || verdict.verdict === 'incomplete';
}
