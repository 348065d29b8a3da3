import { describe, expect, it } from 'vitest';
import type { Graph, Instruction } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import type { BlockText } from '../machine/graph.fixture.ts';
import {
  base,
  bin,
  branch,
  graphOf,
  increment,
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
import type { ReductionPlan } from './plan.ts';
import { planReductions } from './plan-reductions.ts';
import { reducedSearch } from './reduced-search.fixture.ts';

/** Of each page: a count, a flag, a lock; behind the pages two words for all. */
const pageWords = 3;
const field = (page: number, at: number) => page * pageWords + at;
const addressOf = (page: number) => word(field(page, 0));
type Role = (page: number, task: number, shared: number) => readonly BlockText[];

const counts: Role = (page) => increment(field(page, 0));
const looks: Role = (page) => [
  { step: 'read', code: [load(0, word(field(page, 0)))] },
  { step: 'write', code: [store(word(field(page, 1)), num(1))] },
];
const locks: Role = (page, one) => {
  const { lock, unlock } = lockSteps(field(page, 2), one);
  return [lock, { step: 'write', code: [store(word(field(page, 1)), num(2))] }, unlock];
};

interface Draft {
  readonly pages?: number;
  readonly roles?: readonly Role[];
  /** A task that is there once. */
  readonly other?: Role;
  readonly boot?: readonly Instruction[];
  readonly properties?: Graph['properties'];
}

function graphFor({ pages = 2, roles = [counts, looks], other, boot = [], properties = [] }: Draft): Graph {
  const shared = pages * pageWords;
  const drafts = Array.from({ length: pages }, (_, page) => roles.map((role) => ({ role, page }))).flat();
  if (other) drafts.push({ role: other, page: 0 });
  const tasks = drafts.map(({ role, page }, one) => task(`t${one}`, role(page, one, shared), { cpu: one }));
  const graph = graphOf({ words: shared + 2, tasks, cpus: tasks.length, boot, properties });
  const objects = Array.from({ length: pages }, (_, page) => ({
    name: `p${page}`,
    kind: 'page' as const,
    address: base + 4 * field(page, 0),
    size: 4 * pageWords,
    fields: [],
  }));
  return { ...graph, memory: { ...graph.memory, objects } };
}

function planFor(draft: Draft): ReductionPlan {
  const graph = graphFor(draft);
  const { state } = compileMachine(graph).start();
  return planReductions(graph, layOut(graph, false, 'SC'), state, ['symmetry']);
}

const bothWays = (draft: Draft) => {
  const machine = compileMachine(graphFor(draft));
  const plain = reducedSearch(machine, undefined, 50_000);
  const reduced = reducedSearch(machine, planFor(draft), 50_000);
  expect([...reduced.findings].sort()).toEqual([...plain.findings].sort());
  return (plain.states ?? 0) / (reduced.states ?? Number.NaN);
};

describe('pages that can be exchanged', () => {
  it('go together with the tasks that work on them', () => {
    const { exchanges } = planFor({});
    expect(exchanges?.map(({ tasks }) => [...tasks])).toEqual([[2, 3, 0, 1]]);
    expect([...(exchanges?.[0]?.from ?? [])].slice(0, 6)).toEqual([3, 4, 2, 0, 1, 5]);
    expect(bothWays({})).toBeGreaterThan(1.7);
  });

  it('may be three', () => {
    expect(planFor({ pages: 3 }).exchanges).toHaveLength(5);
    expect(bothWays({ pages: 3, roles: [looks, locks] })).toBeGreaterThan(4);
  });

  it('may have several equal tasks each, and locks', () => {
    const roles = [looks, looks, locks];
    expect(planFor({ roles }).symmetry?.filter(({ tasks }) => tasks.length > 1)).toHaveLength(2);
    expect(planFor({ roles }).exchanges).toHaveLength(1);
    expect(bothWays({ roles })).toBeGreaterThan(4);
  });

  it('may be known by their addresses', () => {
    const puts: Role = (page, _, shared) => [{ step: 'write', code: [store(word(shared), addressOf(page))] }];
    const takes: Role = (_, __, shared) => [
      { step: 'read', code: [load(2, word(shared))], exit: branch(reg(2), 2, 3) },
      { step: 'write', code: [store(bin('+', reg(2), num(4)), num(1))] },
      {},
    ];
    const draft = { roles: [puts, looks], other: takes };
    expect(planFor(draft).exchanges?.[0]?.values.size).toBeGreaterThan(1);
    expect(bothWays(draft)).toBeGreaterThan(1.7);
  });

  it('may be counted by what nobody can foretell', () => {
    const rounds: Role = (page, _, shared) => [
      { step: 'read', code: [load(0, word(shared))] },
      { step: 'write', code: [store(word(shared), bin('+', reg(0), num(1)))] },
      { step: 'read', code: [load(1, word(field(page, 0)))], exit: branch(reg(1), 4, 1) },
      { step: 'write', code: [store(word(field(page, 0)), num(0))] },
    ];
    const ends: Role = (page) => [{ step: 'write', code: [store(word(field(page, 0)), num(1))] }];
    expect(planFor({ roles: [rounds, ends] }).exchanges).toHaveLength(1);
  });

  it('may each have a property: what one violates the other does', () => {
    const properties = [0, 1].map((page) =>
      property(`p${page}`, 'always', over(6, bin('!=', reg(field(page, 1)), num(1)))),
    );
    expect([...(planFor({ properties }).exchanges?.[0]?.properties ?? [])]).toEqual([1, 0]);
    bothWays({ properties });
  });
});

describe('pages that only look alike', () => {
  const shared = 2 * pageWords;
  const puts: Role = (page) => [{ step: 'write', code: [store(word(shared), addressOf(page))] }];
  it.each<readonly [string, Draft]>([
    ['one begins otherwise', { boot: [store(word(field(0, 1)), num(1))] }],
    [
      'a property asks for one of them',
      { properties: [property('p', 'always', over(6, bin('!=', reg(1), num(1))))] },
    ],
    ['somebody else works on one of them', { other: looks }],
    [
      'somebody goes by the order of addresses',
      {
        roles: [puts, looks],
        other: () => [
          {
            step: 'read',
            code: [load(2, word(shared)), set(0, bin('<', reg(2), addressOf(1)))],
            exit: branch(reg(0), 2, 3),
          },
          { step: 'write', code: [store(word(shared + 1), num(1))] },
          {},
        ],
      },
    ],
    [
      'an address is counted with',
      {
        roles: [puts, looks],
        other: () => [
          {
            step: 'rmw',
            code: [{ kind: 'rmw', op: 'or', address: word(shared), size: 4, value: num(2), access: 'rmw' }],
          },
        ],
      },
    ],
    [
      'a task leaves its number',
      {
        roles: [counts, (_, one) => [{ step: 'write', code: [store(word(shared), num(one))] }]],
      },
    ],
  ])('are not exchanged: %s', (_, draft) => {
    expect(planFor(draft).exchanges).toBeUndefined();
    bothWays(draft);
  });
});
