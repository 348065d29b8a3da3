import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileMachine } from '../machine/compile.ts';
import { layOut } from '../machine/layout.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import { reached } from './coverage.fixture.ts';
import { exchangeCandidates } from './exchange-candidates.ts';
import { exchanged } from './exchanged-state.fixture.ts';
import { exchangeOf } from './exchanges.ts';
import type { LocalStates } from './local-states.ts';
import { localStates } from './local-states.ts';
import type { Exchange } from './plan.ts';
import { planReductions } from './plan-reductions.ts';
import { compareRandom } from './random-comparison.fixture.ts';
import { randomPages } from './random-pages.fixture.ts';
import { renamingOf, valuesOf } from './renaming.ts';
import { TooMuch } from './step-paths.ts';

const runs = Number(process.env.REDUCTION_RUNS ?? 120);

const key = (machine: Machine, state: Int32Array) => state.subarray(0, machine.layout.identity).join();

function localStatesOf(...given: Parameters<typeof localStates>): LocalStates | undefined {
  try {
    return localStates(...given);
  } catch (reason) {
    if (reason instanceof TooMuch) return undefined;
    throw reason;
  }
}

/** Why the exchange is no automorphism of the machine's states; undefined where it is. */
function whyNot(machine: Machine, exchange: Exchange, states: readonly Int32Array[]): string | undefined {
  for (const state of states) {
    const image = exchanged(state, exchange);
    for (const [task, twin] of exchange.tasks.entries()) {
      if (machine.enabled(state, task) !== machine.enabled(image, twin)) return 'who can run';
      for (let choice = 0; choice < machine.alternatives(state, task); choice++) {
        const [next, nextImage] = [state.slice(), image.slice()];
        const code = machine.step(next, task, choice);
        if (code !== machine.step(nextImage, twin, choice)) return 'what comes of a step';
        const goesOn = code === StepCode.ok || code === StepCode.warned;
        if (goesOn && key(machine, exchanged(next, exchange)) !== key(machine, nextImage))
          return 'where a step leads';
      }
    }
    for (const [property, twin] of exchange.properties.entries()) {
      if (!machine.graph.properties[property]?.routine) continue;
      if (machine.evaluateProperty(state, property) !== machine.evaluateProperty(image, twin))
        return 'what a property says';
    }
  }
  return undefined;
}

it('exchanges what can be exchanged: every state goes on like its image', () => {
  let some = 0;
  let named = 0;
  let none = 0;
  fc.assert(
    fc.property(randomPages, (graph) => {
      const machine = compileMachine(graph, 'SC');
      const { ended, state } = machine.start();
      if (ended) return;
      const plan = planReductions(graph, layOut(graph, false, 'SC'), state, ['symmetry']);
      if (!plan.exchanges) {
        none += 1;
        return;
      }
      const states = reached(machine, 6000);
      if (!states) return;
      some += 1;
      for (const exchange of plan.exchanges) {
        expect(key(machine, exchanged(state, exchange))).toBe(key(machine, state));
        expect(whyNot(machine, exchange, states)).toBeUndefined();
        if ([...exchange.values.values()].flat().some(([value]) => value >= 0x1000)) named += 1;
      }
    }),
    { numRuns: 2 * runs },
  );
  expect(
    [some, named, none].map((count) => count > 0),
    `${some} ${named} ${none}`,
  ).toEqual([true, true, true]);
});

it('proves it: many a renaming that looks right is none', () => {
  let wrong = 0;
  fc.assert(
    fc.property(randomPages, (graph) => {
      const machine = compileMachine(graph, 'SC');
      const { ended, state } = machine.start();
      const layout = layOut(graph, false, 'SC');
      const local = ended ? undefined : localStatesOf(graph, layout, state);
      const states = reached(machine, 2000);
      if (!local || !states) return;
      const values = valuesOf(layout, local, state);
      const still = Int32Array.from(graph.properties.keys());
      for (const candidate of exchangeCandidates(graph, layout, [])) {
        const renaming = renamingOf(graph, layout, local, values, candidate);
        if (renaming.ok && whyNot(machine, exchangeOf(layout, values, renaming.value, still), states))
          wrong += 1;
      }
    }),
    { numRuns: runs },
  );
  expect(wrong).toBeGreaterThan(0);
});

const spoils: readonly (readonly [string, (exchange: Exchange) => Exchange])[] = [
  ['values keep their names', (exchange) => ({ ...exchange, values: new Map() })],
  ['tasks stay', (exchange) => ({ ...exchange, tasks: exchange.tasks.map((_, task) => task) })],
  [
    'properties stay',
    (exchange) => ({ ...exchange, properties: exchange.properties.map((_, property) => property) }),
  ],
  [
    'a word stays',
    (exchange) => ({
      ...exchange,
      from: exchange.from.map((source, slot) => (source === slot || slot % 3 === 0 ? slot : source)),
    }),
  ],
];
it.each(spoils)('is found out where it is wrong: %s', (_, spoil) => {
  let foundOut = 0;
  fc.assert(
    fc.property(randomPages, (graph) => {
      const machine = compileMachine(graph, 'SC');
      const { ended, state } = machine.start();
      if (ended) return;
      const { exchanges } = planReductions(graph, layOut(graph, false, 'SC'), state, ['symmetry']);
      const states = exchanges && reached(machine, 2000);
      if (states && exchanges.some((exchange) => whyNot(machine, spoil(exchange), states))) foundOut += 1;
    }),
    { numRuns: runs },
  );
  expect(foundOut).toBeGreaterThan(0);
});

it('finds what plain search finds', () => {
  const { findings, spared } = compareRandom(randomPages, runs);
  expect(findings).toBeGreaterThan(10);
  expect(spared.get('symmetry')).toBeGreaterThan(runs / 10);
});
