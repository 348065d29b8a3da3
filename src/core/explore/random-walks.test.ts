import { expect, test } from 'vitest';
import { compileMachine } from '../machine/compile.ts';
import { bin, graphOf, load, num, reg, store, task, word } from '../machine/graph.fixture.ts';
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
