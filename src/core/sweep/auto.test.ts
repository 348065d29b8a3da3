// Which search `auto` takes, and that the answer is the same either way.

import { expect, it } from 'vitest';
import { type Reduction, reductionNames } from '../check/search-method.ts';
import { defaultBounds } from '../check/verdict.ts';
import { explore } from '../explore/explore.ts';
import { silentHooks } from '../explore/request.ts';
import type { Graph } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import { bin, graphOf, num, over, property, reg, store, task, word } from '../machine/graph.fixture.ts';
import { search } from './auto.ts';
import { noCrew } from './crew.ts';

/** Tasks that count to `steps`, each in a word of its own. The first two must not hold these. */
function counting(
  steps: number,
  [a, b]: readonly number[],
  kind: 'always' | 'can-still' = 'always',
  count = 3,
): Graph {
  const tasks = Array.from({ length: count }, (_, index) =>
    task(
      `t${index}`,
      Array.from({ length: steps }, (_, at) => ({
        step: 'write' as const,
        code: [store(word(index), num(at + 1))],
      })),
    ),
  );
  const test = bin('|', bin('!=', reg(0), num(a ?? 0)), bin('!=', reg(1), num(b ?? 0)));
  return { ...graphOf({ words: count, tasks }), properties: [property('bound', kind, over(2, test))] };
}

function automatic(graph: Graph, reductions: readonly Reduction[], bounds = defaultBounds) {
  const request = { bounds };
  const method = { kind: 'auto' as const, workers: 1, reductions };
  const found = search({ graph, machine: compileMachine(graph), request, method, crew: noCrew }, silentHooks);
  if (!found.ok) throw new Error(found.error.why);
  return found.value;
}

const exactly = (graph: Graph) =>
  explore(graph, compileMachine(graph), { bounds: defaultBounds }, silentHooks);

it('searches a small lab exactly', () => {
  const found = automatic(counting(8, [9, 9]), reductionNames);
  expect(found.searched?.kind).toBe('exact');
  expect(found.states).toBe(9 ** 3);
});

it('searches what a sweep cannot answer exactly', () => {
  const graph = counting(20, [20, 20], 'can-still');
  const found = automatic(graph, reductionNames);
  expect(found.searched?.kind).toBe('exact');
  expect(found.shortest).toEqual(exactly(graph).shortest);
});

// The first violation is met long before the exact beginning ends, or long after it.
it.each([
  [[3, 0], 'none', []],
  [[3, 0], 'all', reductionNames],
  [[20, 19], 'none', []],
  [[20, 19], 'all', reductionNames],
])('sweeps a larger one, with the counterexample of the plain search: %j, reductions %s', (bad, _, by) => {
  const graph = counting(20, bad);
  const plain = exactly(graph);
  const found = automatic(graph, by);
  expect(found.searched?.kind).toBe('sweep');
  expect(found.shortest).toEqual(plain.shortest);
  expect(found.violated).toBe(plain.violated);
  expect(found.fewest?.switches).toBe(plain.fewest?.switches);
  // So many are not worth a plan.
  expect([found.states, found.transitions]).toEqual([plain.states, plain.transitions]);
});

it.each([
  [[3, 0], []],
  [[3, 0], reductionNames],
  [[50, 50], reductionNames],
])('sweeps one that has outgrown that too, with the same answer: %j, reductions %j', (bad, by) => {
  const graph = counting(50, bad);
  const plain = exactly(graph);
  const found = automatic(graph, by);
  expect(plain.states).toBeGreaterThan(110_000);
  expect(found.searched).toMatchObject({
    kind: 'sweep',
    reductions: by.length === 0 ? [] : expect.anything(),
  });
  expect(found.shortest).toEqual(plain.shortest);
  expect(found.violations?.map(({ property }) => property)).toEqual([0]);
  if (by.length > 0) expect(found.states).toBeLessThan(plain.states);
});

it('is complete where there are just as many states as it may meet', () => {
  const many = 200;
  const chosen = (index: number) => ({
    step: 'choose' as const,
    code: [{ kind: 'choose' as const, register: index, count: many }, store(word(index), reg(index))],
  });
  const graph = graphOf({ words: 2, tasks: [task('chooser', [chosen(0), chosen(1)])] });
  const states = 1 + many + many ** 2;
  const found = automatic(graph, ['symmetry'], { ...defaultBounds, maxStates: states });
  expect(found).toMatchObject({ states, hit: undefined });
});

it('makes a plan early where it sees that there will be many more states', () => {
  const graph = counting(3, [4, 4], 'always', 8);
  const found = automatic(graph, reductionNames);
  expect(exactly(graph).states).toBe(4 ** 8);
  expect(4 ** 8).toBeLessThan(100_000);
  expect(found.searched).toMatchObject({
    kind: 'sweep',
    reductions: expect.arrayContaining(['partial-order']),
  });
  expect(found).toMatchObject({ violated: undefined, hit: undefined });
  expect(found.states).toBeLessThan(4 ** 8);
});

it('sweeps a larger one without a violation to its end', () => {
  const found = automatic(counting(20, [21, 0]), []);
  expect(found).toMatchObject({ states: 21 ** 3, transitions: 3 * 20 * 21 ** 2, depth: 60, hit: undefined });
  expect(found.searched).toMatchObject({ kind: 'sweep', workers: 1, reductions: [] });
});
