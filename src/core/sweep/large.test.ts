// A search that becomes so large on the way that it goes on with other code.

import { expect, it } from 'vitest';
import { defaultBounds } from '../check/verdict.ts';
import { silentHooks } from '../explore/request.ts';
import { compileMachine } from '../machine/compile.ts';
import { graphOf, increment, task } from '../machine/graph.fixture.ts';
import { search } from './auto.ts';
import { noCrew } from './crew.ts';

it('meets every state once when it changes to the code for many', () => {
  const steps = 48;
  const increments = (word: number) => Array.from({ length: steps / 2 }, () => increment(word)).flat();
  const graph = graphOf({ words: 3, tasks: [0, 1, 2].map((word) => task(`t${word}`, increments(word))) });
  const machine = compileMachine(graph);
  const method = { kind: 'sweep' as const, reductions: [], workers: 1 };
  const result = search(
    { graph, machine, request: { bounds: defaultBounds }, method, crew: noCrew },
    silentHooks,
  );
  if (!result.ok) throw new Error(result.error.why);
  expect(result.value).toMatchObject({
    states: (steps + 1) ** 3,
    transitions: 3 * steps * (steps + 1) ** 2,
    depth: 3 * steps,
    hit: undefined,
  });
});
