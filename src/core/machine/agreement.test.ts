import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../language/lower/graph.ts';
import { compileMachine } from './compile.ts';
import type { Machine } from './machine.ts';
import { StepCode } from './machine.ts';
import type { NaiveState } from './naive.fixture.ts';
import { naiveStart, naiveStep } from './naive.fixture.ts';
import { randomGraph } from './random-graph.fixture.ts';

const names = ['ok', 'blocked', 'pruned', 'finding', 'warned'] as const;

function expectSame(graph: Graph, machine: Machine, vector: Int32Array, state: NaiveState) {
  for (const [address, value] of state.memory) expect(machine.readWord(vector, address)).toBe(value);
  graph.tasks.forEach((task, index) => {
    const block = state.tasks[index]?.block;
    expect(machine.site(vector, index)).toBe(block === undefined ? undefined : task.blocks[block]?.step);
  });
}

describe('the generated machine and a naive interpreter', () => {
  it('agree on what each task can do, on every write and on every place', () => {
    fc.assert(
      fc.property(randomGraph, fc.array(fc.nat({ max: 1000 }), { maxLength: 40 }), (graph, picks) => {
        const machine = compileMachine(graph);
        const vector = machine.start().state;
        let state = naiveStart(graph);
        expectSame(graph, machine, vector, state);
        for (const pick of picks) {
          const before = vector.slice();
          const can: { task: number; alternative: number }[] = [];
          graph.tasks.forEach((_, task) => {
            const count = machine.alternatives(vector, task);
            for (let alternative = 0; alternative < count; alternative++) {
              const outcome = naiveStep(graph, state, task, alternative);
              expect(machine.enabled(vector, task)).toBe(outcome.kind !== 'blocked');
              expect(names[machine.step(vector, task, alternative)]).toBe(outcome.kind);
              if (outcome.kind === 'ok' || outcome.kind === 'warned') {
                expectSame(graph, machine, vector, outcome.state);
                can.push({ task, alternative });
              }
              if (outcome.kind === 'finding') {
                for (const [address, value] of outcome.memory)
                  expect(machine.readWord(vector, address)).toBe(value);
              }
              machine.undo(vector);
              expect(vector).toEqual(before);
            }
          });
          const choice = can[pick % Math.max(1, can.length)];
          if (!choice) return;
          const outcome = naiveStep(graph, state, choice.task, choice.alternative);
          if (!('state' in outcome)) throw new Error('chosen among those that lead on');
          state = outcome.state;
          const code = machine.step(vector, choice.task, choice.alternative);
          expect([StepCode.ok, StepCode.warned]).toContain(code);
        }
      }),
      { numRuns: Number(process.env.AGREEMENT_RUNS ?? 300) },
    );
  });
});
