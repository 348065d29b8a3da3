import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reductionNames } from '../check/search-method.ts';
import type { Graph } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import type { BlockText } from '../machine/graph.fixture.ts';
import {
  bin,
  branch,
  graphOf,
  guard,
  load,
  lockSteps,
  num,
  over,
  property,
  reg,
  set,
  store,
  task,
  word,
} from '../machine/graph.fixture.ts';
import { layOut } from '../machine/layout.ts';
import { randomBuffered } from '../machine/random-buffered.fixture.ts';
import { conflictsWith } from './persistent-sets.ts';
import type { ReductionPlan } from './plan.ts';
import { planReductions } from './plan-reductions.ts';
import { randomProgram } from './random-program.fixture.ts';
import { reducedSearch } from './reduced-search.fixture.ts';

function planOf(graph: Graph, memory: 'SC' | 'x86-TSO' = 'SC'): ReductionPlan {
  const machine = compileMachine(graph, memory);
  return planReductions(graph, layOut(graph, false, memory), machine.start().state, reductionNames);
}
const read = (index: number, into = 0): BlockText => ({ step: 'read', code: [load(into, word(index))] });
const write = (index: number, value: number): BlockText => ({
  step: 'write',
  code: [store(word(index), num(value))],
});
const raise = (index: number, by: number): BlockText => ({
  step: 'rmw',
  code: [{ kind: 'rmw', op: 'add', address: word(index), size: 4, value: num(by), access: 'rmw' }],
});
/** Lowers it, and writes to word `freed` should it be the last. */
const drop = (index: number, freed: number): BlockText => ({
  step: 'rmw',
  code: [
    load(0, word(index)),
    store(word(index), bin('+', reg(0), num(-1))),
    { kind: 'check', of: 'bug', index: 0, test: bin('!=', reg(0), num(freed)) },
  ],
});
const bugs = [{ severity: 'bug' as const, text: 'BUG', span: { file: 0, start: 0, end: 0 } }];
const conflict = (plan: ReductionPlan, a: number, at: number, b: number, from: number) =>
  plan.persistent && conflictsWith(plan.persistent, a, at, b, from);

describe('a plan', () => {
  it('lets references be taken and dropped in any order as long as none is the last', () => {
    const tasks = [0, 1].map((index) => task(`t${index}`, [raise(0, 1), drop(0, 1)]));
    const graph = (first: number) =>
      graphOf({ words: 1, tasks, cpus: 2, bugs, boot: [store(word(0), num(first))] });
    expect(conflict(planOf(graph(1)), 0, 2, 1, 1)).toBe(false);
    expect(planOf(graph(1)).deadSlots?.[0]).toBe(1);
    expect(conflict(planOf(graph(0)), 0, 2, 1, 1)).toBe(true);
    expect(planOf(graph(0)).deadSlots).toBeUndefined();
  });

  it('does what a lock protects at once, up to the lock that comes next', () => {
    const tasks = [0, 1].map((index) => {
      const { lock, unlock } = lockSteps(0, index);
      return task(`t${index}`, [lock, read(1), write(1, index), unlock, read(2), write(2, index)]);
    });
    const plan = planOf(graphOf({ words: 3, tasks, cpus: 2 }));
    expect([...(plan.privatePlaces?.[0] ?? [])]).toEqual([0, 0, 1, 1, 1, 1, 0]);
    expect(plan.persistent?.lockSlots[0]?.[1]).toBe(0);
  });

  it('keeps a private step apart where a property sees it', () => {
    const tasks = [task('a', [write(0, 1), write(0, 2), write(0, 3)]), task('b', [read(1), write(1, 1)])];
    const asked = (test: Parameters<typeof over>[1]) =>
      planOf(graphOf({ words: 2, tasks, cpus: 2, properties: [property('p', 'always', over(2, test))] }));
    expect(asked(bin('!=', reg(1), num(7))).privatePlaces?.[0]?.[2]).toBe(1);
    expect(asked(bin('!=', reg(0), num(2))).privatePlaces?.[0]?.[2]).toBe(0);
  });

  it('breaks a circle of private places', () => {
    const round: BlockText[] = [read(0), { ...read(0), exit: { kind: 'goto', target: 1 } }];
    const plan = planOf(graphOf({ words: 2, tasks: [task('a', round), task('b', [read(1)])], cpus: 2 }));
    expect([...(plan.privatePlaces?.[0] ?? [])].filter((one) => one === 1)).toHaveLength(1);
  });

  it('gives up where a step goes round too often, and stands long rows of private places', () => {
    const rounds: BlockText[] = [
      { step: 'read', code: [load(1, word(0))], exit: { kind: 'goto', target: 2 } },
      { code: [set(0, bin('+', reg(0), num(1)))], exit: branch(bin('<', reg(0), num(9000)), 2, 3) },
      {},
    ];
    const graph = graphOf({ words: 1, tasks: [task('long', rounds), task('b', [write(0, 1)])], cpus: 2 });
    expect(planOf(graph).refused[0]?.why).toMatch(/cannot be looked through/);
    const row = task(
      'row',
      Array.from({ length: 2000 }, () => write(0, 1)),
    );
    const plan = planOf(graphOf({ words: 2, tasks: [row, task('b', [write(1, 1)])], cpus: 2 }));
    expect(plan.privatePlaces?.[0]?.every((one, place) => (one === 1) === place > 0)).toBe(true);
  });

  it('never begins a set with an interrupt that need not come', () => {
    const tasks = [task('a', [read(0)]), task('irq', [read(1)], { kind: 'interrupt', cpu: 1 })];
    const plan = planOf(graphOf({ words: 2, tasks, cpus: 2 }));
    expect(plan.persistent?.optional.map((places) => [...places])).toEqual([
      [0, 0],
      [0, 1, 0],
    ]);
  });

  it('finds tasks that run the same, unless somebody can tell them apart', () => {
    const twin = (index: number) => {
      const { lock, unlock } = lockSteps(0, index);
      return task(`t${index}`, [lock, read(1), unlock], { cpu: index });
    };
    const classOf = (...more: readonly BlockText[]) =>
      planOf(graphOf({ words: 3, tasks: [twin(0), twin(1), task('c', more, { cpu: 2 })], cpus: 3 })).symmetry;
    expect(classOf(write(1, 1))?.map(({ tasks }) => tasks)).toEqual([[0, 1]]);
    expect(classOf(write(1, 1))?.[0]?.lockSlots).toEqual(Int32Array.of(0));
    expect(
      classOf({ step: 'read', code: [load(0, word(0)), guard(bin('!=', reg(0), num(2)))] }),
    ).toBeUndefined();
  });

  it('says why there is none', () => {
    const tasks = [task('a', [write(0, 1), read(1)]), task('b', [write(1, 1), read(0)], { cpu: 1 })];
    const graph = graphOf({ words: 2, tasks, cpus: 2 });
    expect(planOf(graph, 'x86-TSO').refused.map(({ why }) => why)[0]).toMatch(/^Store buffers/);
    const wish = [property('p', 'can-still', over(1, reg(0)))];
    expect(planOf({ ...graph, properties: wish })).toMatchObject({ used: [], persistent: undefined });
    expect(planOf(graph).refused.map(({ reduction }) => reduction)).toContain('symmetry');
  });

  it('is empty for graphs with store buffers', () => {
    fc.assert(
      fc.property(randomBuffered, (graph) => {
        const layout = layOut(graph, false, 'x86-TSO');
        const { used } = planReductions(
          graph,
          layout,
          compileMachine(graph, 'x86-TSO').start().state,
          reductionNames,
        );
        if (layout.bufferAt.some((slot) => slot >= 0)) expect(used).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a plan that is wrong', () => {
  const without: readonly (readonly [string, (plan: ReductionPlan) => ReductionPlan])[] = [
    [
      'without conflicts',
      (plan) => ({
        ...plan,
        persistent: plan.persistent && { ...plan.persistent, matrix: plan.persistent.matrix.map(() => 0) },
      }),
    ],
    [
      'with every other conflict',
      (plan) => ({
        ...plan,
        persistent: plan.persistent && {
          ...plan.persistent,
          matrix: plan.persistent.matrix.map((bits) => bits & 0x55555555),
        },
      }),
    ],
    [
      'with all words dead',
      (plan) => ({ ...plan, deadSlots: plan.deadSlots?.map((_, slot) => Number(slot < 8)) }),
    ],
    [
      'with all but first steps private',
      (plan) => ({
        ...plan,
        privatePlaces: plan.privatePlaces?.map((places) => places.map((_, at) => Number(at > 1))),
      }),
    ],
  ];
  it.each(without)('is found out: %s', (_, spoil) => {
    let foundOut = 0;
    fc.assert(
      fc.property(randomProgram, (graph) => {
        const machine = compileMachine(graph);
        if (machine.start().ended) return;
        const plain = reducedSearch(machine, undefined, 800);
        if (plain.states === undefined) return;
        try {
          const spoilt = reducedSearch(machine, spoil(planOf(graph)), 800);
          if ([...spoilt.findings].sort().join() !== [...plain.findings].sort().join()) foundOut += 1;
        } catch {
          // A private step that cannot be done, or goes on for ever.
          foundOut += 1;
        }
      }),
      { numRuns: 80, seed: 7 },
    );
    expect(foundOut).toBeGreaterThan(0);
  });
});
