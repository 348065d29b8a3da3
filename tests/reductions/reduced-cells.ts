// Labs under designs, searched with every reduction alone and with all of them, against plain search.
//
// Promises: plain search is core/explore's; the reduced one is the plainest that follows a plan. Cells with more states than
// `most` are left to the suites of the engine.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reductionNames } from '../../src/core/check/search-method.ts';
import type { SearchResult } from '../../src/core/check/search-result.ts';
import { defaultBounds, type Finding } from '../../src/core/check/verdict.ts';
import { explore } from '../../src/core/explore/explore.ts';
import { silentHooks } from '../../src/core/explore/request.ts';
import { checkProgram } from '../../src/core/language/check/check.ts';
import type { Graph } from '../../src/core/language/lower/graph.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import type { SourceFile } from '../../src/core/language/source/source-file.ts';
import { compileMachine } from '../../src/core/machine/compile.ts';
import { layOut } from '../../src/core/machine/layout.ts';
import { missing, reached } from '../../src/core/reduce/coverage.fixture.ts';
import { localStates } from '../../src/core/reduce/local-states.ts';
import type { ReductionPlan } from '../../src/core/reduce/plan.ts';
import { planReductions } from '../../src/core/reduce/plan-reductions.ts';
import { reducedSearch } from '../../src/core/reduce/reduced-search.fixture.ts';
import { partsOf, programOf, shipped } from '../labs/cell.ts';

const most = 1000;
/** One of them for each lab, in turn; all of them where somebody names others. */
const usual = ['get-only', 'refcount-bias', 'lru-overlay-2018-11', 'own-field'];
const named = process.env.REDUCTION_DESIGNS?.split(' ');
const strangers = new URL('../strangers/', import.meta.url);

function labs(): readonly SourceFile[] {
  const theirs = readdirSync(strangers).flatMap((name): SourceFile[] =>
    name.endsWith('.lab.c')
      ? [{ path: `labs/${name}`, role: 'lab', text: readFileSync(new URL(name, strangers), 'utf8') }]
      : [],
  );
  return [...shipped().texts.filter(({ role }) => role === 'lab'), ...theirs];
}

/** Undefined where the lab does not go with the design. */
function graphOf(lab: SourceFile, design: string): Graph | undefined {
  const { program } = checkProgram(programOf([...shipped().texts, lab], lab.path, partsOf(design)));
  if (program === undefined || program.missing.length > 0) return undefined;
  const graph = lowerProgram(program, { ledger: false, lanes: false });
  return graph.ok ? graph.value : undefined;
}

function findingsOf({ properties }: Graph, found: SearchResult): readonly string[] {
  const words = ({ kind, name }: Finding) =>
    kind === 'deadlock' || kind === 'blocked-at-end' ? kind : `${kind} ${name}`;
  return [
    ...(found.violations ?? []).map(({ property }) => `violated ${properties[property]?.name}`),
    ...found.costs.map(({ property }) => `cost ${properties[property]?.name}`),
    ...found.others.map(words),
  ];
}

/** Of bad accesses at one step, plain search tells the first address only. */
function withoutAddresses(findings: Iterable<string>): readonly string[] {
  return [...new Set([...findings].map((text) => text.replace(/^(\S+-access) .*/, '$1')))].sort();
}

/** The parts of a plan one by one, and all of it. */
function parts(plan: ReductionPlan): readonly ReductionPlan[] {
  const none = {
    ...plan,
    deadSlots: undefined,
    privatePlaces: undefined,
    persistent: undefined,
    symmetry: undefined,
    exchanges: undefined,
  };
  const { deadSlots, privatePlaces, persistent, symmetry, exchanges } = plan;
  return [
    ...(deadSlots ? [{ ...none, deadSlots }] : []),
    ...(privatePlaces ? [{ ...none, privatePlaces }] : []),
    ...(persistent ? [{ ...none, persistent }] : []),
    ...(symmetry ? [{ ...none, symmetry, exchanges }] : []),
    plan,
  ];
}

interface Tally {
  cells: number;
  reduced: number;
}

function compare(graph: Graph, tally: Tally): void {
  const machine = compileMachine(graph);
  const { state, ended } = machine.start();
  if (ended) return;
  const bounds = { ...defaultBounds, maxStates: most };
  const plain = explore(graph, machine, { bounds }, silentHooks);
  const layout = layOut(graph, false, 'SC');
  const plan = planReductions(graph, layout, state, reductionNames);
  if (plain.hit !== undefined || plan.used.length === 0) return;
  tally.cells += 1;
  // The plan is made from it, so it did not give up.
  const local = localStates(graph, layout, state);
  for (const one of reached(machine, most * 4) ?? []) expect(missing(layout, local, one)).toBeUndefined();
  const expected = withoutAddresses(findingsOf(graph, plain));
  for (const part of parts(plan)) {
    const reduced = reducedSearch(machine, part, most * 2);
    expect(withoutAddresses(reduced.findings)).toEqual(expected);
    if (part === plan && (reduced.states ?? 0) < plain.states) tally.reduced += 1;
  }
}

/** Every lab under one design after another, every `of`-th of these cells. */
export function testReducedCells(part: number, of: number): void {
  const tally: Tally = { cells: 0, reduced: 0 };
  const mine = labs().filter((_, index) => index % of === part);
  it.each(mine.map((lab, index) => [lab.path, lab, index] as const))(
    'finds what plain search finds: %s',
    (_, lab, index) => {
      const turn = index % usual.length;
      for (const design of named ?? usual.slice(turn, turn + 1)) {
        const graph = graphOf(lab, design);
        if (graph) compare(graph, tally);
      }
    },
  );
  it('had something to reduce', () => {
    expect(tally.cells).toBeGreaterThan(20);
    expect(tally.reduced).toBeGreaterThan(tally.cells / 2);
  });
}
