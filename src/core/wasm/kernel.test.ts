// What random graphs do not have: private loops, computed addresses far off, interrupts at locks, many alternatives,
// values that outgrow their packing, tables that are small.

import { describe, expect, it } from 'vitest';
import { defaultBounds } from '../check/verdict.ts';
import { explore } from '../explore/explore.ts';
import { silentHooks } from '../explore/request.ts';
import type { Graph, Instruction } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import {
  base,
  bin,
  branch,
  graphOf,
  guard,
  increment,
  load,
  lockSteps,
  num,
  over,
  property,
  reg,
  set,
  span,
  store,
  task,
  word,
} from '../machine/graph.fixture.ts';
import type { DriverOptions } from './driver.fixture.ts';
import { sweepAlone } from './driver.fixture.ts';

/** Steps by call and in place: both are what plain search is. */
function compare(graph: Graph, options: DriverOptions = { memory: 1 << 25, tableBits: 12 }) {
  const machine = compileMachine(graph);
  const plain = explore(graph, machine, { bounds: defaultBounds }, silentHooks);
  const [swept] = [false, true].map((large) => {
    const swept = sweepAlone(graph, machine, { ...options, large });
    if (swept === undefined) throw new Error('refused');
    const best = swept.violations.best();
    expect({
      states: swept.states,
      transitions: swept.transitions,
      depth: swept.depth,
      others: swept.violations.others,
      violated: best?.property,
      choices: best?.choices,
    }).toEqual({
      states: plain.states,
      transitions: plain.transitions,
      depth: plain.depth,
      others: plain.others,
      violated: plain.violated,
      choices: plain.shortest?.choices,
    });
    return swept;
  });
  if (swept === undefined) throw new Error('nothing was swept');
  return { plain, swept };
}

/** Adds register 1 to register 0 while register 2 counts down, `more` in each round; then leaves for the last block. */
const loop = (rounds: number, more: readonly Instruction[] = []) => [
  { step: 'read' as const, code: [load(1, word(0)), set(2, num(rounds)), set(0, num(0))] },
  {
    code: [set(0, bin('+', reg(0), reg(1))), set(2, bin('-', reg(2), num(1))), ...more],
    exit: branch(bin('!=', reg(2), num(0)), 2, 3),
  },
  { step: 'write' as const, code: [store(word(0), bin('+', reg(0), num(1)))] },
];

describe('the kernel, where random graphs do not come', () => {
  it('goes round private loops', () => {
    const graph = graphOf({
      words: 1,
      tasks: [task('a', loop(7)), task('b', increment(0)), task('c', loop(3))],
      properties: [property('small', 'never', over(1, bin('<=', reg(0), num(20))))],
    });
    const { swept } = compare(graph);
    expect(swept.violations.best()?.property).toBe(0);
  });

  it('ends a run whose private loop does not end, by rounds and by writes', () => {
    const rounds = compare(graphOf({ words: 1, tasks: [task('a', loop(0)), task('b', increment(0))] }));
    expect(rounds.swept.violations.others.length).toBeGreaterThan(0);
    const exact = compare(graphOf({ words: 1, tasks: [task('a', loop(10_000)), task('b', loop(10_001))] }));
    expect(exact.swept.violations.others).toEqual([]);
    const tooMany = compare(graphOf({ words: 1, tasks: [task('a', loop(10_002))] }));
    expect(tooMany.swept.violations.others).toHaveLength(1);
    // 141 writes a round: their number ends it before the rounds do.
    const writes = Array.from({ length: 141 }, (_, at) => store(word(1), num(at)));
    compare(graphOf({ words: 2, tasks: [task('a', loop(9_950, writes))] }), {
      memory: 1 << 26,
      tableBits: 8,
    });
  });

  it('reports bad accesses and goes on with the others', () => {
    const at = (address: number): Instruction =>
      store(bin('+', bin('&', reg(0), num(0)), num(address)), num(1));
    const steps = [8, 0x7ffffff0, -16, base + 2, base + 400].map((address) =>
      task(`t${address}`, [
        { step: 'read', code: [load(0, word(0))] },
        { step: 'write', code: [at(address)] },
      ]),
    );
    const { swept } = compare(graphOf({ words: 1, tasks: [...steps, task('b', increment(0))] }));
    expect(swept.violations.others).toHaveLength(5);
  });

  it('sees an interrupt that would hang its CPU, and a cycle of locks', () => {
    const { lock, unlock } = lockSteps(0, 0);
    const other = lockSteps(0, 1);
    const graph = graphOf({
      words: 1,
      cpus: 2,
      tasks: [
        task('a', [lock, unlock]),
        task('irq', [other.lock, other.unlock], { kind: 'interrupt' }),
        task('far', [lockSteps(0, 2).lock, lockSteps(0, 2).unlock], { kind: 'interrupt', cpu: 1 }),
      ],
    });
    const { swept } = compare(graph);
    expect(swept.violations.others.map(({ kind }) => kind)).toContain('deadlock');

    const first = [lockSteps(0, 0), lockSteps(1, 0)];
    const second = [lockSteps(1, 1), lockSteps(0, 1)];
    const crossed = graphOf({
      words: 2,
      tasks: [first, second].map((pair, index) =>
        task(`t${index}`, [...pair.map(({ lock: one }) => one), ...pair.map(({ unlock: one }) => one)]),
      ),
    });
    expect(compare(crossed).swept.violations.others.map(({ kind }) => kind)).toEqual(['deadlock']);
  });

  it('tries every alternative of a wide choice, and packs what grows', () => {
    const wide: Instruction = { kind: 'choose', register: 0, count: 200 };
    const graph = graphOf({
      words: 2,
      tasks: [
        task('a', [
          { step: 'choose', code: [wide] },
          { step: 'write', code: [store(word(0), bin('*', reg(0), num(0x1234567)))] },
          { step: 'choose', code: [wide, guard(bin('<', reg(0), num(3)))] },
        ]),
        task('b', [{ step: 'write', code: [store(word(1), num(-40_000))] }]),
      ],
    });
    const { plain } = compare(graph);
    expect(plain.states).toBeGreaterThan(1000);
  });

  it('widens its records for a value that one run of many comes to', () => {
    const choose = (register: number): Instruction => ({ kind: 'choose', register, count: 200 });
    const isRare = bin('&', bin('==', reg(0), num(150)), bin('==', reg(1), num(77)));
    const graph = graphOf({
      words: 1,
      tasks: [
        task('a', [
          { step: 'choose', code: [choose(0)] },
          { step: 'choose', code: [choose(1)] },
          { step: 'write', code: [store(word(0), bin('*', isRare, num(1000)))] },
        ]),
      ],
    });
    const { plain } = compare(graph, { memory: 1 << 25, tableBits: 17 });
    expect(plain.states).toBe(1 + 200 + 200 ** 2 + 2);
  });

  it('warns once of each place and goes on', () => {
    const bugs = ['first', 'second'].map((text) => ({
      severity: 'warn' as const,
      text,
      span: { ...span, start: text.length },
    }));
    const checks = bugs.map((_, index): Instruction => ({ kind: 'check', of: 'bug', index, test: num(0) }));
    const graph = graphOf({
      words: 1,
      bugs,
      tasks: [task('a', [{ step: 'read', code: [load(0, word(0)), ...checks] }]), task('b', increment(0))],
    });
    expect(compare(graph).swept.violations.others).toHaveLength(2);
  });

  it('tells what else a step warns of when the warning that it would tell has been told meanwhile', () => {
    const bugs = ['first', 'second'].map((text) => ({
      severity: 'warn' as const,
      text,
      span: { ...span, start: text.length },
    }));
    const check = (index: number, test: ReturnType<typeof num>): Instruction => ({
      kind: 'check',
      of: 'bug',
      index,
      test,
    });
    const code = [
      { kind: 'choose' as const, register: 0, count: 2 },
      check(1, bin('==', reg(0), num(0))),
      check(0, num(0)),
    ];
    const graph = graphOf({ words: 1, bugs, tasks: [task('a', [{ step: 'choose', code }])] });
    expect(compare(graph).swept.violations.others).toHaveLength(2);
  });

  it('refuses a property that writes', () => {
    const routine = {
      registers: 1,
      blocks: [
        { step: undefined, code: [store(word(0), num(1))], exit: { kind: 'return' as const, value: num(1) } },
      ],
    };
    const graph = graphOf({
      words: 1,
      tasks: [task('a', increment(0))],
      properties: [property('w', 'always', routine)],
    });
    expect(sweepAlone(graph, compileMachine(graph))).toBeUndefined();
  });
});
