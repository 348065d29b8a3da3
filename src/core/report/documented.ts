// What is on record about a cell beside what was found: one sentence, and whether the two agree.
//
// Outcomes are the letters of the scenario tables: `X` violated, `.` holds, `~` holds at a cost, `-` does not apply.
// Promises: a search that did not finish contradicts nothing; grades A and B blame the model, grade C is argued about.

import type { Verdict } from '../check/verdict.ts';

export type OutcomeLetter = 'X' | '.' | '~' | '-' | '?';

export interface Documented {
  readonly outcome: string;
  readonly grade: string;
  /** Who says so. */
  readonly source: string;
}

type Found = Pick<Verdict, 'verdict' | 'costs'>;

/** `?` where the search did not finish. */
export function letterOf({ verdict, costs }: Found): OutcomeLetter {
  switch (verdict) {
    case 'violated':
      return 'X';
    case 'holds':
      return costs.length > 0 ? '~' : '.';
    case 'incomplete':
      return '?';
    case 'does-not-apply':
      return '-';
  }
}

/** `defect`: of our model, until shown otherwise. `argued`: the schedule decides. `open`: the search did not finish. */
export type Agreement = 'agrees' | 'defect' | 'argued' | 'open';

export function agreementOf({ outcome, grade }: Documented, found: Found): Agreement {
  const letter = letterOf(found);
  if (letter === outcome) return 'agrees';
  if (letter === '?') return 'open';
  return grade === 'C' ? 'argued' : 'defect';
}

/** `Documented: violated (grade A, commit 088b8aa537c2), as found here.` */
export function documentedSentence(documented: Documented, found: Found): string {
  const { outcome, grade, source } = documented;
  const word = words[outcome] ?? outcome;
  return `Documented: ${word} (grade ${grade}, ${source})${endings[agreementOf(documented, found)]}`;
}

const words: Readonly<Record<string, string>> = {
  X: 'violated',
  '.': 'holds',
  '~': 'holds at a cost',
  '-': 'does not apply',
};

const endings: Readonly<Record<Agreement, string>> = {
  agrees: ', as found here.',
  defect: '; found here: not so, a defect of this model until shown otherwise.',
  argued: '; found here: not so, and the schedule decides (docs/disagreements.md).',
  open: '; this search did not come to an end.',
};
