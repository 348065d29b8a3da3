// Random small programs: Spin meets exactly the states that our machine does, and finds what our search finds.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultBounds } from '../../src/core/check/verdict.ts';
import { explore } from '../../src/core/explore/explore.ts';
import { silentHooks } from '../../src/core/explore/request.ts';
import type { Graph } from '../../src/core/language/lower/graph.ts';
import { compileMachine } from '../../src/core/machine/compile.ts';
import { bin, num, over, property, reg } from '../../src/core/machine/graph.fixture.ts';
import { randomGraph } from '../../src/core/machine/random-graph.fixture.ts';
import { prepare } from '../agreement/prepare.ts';
import { tinyLab } from '../agreement/random-program.ts';
import { countStates } from './count-states.ts';
import { askSpin, spinIsHere } from './spin-run.ts';

/** The same few in every `npm test`; as many new ones as asked for otherwise. `all` is about labs (test-labs.ts). */
const asked = Number(process.env.PINLAB_SPIN);
const programs = asked > 0 ? asked : 12;
const always = programs !== asked ? { seed: 20_180_702 } : {};
const patience = 60_000 + programs * 8_000;
/** A larger one says nothing that a smaller one does not. */
const mostStates = 4000;

const claims = [
  'bug',
  'warn',
  'wild_access',
  'null_access',
  'misaligned_access',
  'deadlock',
  'blocked_at_end',
];

function limited(graph: Graph): boolean {
  const bounds = { ...defaultBounds, maxStates: mostStates };
  const found = explore(graph, compileMachine(graph), { bounds }, silentHooks);
  return found.hit === undefined && found.unbegun === undefined && found.states > 2;
}

test.skipIf(!spinIsHere)(
  'Spin meets the states that the machine meets',
  () => {
    let compared = 0;
    fc.assert(
      fc.property(randomGraph.filter(limited), (graph) => {
        const count = countStates(compileMachine(graph), mostStates);
        if (count === undefined) return;
        compared += 1;
        expect(askSpin(graph, [], 'random', true)).toEqual({ violated: undefined, states: count });
      }),
      { numRuns: programs, ...always, endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(programs / 2);
  },
  patience,
);

test.skipIf(!spinIsHere)(
  'Spin meets the states of random lab C, or finds what our search finds',
  () => {
    let compared = 0;
    fc.assert(
      fc.property(tinyLab, (lab) => {
        const { graph, program } = prepare(lab);
        if (!limited(graph)) return;
        compared += 1;
        const found = explore(graph, compileMachine(graph), { bounds: defaultBounds }, silentHooks);
        const count =
          found.violated === undefined ? countStates(compileMachine(graph), mostStates) : undefined;
        const spin = askSpin(graph, program.files, 'random', count !== undefined);
        expect(spin.violated !== undefined).toBe(found.violated !== undefined);
        if (count !== undefined) expect(spin.states).toBe(count);
      }),
      { numRuns: programs, ...always, endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(programs / 4);
  },
  patience,
);

const judged = fc
  .tuple(
    randomGraph.filter(limited),
    fc.subarray(claims, { minLength: 1 }),
    fc.constantFrom('never', 'finally'),
    fc.nat({ max: 2 }),
    fc.constantFrom(1, 2, 3, 255),
  )
  .map(([graph, names, kind, word, value]): Graph => {
    const is = over(3, bin(kind === 'never' ? '!=' : '==', reg(word), num(value)));
    const silent = over(3, num(1));
    return {
      ...graph,
      properties: [property('asked', kind, is), ...names.map((name) => property(name, 'never', silent))],
    };
  });

test.skipIf(!spinIsHere)(
  'Spin finds a violation where our search does, and its trail leads to one on our machine',
  () => {
    fc.assert(
      fc.property(judged, (graph) => {
        const found = explore(graph, compileMachine(graph), { bounds: defaultBounds }, silentHooks);
        const spin = askSpin(graph, [], 'random', false);
        expect(spin.violated !== undefined).toBe(found.violated !== undefined);
      }),
      { numRuns: programs, ...always, endOnFailure: true },
    );
  },
  patience,
);
