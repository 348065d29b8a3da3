// One store buffer for all that runs on a CPU: tasks, interrupts; and what comes only when buffers are empty.

import { expect, it } from 'vitest';
import type { MemoryModel } from '../check/verdict.ts';
import { defaultBounds } from '../check/verdict.ts';
import type { Graph, Instruction } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import type { BlockText } from '../machine/graph.fixture.ts';
import {
  bin,
  graphOf,
  lockSteps,
  num,
  over,
  property,
  reg,
  store,
  task,
  word,
} from '../machine/graph.fixture.ts';
import { explore } from './explore.ts';
import { silentHooks } from './request.ts';

const weak = ['x86-TSO', 'relaxed'] as const;

function search(graph: Graph, model: MemoryModel) {
  return explore(graph, compileMachine(graph, model), { bounds: defaultBounds }, silentHooks);
}

/** Reads word `at` and notes it in word `note`, at once. */
function note(at: number, into: number): BlockText {
  const load: Instruction = {
    kind: 'load',
    register: 0,
    address: word(at),
    size: 4,
    signed: true,
    access: 'once',
  };
  const keep: Instruction = { kind: 'store', address: word(into), size: 4, value: reg(0), access: 'ghost' };
  return { step: 'read', code: [load, keep] };
}
const write = (at: number): BlockText => ({ step: 'write', code: [store(word(at), num(1))] });

it.each(weak)('what runs on the same CPU sees a store that waits, other CPUs do not: %s', (model) => {
  // Word 1: what the neighbour saw, word 2: that it looked. The store is issued before the neighbour's first step.
  const looks = (kind: 'task' | 'interrupt', cpu: number) => {
    const issued: Instruction = { kind: 'store', address: word(3), size: 4, value: num(1), access: 'ghost' };
    const reader = note(0, 1);
    const looked: Instruction = {
      kind: 'store',
      address: word(2),
      size: 4,
      // 2 where the store was issued before, else 1.
      value: bin('+', reg(1), num(1)),
      access: 'ghost',
    };
    const isIssued: Instruction = {
      kind: 'load',
      register: 1,
      address: word(3),
      size: 4,
      signed: true,
      access: 'ghost',
    };
    const graph = graphOf({
      words: 4,
      cpus: 2,
      tasks: [
        task('writer', [{ step: 'write', code: [store(word(0), num(1)), issued] }]),
        task('neighbour', [{ ...reader, code: [...(reader.code ?? []), isIssued, looked] }], { kind, cpu }),
      ],
      // It looked behind the store and saw nothing of it.
      properties: [
        property(
          'stale',
          'never',
          over(3, bin('!=', bin('&', bin('==', reg(2), num(2)), bin('==', reg(1), num(0))), num(1))),
        ),
      ],
    });
    return search(graph, model).violated;
  };
  expect(looks('task', 1)).toBe(0);
  expect(looks('task', 0)).toBeUndefined();
  expect(looks('interrupt', 0)).toBeUndefined();
});

it.each(weak)('an unlock that waits is no deadlock for an interrupt of the same CPU: %s', (model) => {
  const mine = lockSteps(0, 0);
  const theirs = lockSteps(0, 1);
  const interrupt = task('irq', [theirs.lock, theirs.unlock], { kind: 'interrupt' });
  const control = (op: 'irq-disable' | 'irq-enable'): BlockText => ({
    step: 'cpu-control',
    code: [{ kind: 'cpu-control', op }],
  });
  const guarded = [control('irq-disable'), mine.lock, mine.unlock, control('irq-enable'), write(1)];
  const safe = search(graphOf({ words: 2, tasks: [task('a', guarded), interrupt] }), model);
  expect(safe.others).toEqual([]);
  const bare = search(graphOf({ words: 2, tasks: [task('a', [mine.lock, mine.unlock]), interrupt] }), model);
  expect(bare.others.map(({ kind }) => kind)).toEqual(['deadlock']);
});

it.each(weak)('QUIESCE and FINALLY come when nothing waits any more: %s', (model) => {
  const graph = graphOf({
    words: 4,
    cpus: 2,
    tasks: [
      task('a', [write(0), write(1)]),
      task('QUIESCE', [note(0, 2), note(1, 3)], { kind: 'quiesce', cpu: 0 }),
    ],
    properties: [
      property('seen', 'finally', over(4, bin('==', bin('+', reg(2), reg(3)), num(2)))),
      property('there', 'finally', over(2, bin('==', bin('+', reg(0), reg(1)), num(2)))),
    ],
  });
  const found = search(graph, model);
  expect([found.violated, found.unasked, found.hit]).toEqual([undefined, [], undefined]);
});

it.each(weak)('a task that waits for what only a buffer can bring is not stuck: %s', (model) => {
  const wait: Instruction[] = [
    { kind: 'load', register: 0, address: word(0), size: 4, signed: true, access: 'pure' },
    { kind: 'guard', test: bin('==', reg(0), num(1)) },
  ];
  const graph = graphOf({
    words: 1,
    cpus: 2,
    tasks: [task('sleeper', [{ step: 'wait', code: wait }]), task('waker', [write(0)], { cpu: 1 })],
    properties: [property('done', 'can-still', over(1, bin('==', reg(0), num(1))))],
  });
  const found = search(graph, model);
  expect([found.violated, found.others]).toEqual([undefined, []]);
});
