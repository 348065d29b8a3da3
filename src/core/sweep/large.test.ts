// Searches that go on with other code: one that has become large, one that came upon a value without room.

import { expect, it } from 'vitest';
import { defaultBounds } from '../check/verdict.ts';
import { silentHooks } from '../explore/request.ts';
import type { Graph, Instruction } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import { bin, graphOf, increment, num, reg, store, task, word } from '../machine/graph.fixture.ts';
import { search } from './auto.ts';
import { noCrew } from './crew.ts';

function sweepOf(graph: Graph) {
  const machine = compileMachine(graph);
  const method = { kind: 'sweep' as const, reductions: [], workers: 1 };
  const result = search(
    { graph, machine, request: { bounds: defaultBounds }, method, crew: noCrew },
    silentHooks,
  );
  if (!result.ok) throw new Error(result.error.why);
  return result.value;
}

it('loses nothing where a batch is broken off by a value that nobody had foreseen', () => {
  const many = 200;
  const choose = (register: number): Instruction => ({ kind: 'choose', register, count: many });
  const isRare = bin('&', bin('==', reg(0), num(150)), bin('==', reg(1), num(77)));
  const graph = graphOf({
    words: 3,
    tasks: [
      task('a', [
        { step: 'choose', code: [choose(0), store(word(0), reg(0))] },
        { step: 'choose', code: [choose(1), store(word(1), reg(1))] },
        { step: 'write', code: [store(word(2), bin('*', isRare, num(1000)))] },
      ]),
    ],
  });
  expect(sweepOf(graph)).toMatchObject({ states: 1 + many + 2 * many ** 2, hit: undefined });
});

it('meets every state once when it changes to the code for many', () => {
  const steps = 360;
  const increments = (word: number) => Array.from({ length: steps / 2 }, () => increment(word)).flat();
  const graph = graphOf({ words: 2, tasks: [0, 1].map((word) => task(`t${word}`, increments(word))) });
  expect(sweepOf(graph)).toMatchObject({
    states: (steps + 1) ** 2,
    transitions: 2 * steps * (steps + 1),
    depth: 2 * steps,
    hit: undefined,
  });
});
