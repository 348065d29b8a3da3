// The library says who takes, hands over and drops every reference: in whatever order the tasks run, what the ledger
// adds up to is what `_refcount` holds.

import { describe, expect, it } from 'vitest';
import { checkProgram } from '../../src/core/language/check/check.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import { replay } from '../../src/core/replay/replay.ts';
import { holdersOf } from '../../src/core/trace/holders.ts';
import type { Run } from '../../src/core/trace/run.ts';
import { partsOf, programOf, shipped } from './cell.ts';

const { labs, texts } = shipped();
const seeds = [1, 2, 3];

function randomRuns(lab: string, design: string): readonly Run[] {
  const parts = partsOf(design);
  const { program, files } = checkProgram(programOf(texts, lab, parts));
  if (program === undefined) throw new Error(`${lab} does not check under ${design}`);
  const graph = lowerProgram(program, { ledger: true });
  if (!graph.ok) throw new Error(`${lab} is not lowered under ${design}`);
  const { value } = graph;
  const request = { lab, design, ...parts, files, holders: holdersOf(program.enums), maxSteps: 2000 };
  return seeds.map((seed) => replay(value, { ...request, policy: { kind: 'random', seed } }));
}

/** Per page and time: what the ledger adds up to, and the lane of `_refcount`. */
function accounts(run: Run): { readonly ledger: readonly number[]; readonly refcount: readonly number[] }[] {
  return run.head.pages.map((_, page) => {
    const sum = (rows: readonly { readonly page: number; readonly delta: number }[]) =>
      rows.reduce((total, row) => total + (row.page === page ? row.delta : 0), 0);
    // `_refcount` has 32 bits; some labs overflow it on purpose.
    const ledger = [sum(run.head.initialLedger) | 0];
    for (let step = 0; step < run.steps.length; step++) {
      let held = ledger[step] ?? 0;
      for (let row = run.steps.firstLedger[step] ?? 0; row < (run.steps.firstLedger[step + 1] ?? 0); row++) {
        if (run.ledger.page[row] === page) held += run.ledger.delta[row] ?? 0;
      }
      ledger.push(held | 0);
    }
    const lane = run.lanes.find((one) => one.name === '_refcount' && one.page === page);
    return { ledger, refcount: [...(lane?.values ?? [])].slice(0, ledger.length) };
  });
}

/** Every lab under every third of its designs, each lab beginning elsewhere; with PINLAB_EVERYTHING=1 under all. */
const every = process.env.PINLAB_EVERYTHING === '1' ? 1 : 3;

/** Under store buffers a reference is taken before `_refcount` shows it. */
const asked = labs
  .map(({ id, path, compare }, index) => ({
    id,
    path,
    index,
    sequential: compare.filter((design) => partsOf(design).memory === 'SC'),
  }))
  .filter(({ sequential }) => sequential.length > 0);

describe.each(asked)('the ledger of $id', ({ path, sequential, index }) => {
  const sample = sequential.filter((_, at) => (at + index) % Math.min(every, sequential.length) === 0);
  it.each(sample)('adds up under %s', (design) => {
    for (const run of randomRuns(path, design)) {
      for (const { ledger, refcount } of accounts(run)) {
        expect(refcount.length).toBe(ledger.length);
        expect(ledger, run.end.schedule).toEqual(refcount);
      }
    }
  });
});
