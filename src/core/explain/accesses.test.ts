// What a step touches, gone through by hand, against what the compiled machine tells an observer.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededRandom } from '../base/random.ts';
import type { Access } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import { StepCode } from '../machine/machine.ts';
import { randomBuffered } from '../machine/random-buffered.fixture.ts';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import { watchAccesses } from './accesses.ts';

const cases = [
  ['SC', 'any code', randomGraph],
  ['SC', 'every access', randomBuffered],
  ['x86-TSO', 'every access', randomBuffered],
  ['relaxed', 'every access', randomBuffered],
] as const;

it.each(cases)('is what the machine tells: %s, %s', (memory, _, graphs) => {
  let compared = 0;
  fc.assert(
    fc.property(graphs, fc.nat(), (graph, seed) => {
      let reads: Set<number> = new Set();
      let writes: Set<number> = new Set();
      const isOwn = (access: Access) => access !== 'ghost' && access !== 'pure';
      const watched = compileMachine(graph, memory, {
        load: (address, _size, _value, access) => {
          if (isOwn(access)) reads.add(address & ~3);
        },
        store: (address, _before, _after, access) => {
          if (isOwn(access)) writes.add(address & ~3);
        },
        ledger: () => undefined,
        finding: () => undefined,
      });
      const machine = compileMachine(graph, memory);
      const watch = watchAccesses(machine);
      const random = seededRandom(seed);
      const { state, ended } = machine.start();
      const told = watched.start().state;
      for (let steps = 0, failures = 0; !ended && steps < 60 && failures < 20; ) {
        const task = random.below(machine.actors.length);
        const alternative = random.below(machine.alternatives(state, task));
        const isWait = task < graph.tasks.length && machine.site(state, task)?.operation === 'wait';
        const guessed = watch(state, { task, alternative });
        reads = new Set();
        writes = new Set();
        const code = machine.step(state, task, alternative);
        watched.step(told, task, alternative);
        if (code !== StepCode.ok && code !== StepCode.warned) {
          machine.undo(state);
          watched.undo(told);
          failures += 1;
          continue;
        }
        steps += 1;
        if (isWait) continue;
        expect([[...guessed.reads].sort(), [...guessed.writes].sort()]).toEqual([
          [...reads].sort(),
          [...writes].sort(),
        ]);
        compared += 1;
      }
    }),
    { numRuns: 100 },
  );
  expect(compared).toBeGreaterThan(100);
});
