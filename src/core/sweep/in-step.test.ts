// That the shortest run is the plain one where tasks are taken for one another and dead words are not looked at.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Reduction, reductionNames } from '../check/search-method.ts';
import { defaultBounds } from '../check/verdict.ts';
import { explore } from '../explore/explore.ts';
import { silentHooks } from '../explore/request.ts';
import type { Graph } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import {
  type BlockText,
  bin,
  graphOf,
  guard,
  increment,
  load,
  lockSteps,
  num,
  over,
  property,
  reg,
  store,
  task,
  word,
} from '../machine/graph.fixture.ts';
import { randomPages } from '../reduce/random-pages.fixture.ts';
import { search } from './auto.ts';
import { noCrew } from './crew.ts';

const bounds = { ...defaultBounds, maxStates: 20_000, maxMemory: 64 * 1024 ** 2 };

/** Word 0 is a lock, 1 and 2 are shared, nobody reads 3, task `t` has word 4 + t for itself. */
const words = 8;
type Piece = (task: number) => readonly BlockText[];

const shared = fc.constantFrom(1, 2);
const few = fc.constantFrom(0, 1, 2);
const simple: fc.Arbitrary<Piece> = fc.oneof(
  shared.map(
    (at): Piece =>
      () =>
        increment(at),
  ),
  fc.tuple(shared, few).map(
    ([at, value]): Piece =>
      () => [{ step: 'write', code: [store(word(at), num(value))] }],
  ),
  fc.constant<Piece>(() => increment(3)),
  few.map(
    (value): Piece =>
      (one) => [{ step: 'write', code: [store(word(4 + one), num(value))] }],
  ),
  shared.map(
    (at): Piece =>
      (one) => [
        { step: 'read', code: [load(1, word(4 + one))] },
        { step: 'write', code: [store(word(at), bin('+', reg(1), num(1)))] },
      ],
  ),
  fc.tuple(shared, few).map(
    ([at, value]): Piece =>
      () => [{ step: 'wait', code: [load(2, word(at)), guard(bin('!=', reg(2), num(value)))] }],
  ),
);
const piece: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 3, arbitrary: simple },
  {
    weight: 1,
    arbitrary: simple.map(
      (inside): Piece =>
        (one) => {
          const { lock, unlock } = lockSteps(0, one);
          return [lock, ...inside(one), unlock];
        },
    ),
  },
);
const text = (pieces: readonly Piece[], one: number) => pieces.flatMap((each) => each(one));

/** Two or three tasks that do the same, one that does something else; it may come before them. */
const twins: fc.Arbitrary<Graph> = fc
  .record({
    alike: fc.array(piece, { minLength: 1, maxLength: 3 }),
    other: fc.array(piece, { maxLength: 2 }),
    count: fc.constantFrom(2, 3),
    first: fc.boolean(),
    kind: fc.constantFrom('always' as const, 'finally' as const),
    at: shared,
    bound: fc.constantFrom(0, 1, 2, 3),
  })
  .map(({ alike, other, count, first, kind, at, bound }) => {
    const whose = Array.from({ length: count + 1 }, (_, one) => one === (first ? 0 : count));
    const tasks = whose.map((isOther, one) =>
      task(`t${one}`, text(isOther ? other : alike, one), { cpu: one }),
    );
    const test = kind === 'always' ? bin('<=', reg(at), num(bound)) : bin('==', reg(at), num(bound));
    return graphOf({ words, tasks, cpus: count + 1, properties: [property('p', kind, over(3, test))] });
  });

const alike: readonly Reduction[] = ['symmetry', 'dead-words'];

it.each([
  ['symmetry and dead words', 'twins', alike, twins],
  ['all', 'twins', reductionNames, twins],
  ['symmetry and dead words', 'pages', alike, randomPages],
  ['all', 'pages', reductionNames, randomPages],
] as const)('is the run of the plain search: %s, %s', (_, kind, reductions, graphs) => {
  let fewer = 0;
  let compared = 0;
  fc.assert(
    fc.property(graphs, (graph) => {
      const plain = explore(graph, compileMachine(graph), { bounds }, silentHooks);
      fc.pre(plain.hit === undefined && plain.shortest !== undefined);
      const method = { kind: 'sweep' as const, reductions, workers: 1 };
      const order = { graph, machine: compileMachine(graph), request: { bounds }, method, crew: noCrew };
      const found = search(order, silentHooks);
      if (!found.ok) throw new Error(found.error.why);
      expect(found.value.violated).toBe(plain.violated);
      expect(found.value.shortest).toEqual(plain.shortest);
      compared += 1;
      if (found.value.states < plain.states && found.value.searched?.reductions.includes('symmetry'))
        fewer += 1;
    }),
    { numRuns: Number(process.env.AGREEMENT_RUNS ?? 80), ...(!process.env.AGREEMENT_RUNS && { seed: 11 }) },
  );
  expect(compared).toBeGreaterThan(20);
  expect(fewer).toBeGreaterThan(kind === 'twins' ? 20 : 5);
});
