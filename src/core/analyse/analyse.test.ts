import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import {
  bin,
  branch,
  graphOf,
  load,
  num,
  over,
  property,
  reg,
  store,
  task,
  word,
} from '../machine/graph.fixture.ts';
import { layOut } from '../machine/layout.ts';
import { randomBuffered } from '../machine/random-buffered.fixture.ts';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import { analyse } from './analyse.ts';
import { Touch } from './analysis.ts';
import { unsound } from './sound-walk.fixture.ts';

function analysed(graph: Graph) {
  const { state } = compileMachine(graph).start();
  return analyse(graph, layOut(graph, false, 'SC'), state);
}

describe('what can happen', () => {
  it.each(['SC', 'x86-TSO', 'relaxed'] as const)(
    'holds everything that does happen in random programs: %s',
    (memory) => {
      const properties = [property('small', 'always', over(2, bin('<=', reg(1), num(3))))];
      fc.assert(
        fc.property(memory === 'SC' ? randomGraph : randomBuffered, fc.nat(), (random, seed) => {
          expect(unsound({ ...random, properties }, memory, { seed, steps: 300 }) ?? []).toEqual([]);
        }),
        { numRuns: Number(process.env.AGREEMENT_RUNS ?? 300) },
      );
    },
  );

  it('leaves out what a known word decides', () => {
    const graph = graphOf({
      words: 2,
      tasks: [
        task('a', [
          {
            step: 'read',
            code: [load(0, word(0))],
            exit: branch(reg(0), 2, 3),
          },
          { step: 'write', code: [store(word(1), num(1))], exit: { kind: 'end' } },
          { code: [], exit: { kind: 'end' } },
        ]),
      ],
    });
    const { tasks, slots } = analysed(graph);
    expect(tasks[0]?.sites.map((site) => site?.next)).toEqual([undefined, [0], undefined]);
    expect(tasks[0]?.takes(1, 'then')).toBe(false);
    expect(slots[1]?.list).toEqual([0]);
  });

  const counting = (deltas: readonly number[]) => ({
    step: 'rmw' as const,
    code: deltas.map((delta) => ({
      kind: 'rmw' as const,
      op: 'add' as const,
      address: word(0),
      size: 4 as const,
      value: num(delta),
      access: 'rmw' as const,
    })),
  });

  it('knows that a count which is raised before it is lowered does not reach zero', () => {
    const body = [
      { ...counting([1]), exit: { kind: 'goto' as const, target: 2 } },
      { ...counting([-1]), exit: { kind: 'goto' as const, target: 3 } },
      {
        step: 'read' as const,
        code: [load(0, word(0))],
        exit: branch(reg(0), 5, 4),
      },
      { step: 'write' as const, code: [store(word(1), num(1))], exit: { kind: 'end' as const } },
      { code: [], exit: { kind: 'end' as const } },
    ];
    const graph = graphOf({
      words: 2,
      boot: [store(word(0), num(1))],
      tasks: [task('a', body), task('b', body)],
    });
    const { tasks, slots } = analysed(graph);
    expect(slots[0]?.list).toEqual([1, 2, 3]);
    expect(tasks[0]?.sites[4]).toBeUndefined();
    expect(tasks[0]?.sites[1]?.footprint.touches).toEqual(Uint8Array.of(Touch.add));
    expect(tasks[0]?.sites[1]?.repeats).toBe(false);
  });

  it('gives up the bounds of a count that a loop raises, and only those', () => {
    const graph = graphOf({
      words: 1,
      tasks: [task('a', [{ ...counting([1]), exit: { kind: 'goto', target: 1 } }])],
    });
    const { tasks, slots, imprecise } = analysed(graph);
    expect(slots[0]?.list).toBeUndefined();
    expect(tasks[0]?.sites[1]?.repeats).toBe(true);
    expect(tasks[0]?.sites[1]?.next).toEqual([1]);
    expect(imprecise).toBe(false);
  });

  it('says of an address that can be anything that it can', () => {
    const graph = graphOf({
      words: 3,
      tasks: [
        task('a', [{ ...counting([4]), exit: { kind: 'goto', target: 1 } }]),
        task('b', [
          { step: 'read', code: [load(0, word(0))], exit: { kind: 'goto', target: 2 } },
          { step: 'write', code: [store(reg(0), num(1))], exit: { kind: 'end' } },
        ]),
      ],
    });
    const { tasks, imprecise } = analysed(graph);
    expect(imprecise).toBe(true);
    expect(tasks[1]?.sites[2]).toMatchObject({ mayFail: true, next: [0] });
    expect([...(tasks[1]?.sites[2]?.footprint.slots ?? [])]).toEqual([0, 1, 2]);
  });

  it('asks what guards, checks and properties can come to', () => {
    const graph = graphOf({
      words: 1,
      tasks: [
        task('a', [
          {
            step: 'wait',
            code: [load(0, word(0)), { kind: 'guard', test: reg(0) }],
            exit: { kind: 'goto', target: 2 },
          },
          { step: 'write', code: [store(word(0), num(5))], exit: { kind: 'end' } },
        ]),
        task('b', [{ step: 'write', code: [store(word(0), num(2))], exit: { kind: 'end' } }]),
      ],
      properties: [
        property('below five', 'always', over(1, bin('<', reg(0), num(5)))),
        property('below six', 'always', over(1, bin('<', reg(0), num(6)))),
      ],
    });
    const { tasks, properties } = analysed(graph);
    expect(tasks[0]?.sites[1]).toMatchObject({ mayBlock: true, mayFail: false, next: [2] });
    expect(properties.map(({ mayFail, reads }) => [mayFail, ...reads])).toEqual([
      [true, 0],
      [false, 0],
    ]);
  });
});
