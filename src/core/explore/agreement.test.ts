import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultBounds } from '../check/verdict.ts';
import { compileMachine } from '../machine/compile.ts';
import { bin, num, over, property, reg } from '../machine/graph.fixture.ts';
import { StepCode } from '../machine/machine.ts';
import { randomBuffered } from '../machine/random-buffered.fixture.ts';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import { explore } from './explore.ts';
import { naiveReach } from './naive.fixture.ts';
import { silentHooks } from './request.ts';

const most = 1500;

const asked = [
  ['always', bin('<=', reg(1), num(0))],
  ['finally', bin('!=', reg(1), num(0))],
  ['can-still', bin('==', reg(1), num(0))],
] as const;
const cases = (['SC', 'x86-TSO', 'relaxed'] as const).flatMap((memory) =>
  asked.map(([kind, test]) => [kind, memory, test] as const),
);

describe('the search and a naive explorer', () => {
  it.each(cases)(
    'agree on states, transitions and both minimal counterexamples: %s, %s',
    (kind, memory, test) => {
      const properties = [property('bound', kind, over(2, test))];
      let violations = 0;
      fc.assert(
        fc.property(memory === 'SC' ? randomGraph : randomBuffered, (random) => {
          const graph = { ...random, properties };
          const machine = compileMachine(graph, memory);
          const naive = naiveReach(machine, most);
          fc.pre(naive !== undefined);
          const found = explore(graph, machine, { bounds: defaultBounds }, silentHooks);
          expect(found.hit).toBeUndefined();
          expect({ states: found.states, transitions: found.transitions }).toEqual({
            states: naive.states,
            transitions: naive.transitions,
          });
          expect(found.shortest?.choices.length).toBe(naive.shortest);
          expect(found.fewest?.switches).toBe(naive.fewest);
          for (const run of [found.shortest, found.fewest]) {
            if (!run) continue;
            violations += 1;
            const { state } = machine.start();
            for (const { task, alternative } of run.choices) {
              expect([StepCode.ok, StepCode.warned]).toContain(machine.step(state, task, alternative));
            }
            expect(machine.evaluateProperty(state, 0)).toBe(0);
          }
        }),
        { numRuns: Number(process.env.AGREEMENT_RUNS ?? (memory === 'SC' ? 300 : 100)) },
      );
      expect(violations).toBeGreaterThan(5);
    },
  );
});
