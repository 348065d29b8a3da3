import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultBounds } from '../check/verdict.ts';
import { explore } from '../explore/explore.ts';
import { silentHooks } from '../explore/request.ts';
import { compileMachine } from '../machine/compile.ts';
import {
  bin,
  branch,
  graphOf,
  guard,
  increment,
  load,
  num,
  over,
  property,
  reg,
  store,
  task,
  word,
} from '../machine/graph.fixture.ts';
import { StepCode, Truth } from '../machine/machine.ts';
import { randomBuffered } from '../machine/random-buffered.fixture.ts';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import { sample } from './sample.ts';
import type { RunsMethod } from './try-runs.ts';

const bounds = { ...defaultBounds, maxDepth: 400 };
const methods: readonly RunsMethod[] = [
  { kind: 'random', runs: 60, seed: 1 },
  { kind: 'pct', runs: 60, seed: 1, depth: 3 },
];
const properties = [
  property('bound', 'always', over(2, bin('<=', reg(1), num(0)))),
  property('there', 'finally', over(2, bin('!=', reg(1), num(0)))),
];

describe.each(methods)('runs: $kind', (method) => {
  it.each(['SC', 'x86-TSO', 'relaxed'] as const)('meet only what exists: %s', (memory) => {
    let met = 0;
    let missed = 0;
    fc.assert(
      fc.property(memory === 'SC' ? randomGraph : randomBuffered, (random) => {
        const graph = { ...random, properties };
        const machine = compileMachine(graph, memory);
        const plain = explore(graph, machine, { bounds: { ...bounds, maxStates: 2000 } }, silentHooks);
        fc.pre(plain.hit === undefined);
        const found = sample(graph, machine, method, { bounds }, silentHooks);
        const exists = new Map(plain.violations?.map(({ property, choices }) => [property, choices.length]));
        for (const { property, choices } of found.violations ?? []) {
          expect(choices.length).toBeGreaterThanOrEqual(exists.get(property) ?? Number.POSITIVE_INFINITY);
          const { state } = machine.start();
          for (const { task, alternative } of choices) {
            expect([StepCode.ok, StepCode.warned]).toContain(machine.step(state, task, alternative));
          }
          expect(machine.evaluateProperty(state, property)).not.toBe(Truth.content);
          met += 1;
        }
        missed += (plain.violations?.length ?? 0) - (found.violations?.length ?? 0);
        const known = plain.others.map(({ kind, name }) => `${kind} ${name}`);
        for (const { kind, name } of found.others) expect(known).toContain(`${kind} ${name}`);
        expect(found.hit).toBe(plain.unbegun ? undefined : 'runs');
      }),
      { numRuns: 80 },
    );
    expect(met).toBeGreaterThan(10);
    // Sixty runs of programs this small leave little out.
    expect(missed).toBeLessThan(met / 10);
  });

  const lost = graphOf({
    words: 1,
    tasks: [task('a', increment(0)), task('b', increment(0))],
    properties: [property('sum', 'finally', over(1, bin('==', reg(0), num(2))))],
  });
  it('is the same for the same seed, and says what it did', () => {
    const twice = [1, 2].map(() => sample(lost, compileMachine(lost), method, { bounds }, silentHooks));
    expect(twice[0]).toEqual(twice[1]);
    expect(twice[0]).toMatchObject({ violated: 0, hit: 'runs', searched: { ...method, runs: 60 } });
    expect(twice[0]?.fewest?.switches).toBe(2);
    const schedules = [1, 2, 3, 4, 5].map(
      (seed) =>
        sample(lost, compileMachine(lost), { ...method, seed }, { bounds }, silentHooks).shortest?.schedule,
    );
    expect(new Set(schedules).size).toBeGreaterThan(1);
  });

  it('ends with the first violation where that is asked, and when it is told to', () => {
    const first = sample(lost, compileMachine(lost), method, { bounds, stopAtFirst: true }, silentHooks);
    expect(first.searched?.runs).toBeLessThan(60);
    expect(first.violated).toBe(0);
    const hooks = { ...silentHooks, cancelled: () => true };
    expect(sample(lost, compileMachine(lost), method, { bounds }, hooks)).toMatchObject({
      hit: 'cancelled',
      searched: { runs: 0 },
    });
  });

  it('gets out of a loop that waits for somebody of lower priority', () => {
    const spin = task('spinner', [
      { step: 'read', code: [load(0, word(0))], exit: branch(reg(0), 2, 1) },
      { step: 'write', code: [store(word(1), num(1))] },
    ]);
    const graph = graphOf({
      words: 2,
      tasks: [spin, task('setter', [{ step: 'write', code: [store(word(0), num(1))] }])],
      properties: [property('ends', 'finally', over(2, bin('==', reg(1), num(0))))],
    });
    const long = { ...bounds, maxDepth: 100_000 };
    const found = sample(graph, compileMachine(graph), { ...method, seed: 5 }, { bounds: long }, silentHooks);
    expect(found.violated).toBe(0);
    expect(found.depth).toBeLessThan(2000);
  });

  it('tells deadlocks, and ends where only a daemon goes on', () => {
    const forever = task(
      'daemon',
      [{ step: 'read', code: [load(0, word(0))], exit: { kind: 'goto', target: 1 } }],
      {
        kind: 'daemon',
      },
    );
    const waits = task('waiter', [{ step: 'wait', code: [load(0, word(0)), guard(reg(0))] }]);
    const stuck = graphOf({ words: 1, tasks: [waits, task('other', increment(0))].slice(0, 1) });
    expect(sample(stuck, compileMachine(stuck), method, { bounds }, silentHooks).others).toMatchObject([
      { kind: 'blocked-at-end' },
    ]);
    const endless = graphOf({ words: 1, tasks: [task('a', increment(0)), forever] });
    const long = { ...bounds, maxDepth: 1_000_000 };
    expect(
      sample(endless, compileMachine(endless), method, { bounds: long }, silentHooks).depth,
    ).toBeLessThan(2000);
  });
});

it('PCT meets a bug that coins hardly ever meet', () => {
  // All forty steps of one task have to come before the first of the other.
  const forty = Array.from({ length: 40 }, () => ({
    step: 'write' as const,
    code: [store(word(0), num(1))],
  }));
  const last = { step: 'write' as const, code: [store(word(1), num(1))] };
  const sees = { step: 'read' as const, code: [load(0, word(1)), store(word(2), reg(0))] };
  const rest = Array.from({ length: 40 }, () => ({ step: 'read' as const, code: [load(0, word(0))] }));
  const graph = graphOf({
    words: 3,
    tasks: [task('long', [...forty, last]), task('early', [sees, ...rest])],
    properties: [property('unseen', 'finally', over(3, bin('==', reg(2), num(0))))],
  });
  const machine = compileMachine(graph);
  const search = (method: RunsMethod) => sample(graph, machine, method, { bounds }, silentHooks).violated;
  expect(search({ kind: 'pct', runs: 60, seed: 1, depth: 1 })).toBe(0);
  expect(search({ kind: 'random', runs: 60, seed: 1 })).toBeUndefined();
});
