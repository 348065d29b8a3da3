// What an earlier search has seen is known to the sweep, where random walks do not come to it.

import { expect, it } from 'vitest';
import { defaultBounds } from '../check/verdict.ts';
import { silentHooks } from '../explore/request.ts';
import { compileMachine } from '../machine/compile.ts';
import { graphOf, num, store, task, word } from '../machine/graph.fixture.ts';
import { layOut } from '../machine/layout.ts';
import { learn, noPlaces } from './learn.ts';
import { searchSmall } from './small.ts';

const steps = 40;

/** Each of three tasks counts in its own word. */
const graph = graphOf({
  words: 3,
  tasks: [0, 1, 2].map((index) =>
    task(
      `t${index}`,
      Array.from({ length: steps }, (_, at) => ({
        step: 'write' as const,
        code: [store(word(index), num(100 * at))],
      })),
    ),
  ),
});

it('knows the values and the places that the exact beginning has met', () => {
  const machine = compileMachine(graph);
  const { state } = machine.start();
  const layout = layOut(graph, false, 'SC');
  const small = searchSmall(graph, machine, { bounds: defaultBounds }, silentHooks);
  expect(small.outgrown).toBe(true);
  const stop = () => true;
  expect(learn(machine, state, noPlaces(layout), stop).fields).toEqual([]);

  const places = noPlaces(layout);
  const { fields } = learn(machine, state, places, stop, small.met);
  const words = fields.filter(({ slot }) => slot < 3);
  expect(words.map(({ width }) => width)).toEqual([2, 2, 2]);
  for (const seen of places) expect(seen.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(5);
});
