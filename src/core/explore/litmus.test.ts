// The classic litmus tests of weak memory, under every model: what can be read at the end, and what cannot.
//
// For x86-TSO the outcomes are those of the literature (Owens, Sarkar, Sewell 2009); for relaxed they follow from what the
// model promises: stores late and out of order, loads never.
// Written as `thread | thread`: `x=1` stores, `x=1.rel` releases, `x=1.unl` unlocks, `x?0` reads into result 0, `xchg.x=1`
// and `lock.x` are locked, `add.x` and `or.x` give no result, the rest are barriers.

import { describe, expect, it } from 'vitest';
import type { MemoryModel } from '../check/verdict.ts';
import { defaultBounds } from '../check/verdict.ts';
import type { Access, Instruction } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import type { BlockText } from '../machine/graph.fixture.ts';
import { bin, graphOf, guard, num, over, property, reg, task, word } from '../machine/graph.fixture.ts';
import { explore } from './explore.ts';
import { silentHooks } from './request.ts';

/** x, y; the results of loads follow them. */
const shared = 2;
const accesses: Readonly<Record<string, Access>> = { rel: 'release', acq: 'acquire', unl: 'unlock' };

const load = (register: number, address: number, access: Access): Instruction => ({
  kind: 'load',
  register,
  address: word(address),
  size: 4,
  signed: true,
  access,
});
const store = (address: number, value: ReturnType<typeof num>, access: Access): Instruction => ({
  kind: 'store',
  address: word(address),
  size: 4,
  value,
  access,
});

/** One word of a thread is one step. */
function stepOf(text: string): BlockText {
  const [, locked, name = '', sign, value, way] =
    /^(?:(xchg|lock|add|or)\.)?([xy])(?:([=?])(\d)(?:\.(\w+))?)?$/.exec(text) ?? [];
  const at = name === 'y' ? 1 : 0;
  const access = accesses[way ?? ''] ?? 'once';
  switch (locked ?? sign) {
    case '=':
      return { step: 'write', code: [store(at, num(Number(value)), access)] };
    case '?':
      return { step: 'read', code: [load(0, at, access), store(shared + Number(value), reg(0), 'ghost')] };
    case 'xchg':
      return {
        step: 'rmw',
        code: [load(1, at, 'rmw-ordered'), store(at, num(Number(value)), 'rmw-ordered')],
      };
    case 'lock':
      return {
        step: 'lock',
        code: [load(2, at, 'lock'), guard(bin('==', reg(2), num(0))), store(at, num(1), 'lock')],
      };
    case 'add':
    case 'or':
      return {
        step: 'rmw',
        code: [
          {
            kind: 'rmw',
            op: locked as 'add' | 'or',
            address: word(at),
            size: 4,
            value: num(1),
            access: 'rmw',
          },
        ],
      };
    default:
      if (!/^(mb|rmb|wmb|mb-(before|after)-atomic)$/.test(text)) throw new Error(`no such step: ${text}`);
      return { step: 'fence', code: [{ kind: 'fence', fence: text } as Instruction] };
  }
}

const threadsOf = (text: string) => text.split('|').map((thread) => thread.trim().split(' ').map(stepOf));
const numbers = (text: string) => (text === '' ? [] : text.split(' ').map(Number));

/** Whether some run ends with these results, and with these values of x and y if they are asked. */
function canEnd(
  model: MemoryModel,
  text: string,
  results: readonly number[],
  memory: readonly number[],
): boolean {
  const threads = threadsOf(text);
  const asked = [...memory, ...Array<undefined>(shared - memory.length).fill(undefined), ...results];
  const same = asked.flatMap((value, at) => (value === undefined ? [] : [bin('==', reg(at), num(value))]));
  const isSo = same.reduce((all, one) => bin('&', all, one));
  const graph = graphOf({
    words: shared + results.length,
    tasks: threads.map((steps, cpu) => task(`t${cpu}`, steps, { cpu })),
    cpus: threads.length,
    properties: [property('outcome', 'finally', over(asked.length, bin('==', isSo, num(0))))],
  });
  const found = explore(graph, compileMachine(graph, model), { bounds: defaultBounds }, silentHooks);
  expect(found.hit).toBeUndefined();
  expect(found.unasked).toEqual([]);
  return found.violated === 0;
}

const weaker = { SC: 0, 'x86-TSO': 1, relaxed: 2 } as const;
const models = ['SC', 'x86-TSO', 'relaxed'] as const;

/** Threads, what was read (by number of the result), what is in memory at the end; from which model on that can be. */
const tests: readonly (readonly [string, string, string, string, MemoryModel | 'never'])[] = [
  ['SB: store buffering', 'x=1 y?0 | y=1 x?1', '0 0', '', 'x86-TSO'],
  ['SB+mb on one side', 'x=1 mb y?0 | y=1 x?1', '0 0', '', 'x86-TSO'],
  ['SB+mbs', 'x=1 mb y?0 | y=1 mb x?1', '0 0', '', 'never'],
  ['SB+xchgs', 'xchg.x=1 y?0 | xchg.y=1 x?1', '0 0', '', 'never'],
  ['SB+wmbs', 'x=1 wmb y?0 | y=1 wmb x?1', '0 0', '', 'x86-TSO'],
  ['SB+releases+acquires', 'x=1.rel y?0.acq | y=1.rel x?1.acq', '0 0', '', 'x86-TSO'],
  ['SB+unlocks: on x86 plain stores', 'x=1.unl y?0 | y=1.unl x?1', '0 0', '', 'x86-TSO'],
  ['SB+atomics without result', 'add.x y?0 | add.y x?1', '0 0', '', 'relaxed'],
  ['SB+mb__after_atomic', 'add.x mb-after-atomic y?0 | or.y mb-after-atomic x?1', '0 0', '', 'never'],
  ['MP: message passing', 'x=1 y=1 | y?0 x?1', '1 0', '', 'relaxed'],
  ['MP+wmb+rmb', 'x=1 wmb y=1 | y?0 rmb x?1', '1 0', '', 'never'],
  ['MP+wmb: loads are in order', 'x=1 wmb y=1 | y?0 x?1', '1 0', '', 'never'],
  ['MP+release+acquire', 'x=1 y=1.rel | y?0.acq x?1', '1 0', '', 'never'],
  ['MP, the release comes first', 'x=1.rel y=1 | y?0 x?1', '1 0', '', 'relaxed'],
  ['MP+atomics without result', 'add.x or.y | y?0 x?1', '1 0', '', 'relaxed'],
  ['MP+mb__before_atomic', 'x=1 mb-before-atomic add.y | y?0 x?1', '1 0', '', 'never'],
  ['MP+xchg', 'x=1 xchg.y=1 | y?0 x?1', '1 0', '', 'never'],
  ['MP+lock: taking one empties the buffer', 'y=1 lock.x | x?0 y?1', '1 0', '', 'never'],
  ['MP+unlock', 'x=1 y=1.unl | y?0 x?1', '1 0', '', 'never'],
  ['LB: load buffering', 'x?0 y=1 | y?1 x=1', '1 1', '', 'never'],
  ['2+2W', 'x=1 y=2 | y=1 x=2', '', '1 1', 'relaxed'],
  ['2+2W+wmbs', 'x=1 wmb y=2 | y=1 wmb x=2', '', '1 1', 'never'],
  ['R', 'x=1 y=1 | y=2 x?0', '0', '1 2', 'x86-TSO'],
  ['R+mb on the reader', 'x=1 y=1 | y=2 mb x?0', '0', '1 2', 'relaxed'],
  ['R+mbs', 'x=1 mb y=1 | y=2 mb x?0', '0', '1 2', 'never'],
  ['S', 'x=2 y=1 | y?0 x=1', '1', '2 1', 'relaxed'],
  ['S+wmb', 'x=2 wmb y=1 | y?0 x=1', '1', '2 1', 'never'],
  ['IRIW: a store reaches all others at once', 'x=1 | y=1 | x?0 y?1 | y?2 x?3', '1 0 1 0', '', 'never'],
  ['WRC', 'x=1 | x?0 y=1 | y?1 x?2', '1 1 0', '', 'never'],
  ['RWC', 'x=1 | x?0 y?1 | y=1 x?2', '1 0 0', '', 'x86-TSO'],
  ['CoRR', 'x=1 x=2 | x?0 x?1', '2 1', '', 'never'],
  ['CoWW', 'x=1 x=2', '', '1', 'never'],
  ['CoWR: a CPU sees its own store', 'x=1 x?0', '0', '', 'never'],
  ['n6: its own store early', 'x=1 x?0 y?1 | y=2 x=2', '1 0', '1 2', 'x86-TSO'],
  ['n5: but not against the order of the word', 'x=1 x?0 | x=2 x?1', '2 1', '', 'never'],
  ['an atomic without result is seen by its CPU', 'add.x x?0', '0', '', 'never'],
  ['two of them add up, however late', 'add.x | add.x', '', '1', 'never'],
];

describe('litmus tests', () => {
  it.each(tests)('%s: %s', (_, threads, results, memory, from) => {
    for (const model of models) {
      const expected = from !== 'never' && weaker[model] >= weaker[from];
      expect([model, canEnd(model, threads, numbers(results), numbers(memory))]).toEqual([model, expected]);
    }
  });

  it('show a late store in schedules, and count no switch for it', () => {
    const graph = graphOf({
      words: 4,
      tasks: threadsOf('x=1 y=1 | y?0 x?1').map((steps, cpu) => task(['a', 'b'][cpu] ?? '', steps, { cpu })),
      cpus: 2,
      properties: [property('order', 'never', over(4, bin('>=', reg(3), reg(2))))],
    });
    const machine = compileMachine(graph, 'relaxed');
    const found = explore(graph, machine, { bounds: defaultBounds }, silentHooks);
    const schedule = 'a/f+2#1 cpu0:buffer/0x1004#1 b/f+1#1';
    expect(found.shortest).toMatchObject({ schedule, switches: 1 });
    expect(found.fewest).toMatchObject({ schedule, switches: 1 });
    expect(found.buffers).toEqual({ entries: 4, full: false });
  });

  it('say when a buffer was full', () => {
    const stores = Array.from({ length: 5 }, () => stepOf('x=1'));
    const graph = graphOf({ words: 2, tasks: [task('a', stores)], properties: [] });
    for (const [count, full] of [
      [4, false],
      [5, true],
    ] as const) {
      const some = { ...graph, tasks: [task('a', stores.slice(0, count))] };
      const found = explore(some, compileMachine(some, 'x86-TSO'), { bounds: defaultBounds }, silentHooks);
      expect(found.buffers).toEqual({ entries: 4, full });
      expect(found.others).toEqual([]);
    }
  });
});
