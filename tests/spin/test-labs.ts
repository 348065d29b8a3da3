// Shipped labs through the real Spin: the verdict of their expect files and, where they hold, the very number of states.
//
// By default each lab under one of its designs, another one from lab to lab; with PINLAB_SPIN=all under all of them. Called by
// labs-*.test.ts, each with its share.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkProgram } from '../../src/core/language/check/check.ts';
import type { Program } from '../../src/core/language/check/program.ts';
import type { Graph } from '../../src/core/language/lower/graph.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import { compileMachine } from '../../src/core/machine/compile.ts';
import { type ExpectedCell, parseExpectFile } from '../../src/lab/expect-file.ts';
import { besideLab, partsOf, programOf, shipped } from '../labs/cell.ts';
import { countStates } from './count-states.ts';
import { askSpin, spinIsHere } from './spin-run.ts';

/** Larger ones take Spin's compiler no longer, but a test should not search for long. */
const mostStates = 20_000;

interface Cell {
  readonly lab: string;
  readonly path: string;
  readonly design: string;
  readonly expected: ExpectedCell;
}

export function testLabs(share: number, shares: number): void {
  const cells = cellsOf(process.env.PINLAB_SPIN === 'all').filter((_, index) => index % shares === share);
  it.skipIf(!spinIsHere).each(cells)(
    'Spin agrees on $lab under $design',
    ({ path, design, expected, lab }) => {
      const { graph, program } = prepared(path, design);
      const left = graph.properties.filter(({ kind }) => kind === 'can-still').map(({ name }) => name);
      const violated =
        expected.verdict === 'violated' && !left.includes(expected.property ?? '')
          ? expected.property
          : undefined;
      const count = violated === undefined ? countStates(compileMachine(graph), 4 * mostStates) : undefined;
      const spin = askSpin(graph, program.files, `${lab} under ${design}`, count !== undefined);
      if (violated === undefined) expect(spin.violated).toBeUndefined();
      else expect(spin.violated).toBeDefined();
      if (count !== undefined) expect(spin.states).toBe(count);
    },
    120_000,
  );
}

function cellsOf(all: boolean): readonly Cell[] {
  return shipped().labs.flatMap(({ id, path }, index) => {
    const read = parseExpectFile(readFileSync(besideLab(path, '.expect.json'), 'utf8'));
    if (!read.ok) throw new Error(read.error);
    const cells = Object.entries(read.value.cells).flatMap(([design, expected]): readonly Cell[] => {
      const small = expected.verdict !== 'does-not-apply' && expected.states <= mostStates;
      return small && partsOf(design).memory === 'SC' ? [{ lab: id, path, design, expected }] : [];
    });
    return all ? cells : cells.slice(index % Math.max(1, cells.length)).slice(0, 1);
  });
}

function prepared(path: string, design: string): { readonly graph: Graph; readonly program: Program } {
  const { program } = checkProgram(programOf(shipped().texts, path, partsOf(design)));
  if (program === undefined) throw new Error(`${path} under ${design} is refused`);
  const lowered = lowerProgram(program, { ledger: false, lanes: false });
  if (!lowered.ok) throw new Error(`${path} under ${design} cannot be lowered`);
  return { graph: lowered.value, program };
}
