// Says of each row whether the model agrees with it: the lab is searched under the preset of the
// kernel that was booted, straight through core.
//
// A row agrees when its properties took part and the search ended without a violation. Where a lab is violated, the table
// names the property that the search met first.

import type { Verdict } from '../../src/core/check/verdict.ts';
import { shipped, verdictOfCell } from '../labs/cell.ts';
import type { Modelled, Row } from './row.ts';
import { booted } from './rows.ts';

export interface Answer {
  readonly row: string;
  readonly says: 'agreed' | 'disagreed' | 'not modelled';
  readonly what: string;
  /** Why, where it is not "agreed". */
  readonly why?: string;
}

const found = new Map<string, Verdict>();

export function verdictFor(lab: string, design: string): Verdict {
  const key = `${lab} ${design}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const verdict = verdictOfCell(shipped().texts, `labs/kernel-6.1/${lab}.lab.c`, design);
  found.set(key, verdict);
  return verdict;
}

export function answerTo(row: Row, design = booted): Answer {
  const { row: id, what } = row;
  if ('notModelled' in row) return { row: id, what, says: 'not modelled', why: row.notModelled };
  const why = disagreement(row, verdictFor(row.lab, design));
  return why === undefined ? { row: id, what, says: 'agreed' } : { row: id, what, says: 'disagreed', why };
}

function disagreement({ properties }: Modelled, verdict: Verdict): string | undefined {
  const asked = new Set(
    verdict.properties.filter(({ skipped }) => skipped === undefined).map(({ name }) => name),
  );
  const missing = properties.filter((name) => !asked.has(name));
  if (missing.length > 0) return `not asked: ${missing.join(', ')}`;
  if (verdict.verdict === 'holds') return undefined;
  return `${verdict.verdict}${verdict.property === undefined ? '' : `: ${verdict.property}`}`;
}

export function table(answers: readonly Answer[]): string {
  const lines = answers.map(({ row, says, what, why }) => {
    const more = why === undefined ? '' : `\n${' '.repeat(24)}${why}`;
    return `${row.padEnd(9)} ${says.padEnd(13)} ${what}${more}`;
  });
  return `${['row       says          what', ...lines].join('\n')}\n`;
}
