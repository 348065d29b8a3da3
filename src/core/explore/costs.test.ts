import { describe, expect, it } from 'vitest';
import { verdictOf } from '../check/assemble.ts';
import { defaultBounds } from '../check/verdict.ts';
import type { Graph, PropertyGraph } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import { bin, graphOf, increment, load, num, over, property, reg, task } from '../machine/graph.fixture.ts';
import { explore } from './explore.ts';
import { silentHooks } from './request.ts';

const subject = {
  lab: 'l',
  design: 's',
  strategy: 's',
  policies: [],
  memory: 'SC' as const,
  pages: 0,
  missing: [],
};
/** Paid where word 0 is `value`. */
const cost = (name: string, value: number): PropertyGraph =>
  property(name, 'cost', over(1, bin('!=', reg(0), num(value))));

function graphWith(properties: readonly PropertyGraph[]): Graph {
  return graphOf({ words: 1, tasks: [task('a', increment(0)), task('b', increment(0))], properties });
}

function verdict(properties: readonly PropertyGraph[], stopped = false) {
  const graph = graphWith(properties);
  const hooks = { ...silentHooks, cancelled: () => stopped };
  return verdictOf(subject, graph, explore(graph, compileMachine(graph), { bounds: defaultBounds }, hooks));
}

const holds = property('small', 'never', over(1, bin('<', reg(0), num(3))));

describe('costs', () => {
  it('are found in any state, with a shortest run, and the search goes on behind them', () => {
    const free = verdict([holds]);
    const paid = verdict([holds, cost('two', 2), cost('three', 3), cost('one', 1)]);
    expect(paid).toMatchObject({ verdict: 'holds', costs: ['two', 'one'] });
    expect([paid.states, paid.transitions]).toEqual([free.states, free.transitions]);
    expect(paid.costRuns?.map(({ steps, schedule }) => [steps, schedule])).toEqual([
      [4, 'a/f+2#1 b/f+2#1'],
      [2, 'a/f+2#1'],
    ]);
    expect(paid.costRuns?.[0]?.finding).toMatchObject({ kind: 'property', name: 'two' });
  });

  it('of the initial state have a run of no steps', () => {
    expect(verdict([holds, cost('none', 0)]).costRuns).toMatchObject([
      { steps: 0, switches: 0, schedule: '' },
    ]);
  });

  it('are not carried by what is violated', () => {
    const violated = property('zero', 'always', over(1, bin('==', reg(0), num(0))));
    expect(verdict([violated, cost('none', 0)])).toMatchObject({ verdict: 'violated', costs: [] });
  });

  it('that nobody can evaluate are no costs, but are told', () => {
    const blocks = [
      { step: undefined, code: [load(0, num(0x10))], exit: { kind: 'return', value: reg(0) } as const },
    ];
    const found = verdict([holds, property('bad', 'cost', { registers: 1, blocks })]);
    expect(found).toMatchObject({ verdict: 'holds', costs: [] });
    expect(found.alsoFound.map(({ name, message }) => [name, message])).toEqual([
      ['bad', '`bad` cannot be evaluated: it reads through a null pointer (offset 16).'],
    ]);
  });

  it('found so far stay with a search that was stopped', () => {
    expect(verdict([holds, cost('none', 0)], true)).toMatchObject({
      verdict: 'incomplete',
      costs: ['none'],
    });
  });
});
