// Searches that go on with other code: one that has become large, one that came upon a value without room.

import { expect, it } from 'vitest';
import { defaultBounds } from '../check/verdict.ts';
import { explore } from '../explore/explore.ts';
import { silentHooks } from '../explore/request.ts';
import type { Graph, Instruction } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import { bin, branch, graphOf, increment, num, reg, store, task, word } from '../machine/graph.fixture.ts';
import { partsOf } from './auto.ts';
import { noCrew } from './crew.ts';
import type { KernelMaker } from './kernel-code.ts';
import { sweep } from './sweep.ts';

/** `made`: kernels that it took. */
function sweepOf(graph: Graph) {
  const machine = compileMachine(graph);
  const request = { bounds: defaultBounds };
  const method = { kind: 'sweep' as const, reductions: [], workers: 1 };
  const all = partsOf(graph, machine, [], () => false);
  let made = 0;
  const parts = {
    ...all,
    kernels: (plan: typeof all.plan): KernelMaker => {
      const make = all.kernels(plan);
      return (...wanted) => {
        made += 1;
        return make(...wanted);
      };
    },
  };
  const order = { graph, machine, request, method, parts, crew: noCrew, crewFrom: Number.POSITIVE_INFINITY };
  const result = sweep(order, silentHooks);
  if (!result.ok) throw new Error(result.error.why);
  return { ...result.value, made };
}

function plainly(graph: Graph) {
  return explore(graph, compileMachine(graph), { bounds: defaultBounds }, silentHooks);
}

const choose = (register: number, count: number): Instruction => ({ kind: 'choose', register, count });
const write = (index: number, value: number) => ({
  step: 'write' as const,
  code: [store(word(index), num(value))],
});

it('loses nothing where a batch is broken off by a value that nobody had foreseen', () => {
  const many = 200;
  const isRare = bin('&', bin('==', reg(0), num(150)), bin('==', reg(1), num(77)));
  const graph = graphOf({
    words: 3,
    tasks: [
      task('a', [
        { step: 'choose', code: [choose(0, many), store(word(0), reg(0))] },
        { step: 'choose', code: [choose(1, many), store(word(1), reg(1))] },
        { step: 'write', code: [store(word(2), bin('*', isRare, num(1000)))] },
      ]),
    ],
  });
  expect(sweepOf(graph)).toMatchObject({ states: 1 + many + 2 * many ** 2, hit: undefined });
});

it('learns from the state whose step has no code, whichever task stands there', () => {
  const many = 90;
  const steps = 20;
  const isRare = bin('&', bin('==', reg(0), num(50)), bin('==', reg(1), num(77)));
  const rare = [2, 3, 4, 5, 6, 7, 8].map((value) => write(2, value));
  const graph = graphOf({
    words: 4,
    tasks: [
      task('chooser', [
        { step: 'choose', code: [choose(0, many), store(word(0), reg(0))] },
        { step: 'choose', code: [choose(1, many), store(word(1), reg(1))] },
        { ...write(2, 1), exit: branch(isRare, 4, 4 + rare.length - 1) },
        ...rare,
      ]),
      task(
        'counter',
        Array.from({ length: steps }, (_, at) => write(3, at + 1)),
      ),
    ],
  });
  // One that begins, and one that has all steps of the rare way.
  expect(sweepOf(graph)).toMatchObject({ made: 2, hit: undefined, states: plainly(graph).states });
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
