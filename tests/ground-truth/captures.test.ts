// The reference count of one page, change by change, beside the page_ref events of a real kernel.

import { describe, expect, it } from 'vitest';
import { checkProgram } from '../../src/core/language/check/check.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import { replay } from '../../src/core/replay/replay.ts';
import { holdersOf } from '../../src/core/trace/holders.ts';
import { partsOf, programOf, shipped } from '../labs/cell.ts';
import { captures } from './captures.ts';
import { booted } from './rows.ts';

/** What each step that changes the page's count adds to it, in the only order that the lab has. */
function changesOf(id: string, name: string): readonly number[] {
  const lab = `labs/kernel-6.1/${id}.lab.c`;
  const parts = partsOf(booted);
  const { program, files } = checkProgram(programOf(shipped().texts, lab, parts));
  if (program === undefined) throw new Error(`${lab} does not check`);
  const graph = lowerProgram(program, { ledger: true });
  if (!graph.ok) throw new Error(`${lab} is not lowered`);
  const request = { lab, design: booted, ...parts, files, holders: holdersOf(program.enums), maxSteps: 5000 };
  const run = replay(graph.value, { ...request, policy: { kind: 'random', seed: 1 } });
  const page = program.pages.findIndex((one) => one.name === name);
  const lane = run.lanes.find((one) => one.name === '_refcount' && one.page === page);
  const values = [...(lane?.values ?? [])];
  return values.map((value, at) => value - (values[at - 1] ?? value)).filter((change) => change !== 0);
}

describe.each(captures)('$scenario', ({ what, lab, page, from, changes }) => {
  it(`changes the count as the kernel did: ${what}`, () => {
    const all = changesOf(lab, page);
    const start = from === 'start' ? 0 : all.indexOf(1023) - 1;
    expect(all.slice(start)).toEqual(changes);
  });
});
