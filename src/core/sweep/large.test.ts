// A search that becomes so large on the way that it goes on with other code.

import { expect, it } from 'vitest';
import { defaultBounds } from '../check/verdict.ts';
import { silentHooks } from '../explore/request.ts';
import { compileMachine } from '../machine/compile.ts';
import { graphOf, increment, task } from '../machine/graph.fixture.ts';
import { search } from './auto.ts';
import { noCrew } from './crew.ts';

it('meets every state once when it changes to the code for many', () => {
  const steps = 360;
  const increments = (word: number) => Array.from({ length: steps / 2 }, () => increment(word)).flat();
  const graph = graphOf({ words: 2, tasks: [0, 1].map((word) => task(`t${word}`, increments(word))) });
  const machine = compileMachine(graph);
  const method = { kind: 'sweep' as const, reductions: [], workers: 1 };
  const result = search(
    { graph, machine, request: { bounds: defaultBounds }, method, crew: noCrew },
    silentHooks,
  );
  if (!result.ok) throw new Error(result.error.why);
  expect(result.value).toMatchObject({
    states: (steps + 1) ** 2,
    transitions: 2 * steps * (steps + 1),
    depth: 2 * steps,
    hit: undefined,
  });
});
