import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import { bin, graphOf, increment, load, num, reg, store, task, word } from '../machine/graph.fixture.ts';
import { layOut } from '../machine/layout.ts';
import { StepCode } from '../machine/machine.ts';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import { observe } from './observe.ts';

const layoutOf = (graph: Graph) => layOut(graph, false, 'SC');

test('sites, words and values of what happens', () => {
  // Word 0 says which of the words 1 and 2 is written; it is always the second.
  const computed = bin('+', num(0x1000), bin('*', reg(0), num(4)));
  const steps = [
    { step: 'read' as const, code: [load(0, word(0))] },
    { step: 'write' as const, code: [store(computed, num(9))] },
  ];
  const graph = {
    ...graphOf({ words: 3, tasks: [task('a', steps), task('b', increment(1))] }),
  };
  const started = { ...graph, memory: { ...graph.memory, init: [{ address: 0x1000, value: 2 }] } };
  const seen = observe(started, layoutOf(started), 1000);
  const writer = seen?.tasks[0];
  expect(writer?.sites.map((site) => site?.block)).toEqual([undefined, 1, 2]);
  expect(writer?.access(2, 0)).toEqual({ slots: [2], mayFault: false });
  expect(seen?.slots.slice(0, 3).map(({ list }) => list)).toEqual([[2], [0, 1], [0, 9]]);
});

test('more states than it may meet', () => {
  const graph = graphOf({ words: 2, tasks: [task('a', increment(0)), task('b', increment(1))] });
  expect(observe(graph, layoutOf(graph), 3)).toBeUndefined();
});

test('no run does what it does not say', () => {
  fc.assert(
    fc.property(randomGraph, fc.infiniteStream(fc.nat({ max: 5 })), (graph, choices) => {
      const layout = layoutOf(graph);
      const machine = compileMachine(graph);
      const { state, ended } = machine.start();
      const seen = ended ? undefined : observe(graph, layout, 2000);
      if (seen === undefined) return;
      for (let step = 0; step < 30; step++) {
        seen.slots.forEach(({ low, high }, slot) => {
          expect(state[slot]).toBeGreaterThanOrEqual(low);
          expect(state[slot]).toBeLessThanOrEqual(high);
        });
        const who = (choices.next().value as number) % graph.tasks.length;
        const at = machine.site(state, who);
        const block = graph.tasks[who]?.blocks.findIndex((one) => one.step === at) ?? -1;
        if (at) expect(seen.tasks[who]?.reached[block]).toBe(1);
        const code = machine.step(state, who, 0);
        if (code === StepCode.blocked) continue;
        if (code !== StepCode.ok && code !== StepCode.warned) return;
      }
    }),
    { numRuns: 60, seed: 20_180_702 },
  );
});
