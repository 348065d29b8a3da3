// Every shipped lab, each under another strategy: what random runs do is among what the analysis says can happen.

import { expect, test } from 'vitest';
import { unsound } from '../../src/core/analyse/sound-walk.fixture.ts';
import { checkProgram } from '../../src/core/language/check/check.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import { partsOf, programOf, shipped } from '../labs/cell.ts';

const { texts } = shipped();
const labs = texts.filter(({ role }) => role === 'lab').map(({ path }) => path);
const strategies = texts
  .filter(({ role }) => role === 'strategy')
  .map(({ path }) => path.split(/[/.]/)[1] ?? '');
/** All of them with ANALYSIS_STRATEGIES=99. */
const each = Number(process.env.ANALYSIS_STRATEGIES ?? 1);

function walk(lab: string, strategy: string): readonly string[] | undefined {
  const { program } = checkProgram(programOf(texts, lab, partsOf(strategy)));
  if (program === undefined || program.missing.length > 0) return undefined;
  const graph = lowerProgram(program, { ledger: false, lanes: false });
  return graph.ok ? unsound(graph.value, 'SC', { seed: 1, steps: 300 }) : undefined;
}

let walked = 0;

test.each(labs.map((lab, index) => [lab, index] as const))('%s', (lab, index) => {
  for (let nth = 0; nth < Math.min(each, strategies.length); nth++) {
    const strategy = strategies[(index + nth) % strategies.length] as string;
    const seen = walk(lab, strategy) ?? walk(lab, 'refcount-bias');
    if (seen === undefined) continue;
    walked += 1;
    expect({ strategy, seen }).toEqual({ strategy, seen: [] });
  }
});

test('nearly every lab can be walked', () => {
  expect(walked).toBeGreaterThan(0.9 * labs.length);
});
