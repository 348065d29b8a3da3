// Shipped labs under two designs, every other one: see README.md.

import { expect, it } from 'vitest';
import { defaultBounds } from '../../src/core/check/verdict.ts';
import { explain } from '../../src/core/explain/explain.ts';
import { explore } from '../../src/core/explore/explore.ts';
import { silentHooks } from '../../src/core/explore/request.ts';
import { checkProgram } from '../../src/core/language/check/check.ts';
import type { Graph } from '../../src/core/language/lower/graph.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import type { SourceFile } from '../../src/core/language/source/source-file.ts';
import { compileMachine } from '../../src/core/machine/compile.ts';
import { replay } from '../../src/core/replay/replay.ts';
import type { SampleMethod } from '../../src/core/sample/sample.ts';
import { sample } from '../../src/core/sample/sample.ts';
import { partsOf, programOf, shipped } from '../labs/cell.ts';

const most = 1500;
const designs = ['lru-overlay-2018-07', 'refcount-bias'];
const bounded = (preemptions: number): SampleMethod => ({ kind: 'preemption-bounded', preemptions });
const partial: readonly SampleMethod[] = [
  bounded(1),
  { kind: 'random', runs: 200, seed: 1 },
  { kind: 'pct', runs: 200, seed: 1, depth: 3 },
];
const labs = shipped().texts.filter(({ role, path }) => role === 'lab' && path.startsWith('labs/s'));

interface Cell {
  readonly graph: Graph;
  readonly files: readonly SourceFile[];
}

/** Undefined where the lab does not go with the design. */
function cellOf(lab: SourceFile, design: string): Cell | undefined {
  const { program } = checkProgram(programOf(shipped().texts, lab.path, partsOf(design)));
  if (program === undefined || program.missing.length > 0) return undefined;
  const graph = lowerProgram(program, { ledger: false, lanes: false });
  return graph.ok ? { graph: graph.value, files: program.files } : undefined;
}

function follow({ graph, files }: Cell, schedule: string, steps: number) {
  return replay(graph, {
    lab: 'l',
    design: 'd',
    strategy: 's',
    memory: 'SC',
    files,
    holders: [],
    policy: { kind: 'scripted', schedule, atItsEnd: 'stop' },
    maxSteps: steps + 1,
  });
}

const tally = { cells: 0, violated: 0, missed: 0, passing: 0 };

function compare(cell: Cell): void {
  const { graph, files } = cell;
  const request = { bounds: { ...defaultBounds, maxStates: most } };
  const machine = compileMachine(graph);
  const plain = explore(graph, machine, request, silentHooks);
  if (plain.hit !== undefined) return;
  tally.cells += 1;
  const lengths = (found: typeof plain) =>
    new Map(found.violations?.map(({ property, choices }) => [property, choices.length]));
  const whole = sample(graph, machine, bounded(250), request, silentHooks);
  expect(whole).toMatchObject({ hit: plain.hit, states: plain.states, transitions: plain.transitions });
  expect([lengths(whole), whole.unasked]).toEqual([lengths(plain), plain.unasked]);

  const exists = lengths(plain);
  for (const method of partial) {
    const found = sample(graph, machine, method, request, silentHooks);
    for (const [property, steps] of lengths(found)) {
      expect(steps).toBeGreaterThanOrEqual(exists.get(property) ?? Number.POSITIVE_INFINITY);
    }
    tally.missed += exists.size - lengths(found).size;
    if (found.hit === undefined) expect(found.states).toBe(plain.states);
  }

  tally.violated += exists.size;
  const { nearestPassing, noReturn } = explain(graph, machine, files, plain, { otherKinds: false });
  if (nearestPassing) {
    tally.passing += 1;
    const run = follow(cell, nearestPassing.schedule, nearestPassing.steps);
    expect(run.findings.filter(({ finding }) => finding.kind !== 'warn')).toEqual([]);
    expect([run.steps.length, run.end.stuck]).toEqual([nearestPassing.steps, undefined]);
  }
  const on = noReturn?.continuation;
  if (on) expect(follow(cell, on.schedule, on.steps).steps.length).toBe(on.steps);
}

it.each(labs.filter((_, index) => index % 2 === 0).map((lab) => [lab.path, lab] as const))('%s', (_, lab) => {
  for (const design of designs) {
    const cell = cellOf(lab, design);
    if (cell) compare(cell);
  }
});

it('follows what a lost wish comes to', () => {
  const lab = labs.find(({ path }) => path.includes('s36-'));
  const cell = lab && cellOf(lab, 'refcount-bias+wb-skip-unless-integrity');
  expect(cell).toBeDefined();
  if (!cell) return;
  const machine = compileMachine(cell.graph);
  const found = explore(cell.graph, machine, { bounds: defaultBounds }, silentHooks);
  const { noReturn } = explain(cell.graph, machine, cell.files, found, { otherKinds: false });
  expect(noReturn?.sentence).toMatch(/`writer` waits at .*the rest goes round for ever: `flusher` at /);
  const { schedule = '', steps = 0, repeatsFrom = 0 } = noReturn?.continuation ?? {};
  const run = follow(cell, schedule, steps);
  expect(run.steps.length).toBe(steps);
  // The step that would come next is the first of the cycle.
  const first = run.head.sites[run.steps.site[repeatsFrom] ?? -1];
  expect(run.end.enabled.map(({ site }) => site)).toContainEqual(first);
});

it('had something to compare', () => {
  expect(tally.cells).toBeGreaterThan(30);
  expect(tally.passing).toBeGreaterThan(8);
  expect(tally.missed).toBeLessThan(2 * tally.violated);
});
