// The library says who takes, hands over and drops every reference: in whatever order the tasks run, what the ledger
// adds up to is what `_refcount` holds.

import { describe, expect, it } from 'vitest';
import { checkProgram } from '../../src/core/language/check/check.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import { replay } from '../../src/core/replay/replay.ts';
import { holdersOf } from '../../src/core/trace/holders.ts';
import type { Run } from '../../src/core/trace/run.ts';
import { shipped } from './cell.ts';

const { labs, strategies, texts, kernel } = shipped();
const seeds = [1, 2, 3];

function randomRuns(lab: string, strategy: string): readonly Run[] {
  const named = (path: string) =>
    texts.find((one) => one.path === path) ?? { path, role: 'lab' as const, text: '' };
  const { program, files } = checkProgram({
    lab: named(`labs/${lab}.lab.c`),
    strategy: named(`strategies/${strategy}.strategy.c`),
    kernel,
  });
  if (program === undefined) throw new Error(`${lab} does not check under ${strategy}`);
  const graph = lowerProgram(program, { ledger: true });
  if (!graph.ok) throw new Error(`${lab} is not lowered under ${strategy}`);
  const { value } = graph;
  const holders = holdersOf(program.enums);
  return seeds.map((seed) =>
    replay(value, { lab, strategy, files, holders, policy: { kind: 'random', seed }, maxSteps: 2000 }),
  );
}

/** Per page and time: what the ledger adds up to, and the lane of `_refcount`. */
function accounts(run: Run): { readonly ledger: readonly number[]; readonly refcount: readonly number[] }[] {
  return run.head.pages.map((_, page) => {
    const sum = (rows: readonly { readonly page: number; readonly delta: number }[]) =>
      rows.reduce((total, row) => total + (row.page === page ? row.delta : 0), 0);
    const ledger = [sum(run.head.initialLedger)];
    for (let step = 0; step < run.steps.length; step++) {
      let held = ledger[step] ?? 0;
      for (let row = run.steps.firstLedger[step] ?? 0; row < (run.steps.firstLedger[step + 1] ?? 0); row++) {
        if (run.ledger.page[row] === page) held += run.ledger.delta[row] ?? 0;
      }
      ledger.push(held);
    }
    const lane = run.lanes.find((one) => one.name === '_refcount' && one.page === page);
    return { ledger, refcount: [...(lane?.values ?? [])].slice(0, ledger.length) };
  });
}

describe.each(labs.map(({ id }) => id))('the ledger of %s', (lab) => {
  it.each(strategies.map(({ id }) => id))('adds up under %s', (strategy) => {
    for (const run of randomRuns(lab, strategy)) {
      for (const { ledger, refcount } of accounts(run)) {
        expect(refcount.length).toBe(ledger.length);
        expect(ledger, run.end.schedule).toEqual(refcount);
      }
    }
  });
});
