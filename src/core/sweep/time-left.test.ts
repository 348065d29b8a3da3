// That no end comes sooner than was said, and that the shortest run to one is the plain one.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededRandom } from '../base/random.ts';
import { reductionNames } from '../check/search-method.ts';
import { defaultBounds } from '../check/verdict.ts';
import { explore } from '../explore/explore.ts';
import { silentHooks } from '../explore/request.ts';
import { compileMachine } from '../machine/compile.ts';
import { branch, graphOf, num, reg, store, task, word } from '../machine/graph.fixture.ts';
import { layOut } from '../machine/layout.ts';
import { type Machine, StepCode } from '../machine/machine.ts';
import { randomProgram } from '../reduce/random-program.fixture.ts';
import { recordHeader } from '../wasm/memory-map.ts';
import { search } from './auto.ts';
import { noCrew } from './crew.ts';
import { layOutRecord, write } from './packing.ts';
import { stepsLeft } from './time-left.ts';

const bounds = { ...defaultBounds, maxStates: 5000, maxMemory: 64 * 1024 ** 2 };
const runs = (few: number) => ({
  numRuns: Number(process.env.AGREEMENT_RUNS ?? few),
  ...(!process.env.AGREEMENT_RUNS && { seed: 5 }),
});

/** What is said of a state, by way of a record with every place in it. */
function teller(machine: Machine) {
  const { placeSlots } = machine.layout;
  const packing = layOutRecord(new Map([...placeSlots].map((slot) => [slot, 2])));
  const left = stepsLeft(layOut(machine.graph, false, machine.memory), packing, machine.start().state);
  const bytes = new DataView(new ArrayBuffer(packing.recordBytes + recordHeader));
  return (state: Int32Array): number => {
    for (const { slot, at, width } of packing.fields) write(bytes, at, width, state[slot] as number);
    return left(bytes, 0);
  };
}

it('never says more than a run needs, nor sinks by more than one a step', () => {
  let ends = 0;
  fc.assert(
    fc.property(randomProgram, fc.nat(), (graph, seed) => {
      const machine = compileMachine(graph);
      const { state } = machine.start();
      const tell = teller(machine);
      const random = seededRandom(seed);
      const said = [tell(state)];
      for (let tries = 0; tries < 200 && !machine.finished(state); tries++) {
        const actor = random.below(machine.actors.length);
        const alternative = random.below(machine.alternatives(state, actor));
        const code = machine.step(state, actor, alternative);
        if (code === StepCode.ok || code === StepCode.warned) said.push(tell(state));
        else machine.undo(state);
      }
      said.forEach((now, step) => {
        if (step > 0) expect(now).toBeGreaterThanOrEqual((said[step - 1] as number) - 1);
      });
      if (!machine.finished(state)) return;
      ends += 1;
      expect(said.at(-1)).toBe(0);
      said.forEach((now, step) => {
        expect(now).toBeLessThanOrEqual(said.length - 1 - step);
      });
    }),
    runs(150),
  );
  expect(ends).toBeGreaterThan(40);
});

it('takes the shorter way where there are two', () => {
  const steps = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ step: 'write' as const, code: [store(word(0), num(at))] }));
  const [first] = steps(1);
  if (!first) throw new Error('one step');
  // From the first step to the last, or by way of three others.
  const graph = graphOf({
    words: 1,
    tasks: [task('t', [{ ...first, exit: branch(reg(0), 2, 5) }, ...steps(4)])],
  });
  const machine = compileMachine(graph);
  expect(teller(machine)(machine.start().state)).toBe(2);
});

it('leads to the run of the plain search, for properties that are judged at the end', () => {
  let found = 0;
  fc.assert(
    fc.property(randomProgram, (random) => {
      const properties = random.properties.map((one) =>
        one.kind === 'finally' ? one : { ...one, routine: undefined },
      );
      const graph = { ...random, properties };
      const plain = explore(graph, compileMachine(graph), { bounds }, silentHooks);
      fc.pre(plain.hit === undefined && plain.shortest !== undefined);
      const method = { kind: 'sweep' as const, reductions: reductionNames, workers: 1 };
      const order = { graph, machine: compileMachine(graph), request: { bounds }, method, crew: noCrew };
      const swept = search(order, silentHooks);
      if (!swept.ok) throw new Error(swept.error.why);
      expect(swept.value.shortest).toEqual(plain.shortest);
      expect(swept.value.violated).toBe(plain.violated);
      found += 1;
    }),
    runs(60),
  );
  expect(found).toBeGreaterThan(20);
});
