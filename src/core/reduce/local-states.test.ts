import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMachine } from '../machine/compile.ts';
import {
  bin,
  branch,
  graphOf,
  increment,
  load,
  lockSteps,
  num,
  reg,
  store,
  task,
  word,
} from '../machine/graph.fixture.ts';
import { layOut } from '../machine/layout.ts';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import { missing, reached } from './coverage.fixture.ts';
import { localStates } from './local-states.ts';
import { randomProgram } from './random-program.fixture.ts';
import { TooMuch } from './step-paths.ts';

const most = 3000;

/** Undefined where it gives up, as it may. */
function found<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (reason) {
    if (reason instanceof TooMuch) return undefined;
    throw reason;
  }
}

describe('private states and word values', () => {
  it.each([
    ['programs', randomProgram],
    ['graphs', randomGraph],
  ] as const)('cover every reachable state of random %s', (_, graphs) => {
    let states = 0;
    fc.assert(
      fc.property(graphs, (graph) => {
        const machine = compileMachine(graph);
        if (machine.start().ended) return;
        const all = reached(machine, most);
        fc.pre(all !== undefined);
        const layout = layOut(graph, false, 'SC');
        const local = found(() => localStates(graph, layout, machine.start().state));
        fc.pre(local !== undefined);
        states += all.length;
        for (const state of all) expect(missing(layout, local, state)).toBeUndefined();
      }),
      // Others only where more are asked for: of few, chance may make them all small.
      process.env.REDUCTION_RUNS
        ? { numRuns: Number(process.env.REDUCTION_RUNS) }
        : { numRuns: 120, seed: 3 },
    );
    expect(states).toBeGreaterThan(300);
  });

  const explored = (graph: ReturnType<typeof graphOf>) => {
    const layout = layOut(graph, false, 'SC');
    return { layout, local: localStates(graph, layout, compileMachine(graph).start().state) };
  };
  const add = (by: number) => ({
    step: 'rmw' as const,
    code: [
      {
        kind: 'rmw' as const,
        op: 'add' as const,
        address: word(0),
        size: 4 as const,
        value: num(by),
        access: 'rmw' as const,
      },
    ],
  });

  it('count what each task has added', () => {
    const tasks = [0, 1, 2].map((index) => task(`t${index}`, [add(1), add(-1)]));
    const { local } = explored(graphOf({ words: 1, tasks, cpus: 3, boot: [store(word(0), num(2))] }));
    expect(local.words.possible(0, undefined)).toEqual([2, 3, 4, 5]);
    expect(local.words.possible(0, { task: 0, own: 1 })).toEqual([3, 4, 5]);
  });

  it('know the words of one task exactly', () => {
    const { local } = explored(
      graphOf({
        words: 2,
        tasks: [task('own', [...increment(0), ...increment(0)]), task('other', increment(1))],
        cpus: 2,
      }),
    );
    expect(local.tasks[0]?.map(({ own }) => own.get(0) ?? 0)).toEqual([0, 0, 1, 1, 2]);
  });

  it('hold a lock from its taking to its giving back, unless somebody else gives it back', () => {
    const tasks = [0, 1].map((index) => {
      const { lock, unlock } = lockSteps(0, index);
      return task(`t${index}`, [lock, ...increment(1), unlock]);
    });
    const holding = (graph: ReturnType<typeof graphOf>) =>
      explored(graph).local.tasks[0]?.flatMap(({ place, holds }) => (holds.length > 0 ? [place] : []));
    expect(new Set(holding(graphOf({ words: 2, tasks, cpus: 2 })))).toEqual(new Set([2, 3, 4]));
    const thief = task('thief', [{ step: 'unlock', code: [store(word(0), num(0))] }]);
    expect(holding(graphOf({ words: 2, tasks: [...tasks, thief], cpus: 3 }))).toEqual([]);
  });

  const put = (value: number) => ({ step: 'write' as const, code: [store(word(1), num(value))] });
  const look = { step: 'read' as const, code: [load(0, word(1))] };
  /** By place of the first task: what it can meet in word 1. */
  const metByFirst = (graph: ReturnType<typeof graphOf>) => {
    const { local } = explored(graph);
    return new Map(local.tasks[0]?.map((state) => [state.place, local.met(state, 1)]));
  };

  it('remember what a task left in a word that others write as well', () => {
    const met = metByFirst(
      graphOf({ words: 2, tasks: [task('here', [look, put(5), look]), task('there', [put(7)])], cpus: 2 }),
    );
    expect(met.get(1)).toEqual([0, 7]);
    expect(met.get(3)).toEqual([5, 7]);
  });

  it('do not show a holder of the lock what others had in a word that it guards', () => {
    const sections = [0, 1].map((index) => {
      const { lock, unlock } = lockSteps(0, index);
      return index === 0 ? [lock, look, put(5), look, unlock, look] : [lock, put(8), put(7), unlock];
    });
    const graph = (more: Parameters<typeof task>[1]) =>
      graphOf({
        words: 2,
        tasks: [...sections.map((steps, index) => task(`t${index}`, steps)), task('third', more)],
        cpus: 3,
      });
    const met = metByFirst(graph([look]));
    expect(met.get(2)).toEqual([0, 7]);
    expect(met.get(4)).toEqual([5]);
    expect(met.get(6)).toEqual([5, 7, 8]);
    // Whoever writes without the lock takes the guard away.
    expect(metByFirst(graph([put(9)])).get(4)).toEqual([5, 7, 8, 9]);
  });

  it('follow a branch on a counter only where its value can lead there', () => {
    const drop = {
      step: 'rmw' as const,
      code: [load(0, word(0)), store(word(0), bin('+', reg(0), num(-1)))],
      exit: branch(bin('==', reg(0), num(1)), 3, 4),
    };
    const free = { step: 'write' as const, code: [store(word(1), num(1))] };
    const tasks = [0, 1].map((index) => task(`t${index}`, [add(1), drop, free, {}]));
    const places = (first: number) =>
      new Set(
        explored(
          graphOf({ words: 2, tasks, cpus: 2, boot: [store(word(0), num(first))] }),
        ).local.tasks[0]?.map(({ place }) => place),
      );
    expect(places(1)).toEqual(new Set([0, 1, 2]));
    expect(places(0)).toEqual(new Set([0, 1, 2, 3]));
  });
});
