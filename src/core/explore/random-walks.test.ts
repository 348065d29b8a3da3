import { expect, test } from 'vitest';
import { compileMachine } from '../machine/compile.ts';
import { bin, graphOf, load, num, over, property, reg, store, task, word } from '../machine/graph.fixture.ts';
import { walkAtRandom } from './random-walks.ts';

const width = 300;
/** A task whose only step counts 300 words up, again and again. */
const wide = graphOf({
  words: width,
  tasks: [
    task('a', [
      {
        step: 'rmw',
        code: Array.from({ length: width }, (_, at) => [
          load(0, word(at)),
          store(word(at), bin('+', reg(0), num(1))),
        ]).flat(),
        exit: { kind: 'goto', target: 1 },
      },
    ]),
  ],
});

test('walks end after so many words, however wide the steps are', () => {
  let words = 0;
  walkAtRandom(
    compileMachine(wide),
    (log) => {
      words += log[0] as number;
    },
    () => false,
  );
  expect(words).toBeGreaterThan(3 * width);
  expect(words).toBeLessThan(2 << 20);
});

test('walks end soon after they are told to', () => {
  let steps = 0;
  walkAtRandom(
    compileMachine(wide),
    () => {
      steps += 1;
    },
    () => steps > 100,
  );
  expect(steps).toBeLessThan(200);
});

test('walks do not go on behind a violation, where no search goes', () => {
  const graph = graphOf({
    words: 2,
    tasks: [
      task('a', [
        { step: 'write', code: [store(word(0), num(1))] },
        { step: 'write', code: [store(word(1), num(1))] },
      ]),
    ],
    properties: [property('clear', 'always', over(1, bin('==', reg(0), num(0))))],
  });
  const machine = compileMachine(graph);
  const [first, second] = machine.layout.wordSlots;
  const met = new Set<number>();
  const meet = (log: Int32Array) => {
    for (let at = 1; at < (log[0] as number); at += 3) met.add(log[at] as number);
  };
  walkAtRandom(machine, meet, () => false, { most: 50 });
  expect(met).toContain(first);
  expect(met).not.toContain(second);
  met.clear();
  const { state } = machine.start();
  machine.step(state, 0, 0);
  walkAtRandom(machine, meet, () => false, { from: state, most: 50 });
  expect(met).toEqual(new Set());
});
