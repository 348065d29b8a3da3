// Lowering on programs built by hand: what becomes a step, what stays private, what is folded away.

import { expect, test } from 'vitest';
import type { Program } from '../check/program.ts';
import type { Graph } from './graph.ts';
import { lowerProgram } from './lower.ts';
import { printRoutine } from './print.ts';
import {
  act,
  add,
  assign,
  block,
  call,
  choice,
  declare,
  define,
  global,
  less,
  local,
  num,
  own,
  plus,
  program,
  read,
  shared,
  span,
  task,
  u8,
} from './program.fixture.ts';

function lowered(of: Program): Graph {
  const result = lowerProgram(of, { ledger: false });
  if (!result.ok) throw new Error(result.error.map((problem) => problem.message).join('\n'));
  return result.value;
}

function operations(of: Program, index = 0): string {
  const blocks = lowered(of).tasks[index]?.blocks ?? [];
  return blocks.flatMap((item) => (item.step === undefined ? [] : [item.step.operation])).join(' ');
}

const x = shared(1);
const y = shared(2);
const globals = [global(1, 'x'), global(2, 'y')];

test('an update of a shared place is two steps, of a private one none', () => {
  expect(operations(program({ globals, tasks: [task('t', [act(add(x, num(1)))])] }))).toBe('read write');
  const quiet = program({
    globals,
    tasks: [task('t', [declare(1, num(0)), act(add(own(1), num(1)))], [local(1, 'i')])],
  });
  expect(operations(quiet)).toBe('');
});

test('operands are read left to right, each in a step of its own', () => {
  const graph = lowered(program({ globals, tasks: [task('t', [act(assign(x, plus(read(y), read(x))))])] }));
  expect(printRoutine(graph.tasks[0]!)).toMatchInlineSnapshot(`
    "0:
      -> 1
    1: step t+0 read read
      r0 = load [0x1010] plain
      -> 2
    2: step t+0.2 read read
      r1 = load [0x1000] plain
      r2 = (r0 + r1)
      -> 3
    3: step t+0.3 write write
      store [0x1000] = r2 plain
      end"
  `);
});

test('a value that was read keeps what it was while a local changes behind it', () => {
  const body = [declare(1, num(3)), act(assign(x, plus(read(own(1)), assign(own(1), num(9)))))];
  const graph = lowered(program({ globals, tasks: [task('t', body, [local(1, 'i')])] }));
  expect(printRoutine(graph.tasks[0]!)).toContain('store [0x1000] = 12');
});

test('a loop in private code is one step; its back edge begins none', () => {
  const loop = [
    act(assign(x, num(1))),
    declare(1, num(0)),
    {
      kind: 'while' as const,
      test: less(read(own(1)), num(5)),
      body: act(add(own(1), num(1))),
      span,
    },
    act(assign(y, read(own(1)))),
  ];
  expect(operations(program({ globals, tasks: [task('t', loop, [local(1, 'i')])] }))).toBe('write write');
});

test('an inlined call binds constants, so that dead branches take no steps', () => {
  const body = [
    choice(read(own(10)), act(assign(x, num(1))), act(assign(y, num(2)))),
    { kind: 'return' as const, value: num(0), span },
  ];
  const functions = [define(1, 'f', [local(10, 'flag')], body)];
  const graph = lowered(program({ globals, functions, tasks: [task('t', [act(call(1, num(0)))])] }));
  expect(graph.tasks[0]!.blocks.flatMap((item) => item.step ?? []).map((site) => site.function)).toEqual([
    'f',
  ]);
  expect(printRoutine(graph.tasks[0]!)).toContain('store [0x1010] = 2');
});

test('narrow locals are truncated where they are set', () => {
  const body = [declare(1, num(300)), act(add(own(1, u8), num(1))), act(assign(x, read(own(1, u8))))];
  const graph = lowered(program({ globals, tasks: [task('t', body, [local(1, 'b', false, u8)])] }));
  expect(printRoutine(graph.tasks[0]!)).toContain('store [0x1000] = 45');
});

test('what nothing reaches has no words', () => {
  const graph = lowered(program({ globals, tasks: [task('t', [act(assign(y, num(1)))])] }));
  expect(graph.memory.objects.map((object) => object.name)).toEqual(['y']);
});

test('too many steps are refused by name, and exponential inlining ends', () => {
  const twice = (id: number) => define(id, `f${id}`, [], [act(call(id - 1)), act(call(id - 1))]);
  const leaf = (body: ReturnType<typeof act>[]) => define(0, 'f0', [], body);
  const doubling = Array.from({ length: 40 }, (_, at) => twice(at + 1));
  const steps = program({
    globals,
    functions: [leaf([act(assign(x, num(1)))]), ...doubling],
    tasks: [task('t', [act(call(40))])],
  });
  const quiet = program({ globals, functions: [leaf([]), ...doubling], tasks: [task('t', [act(call(40))])] });
  expect(lowerProgram(steps, { ledger: false })).toMatchObject({
    ok: false,
    error: [{ code: 'too-many-steps' }],
  });
  expect(lowerProgram(quiet, { ledger: false })).toMatchObject({
    ok: false,
    error: [{ code: 'too-much-code' }],
  });
});

test('a chain of calls that is too deep is refused, not a stack overflow', () => {
  const chain = Array.from({ length: 5000 }, (_, at) => define(at + 1, `f${at + 1}`, [], [act(call(at))]));
  const functions = [define(0, 'f0', [], [act(assign(x, num(1)))]), ...chain];
  const deep = program({ globals, functions, tasks: [task('t', [act(call(5000))])] });
  expect(lowerProgram(deep, { ledger: false })).toMatchObject({ ok: false, error: [{ code: 'too-deep' }] });
});

test('an atomic block is one step, and a wait inside it may only stand first', () => {
  const wait = { kind: 'wait' as const, test: read(x), span };
  const first = block(wait, act(assign(y, num(1))), act(assign(x, num(0))));
  const late = block(act(assign(y, num(1))), wait);
  const atomic = (body: ReturnType<typeof block>) =>
    program({ globals, tasks: [task('t', [{ kind: 'atomic', body, span }])] });
  expect(operations(atomic(first))).toBe('atomic');
  expect(lowerProgram(atomic(late), { ledger: false })).toMatchObject({
    ok: false,
    error: [{ code: 'blocks-in-atomic' }],
  });
});
