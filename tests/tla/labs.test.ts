// Every small shipped lab, each under another strategy, as a TLA+ module: well formed, and with our states and verdict.

import { expect, test } from 'vitest';
import { bothOf } from '../../src/core/export/tla/agree.fixture.ts';
import { checkProgram } from '../../src/core/language/check/check.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import { partsOf, programOf, shipped } from '../labs/cell.ts';

const { texts } = shipped();
const labs = texts.filter(({ role }) => role === 'lab').map(({ path }) => path);
const strategies = texts
  .filter(({ role }) => role === 'strategy')
  .map(({ path }) => path.split(/[/.]/)[1] ?? '');
/** All of them with TLA_STRATEGIES=99. */
const each = Number(process.env.TLA_STRATEGIES ?? 1);
const mostStates = Number(process.env.TLA_STATES ?? 150);

function compare(lab: string, strategy: string): ReturnType<typeof bothOf> {
  const { program } = checkProgram(programOf(texts, lab, partsOf(strategy)));
  if (program === undefined || program.missing.length > 0) return undefined;
  const graph = lowerProgram(program, { ledger: false, lanes: false });
  return graph.ok ? bothOf(graph.value, mostStates) : undefined;
}

let compared = 0;

test.each(labs.map((lab, index) => [lab, index] as const))('%s', (lab, index) => {
  for (let nth = 0; nth < Math.min(each, strategies.length); nth++) {
    const strategy = strategies[(index + nth) % strategies.length] as string;
    const both = compare(lab, strategy) ?? compare(lab, 'refcount-bias');
    if (both === undefined) continue;
    compared += 1;
    expect({ strategy, ...both.tla, mistakes: both.mistakes }).toEqual({
      strategy,
      ...both.ours,
      mistakes: [],
    });
  }
});

test('many labs are small', () => {
  expect(compared).toBeGreaterThan(0.3 * labs.length);
});
