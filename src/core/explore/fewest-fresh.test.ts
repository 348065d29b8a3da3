import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultBounds } from '../check/verdict.ts';
import { compileMachine } from '../machine/compile.ts';
import { bin, num, over, property, reg } from '../machine/graph.fixture.ts';
import { randomBuffered } from '../machine/random-buffered.fixture.ts';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import { createBudget } from './budget.ts';
import { startClockwork } from './clockwork.ts';
import { explore } from './explore.ts';
import { fewestFresh } from './fewest-fresh.ts';
import { silentHooks } from './request.ts';

const small = { ...defaultBounds, maxStates: 1500 };
const cases = [
  ['always', 'SC', bin('<=', reg(1), num(0))],
  ['finally', 'SC', bin('!=', reg(1), num(0))],
  ['finally', 'x86-TSO', bin('!=', reg(1), num(0))],
] as const;

it.each(cases)('is what the finished search says, without one: %s, %s', (kind, memory, test) => {
  let compared = 0;
  fc.assert(
    fc.property(memory === 'SC' ? randomGraph : randomBuffered, fc.boolean(), (random, isShortest) => {
      const graph = { ...random, properties: [property('bound', kind, over(2, test))] };
      const machine = compileMachine(graph, memory);
      const { hit, shortest, fewest, violated } = explore(graph, machine, { bounds: small }, silentHooks);
      fc.pre(hit === undefined && shortest !== undefined && violated !== undefined);
      if (!shortest || violated === undefined) return;
      const found = fewestFresh(
        machine,
        createBudget(small.maxMemory),
        startClockwork(silentHooks, small),
        { violation: { property: violated, ...shortest }, isShortest },
        () => ({ states: 0, transitions: 0, depth: 0, frontier: 0, memory: 0 }),
      );
      const switchesOf = (choices: readonly { readonly task: number }[]) => {
        const tasks = choices.flatMap(({ task }) => (task < graph.tasks.length ? [task] : []));
        return tasks.filter((task, at) => at > 0 && task !== tasks[at - 1]).length;
      };
      expect(found && [switchesOf(found.choices), found.choices.length]).toEqual(
        fewest && [fewest.switches, fewest.choices.length],
      );
      compared += 1;
    }),
    { numRuns: 80 },
  );
  expect(compared).toBeGreaterThan(5);
});

it('gives no answer where it would take too long', () => {
  const graph = fc.sample(randomGraph, { numRuns: 200, seed: 7 }).find((one) => {
    const withProperty = {
      ...one,
      properties: [property('b', 'finally', over(2, bin('!=', reg(1), num(0))))],
    };
    const found = explore(withProperty, compileMachine(withProperty), { bounds: small }, silentHooks);
    return (found.shortest?.switches ?? 0) > 1;
  });
  expect(graph).toBeDefined();
  if (!graph) return;
  const asked = { ...graph, properties: [property('b', 'finally', over(2, bin('!=', reg(1), num(0))))] };
  const machine = compileMachine(asked);
  const { shortest } = explore(asked, machine, { bounds: small }, silentHooks);
  if (!shortest) return;
  const budget = createBudget(small.maxMemory);
  const clock = startClockwork(silentHooks, small);
  const known = { violation: { property: 0, ...shortest }, isShortest: true };
  const progress = () => ({ states: 0, transitions: 0, depth: 0, frontier: 0, memory: 0 });
  expect(fewestFresh(machine, budget, clock, known, progress, 1)).toBeUndefined();
});
