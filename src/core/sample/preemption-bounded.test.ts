import fc from 'fast-check';
import { expect, it } from 'vitest';
import { verdictOf } from '../check/assemble.ts';
import type { FoundRun } from '../check/search-result.ts';
import { defaultBounds } from '../check/verdict.ts';
import { explore } from '../explore/explore.ts';
import { silentHooks } from '../explore/request.ts';
import { compileMachine } from '../machine/compile.ts';
import { bin, graphOf, increment, num, over, property, reg, task } from '../machine/graph.fixture.ts';
import { randomBuffered } from '../machine/random-buffered.fixture.ts';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import { naiveBounded } from './naive-bounded.fixture.ts';
import { sample } from './sample.ts';

const request = { bounds: { ...defaultBounds, maxStates: 3000 } };
const bounded = (preemptions: number) => ({ kind: 'preemption-bounded' as const, preemptions });
const always = [property('bound', 'always', over(2, bin('<=', reg(1), num(0))))];
const cases = (['SC', 'x86-TSO', 'relaxed'] as const).flatMap((memory) =>
  [
    always,
    [property('bound', 'finally', over(2, bin('!=', reg(1), num(0))))],
    [...always, property('back', 'can-still', over(2, bin('==', reg(0), num(0))))],
  ].map((properties) => [memory, properties.map(({ kind }) => kind).join(' and '), properties] as const),
);

function stepsOf(
  found: readonly { readonly property: number; readonly choices: FoundRun['choices'] }[] | undefined,
) {
  return found?.map(({ property, choices }) => [property, choices.length]);
}

it.each(cases)('without a bound that matters it is the plain search: %s, %s', (memory, _, properties) => {
  let violated = 0;
  fc.assert(
    fc.property(memory === 'SC' ? randomGraph : randomBuffered, (random) => {
      const graph = { ...random, properties };
      const machine = compileMachine(graph, memory);
      const plain = explore(graph, machine, request, silentHooks);
      fc.pre(plain.hit === undefined);
      const found = sample(graph, machine, bounded(250), request, silentHooks);
      for (const count of [
        'hit',
        'states',
        'transitions',
        'violated',
        'unasked',
        'unbegun',
        'buffers',
      ] as const) {
        expect(found[count]).toEqual(plain[count]);
      }
      expect(stepsOf(found.violations)).toEqual(stepsOf(plain.violations));
      expect(found.fewest?.switches).toBe(plain.fewest?.switches);
      const names = (all: typeof plain.others) => all.map(({ kind, name }) => `${kind} ${name}`).sort();
      expect(names(found.others)).toEqual(names(plain.others));
      if (found.shortest) violated += 1;
    }),
    { numRuns: 100 },
  );
  expect(violated).toBeGreaterThan(2);
});

it.each(cases.filter(([, kind]) => !kind.includes('can-still')))(
  'it comes to what so few preemptions come to, and no further: %s, %s',
  (memory, _, properties) => {
    let short = 0;
    fc.assert(
      fc.property(
        memory === 'SC' ? randomGraph : randomBuffered,
        fc.nat({ max: 2 }),
        (random, preemptions) => {
          const graph = { ...random, properties };
          const machine = compileMachine(graph, memory);
          const naive = naiveBounded(machine, preemptions, 3000);
          fc.pre(naive !== undefined);
          if (!naive) return;
          const found = sample(graph, machine, bounded(preemptions), request, silentHooks);
          expect([found.states, found.shortest?.choices.length]).toEqual([naive.states, naive.shortest]);
          if (found.hit === 'preemptions') short += 1;
          else expect(found.states).toBe(explore(graph, machine, request, silentHooks).states);
        },
      ),
      { numRuns: 100 },
    );
    expect(short).toBeGreaterThan(2);
  },
);

it('needs a preemption for a lost update, and says what it leaves open without', () => {
  const graph = graphOf({
    words: 1,
    tasks: [task('a', increment(0)), task('b', increment(0))],
    properties: [property('sum', 'finally', over(1, bin('==', reg(0), num(2))))],
  });
  const machine = compileMachine(graph);
  const none = sample(graph, machine, bounded(0), { bounds: defaultBounds }, silentHooks);
  expect([none.violated, none.hit]).toEqual([undefined, 'preemptions']);
  const subject = {
    lab: 'l',
    design: 's',
    strategy: 's',
    policies: [],
    memory: 'SC',
    pages: 0,
    missing: [],
  } as const;
  expect(verdictOf(subject, graph, none).verdict).toBe('incomplete');
  const one = sample(graph, machine, bounded(1), { bounds: defaultBounds }, silentHooks);
  expect([one.violated, one.shortest?.schedule]).toEqual([0, 'a/f+1#1 b/f+2#1 a/f+2#1']);
});

it('ends at every bound', () => {
  const tasks = ['a', 'b', 'c'].map((name) =>
    task(
      name,
      [0, 1, 2, 3].flatMap((word) => increment(word)),
    ),
  );
  const graph = graphOf({ words: 4, tasks });
  const machine = compileMachine(graph);
  const hitBy = (bounds: Partial<typeof defaultBounds>, cancelled = false) => {
    const hooks = { ...silentHooks, cancelled: () => cancelled };
    const all = { ...defaultBounds, ...bounds };
    return sample(graph, machine, bounded(2), { bounds: all }, hooks);
  };
  expect(hitBy({ maxStates: 10 })).toMatchObject({ hit: 'states', states: 10 });
  expect(hitBy({ maxDepth: 3 })).toMatchObject({ hit: 'depth' });
  expect(hitBy({ maxMemory: 150_000 })).toMatchObject({ hit: 'memory' });
  expect(hitBy({}, true)).toMatchObject({ hit: 'cancelled' });
});
