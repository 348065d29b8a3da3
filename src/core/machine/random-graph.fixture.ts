// Random small graphs for fast-check: two or three tasks over a few words, with every kind of instruction.

import fc from 'fast-check';
import type { CodeBlock, Exit, Graph, Instruction, TaskGraph, Value } from '../language/lower/graph.ts';
import { binaryOps, unaryOps } from '../language/lower/operators.fixture.ts';
import { base, branch, graphOf, num, reg, site, span } from './graph.fixture.ts';

const registers = 4;
const words = 3;
const bugs = [
  { severity: 'bug' as const, text: 'BUG', span },
  { severity: 'warn' as const, text: 'WARN', span },
];

const literal = fc.oneof(
  fc.constantFrom(0, 1, 2, -1, 3),
  fc.constantFrom(0x7fffffff, -0x80000000, 255, 0xff80, 31, 33),
);

const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    literal.map(num),
    fc.nat({ max: registers - 1 }).map(reg),
    fc
      .tuple(fc.constantFrom(...unaryOps), tie('value'))
      .map(([op, operand]): Value => ({ kind: 'unary', op, operand })),
    fc
      .tuple(fc.constantFrom(...binaryOps), tie('value'), tie('value'))
      .map(([op, left, right]): Value => ({ kind: 'binary', op, left, right })),
    tie('value').map((address): Value => ({ kind: 'valid', address, size: 4 })),
  ),
}));

const size = fc.constantFrom(1 as const, 2 as const, 4 as const, 4 as const, 8 as const);

/** Mostly good addresses, known or computed; now and then one that is not aligned or where nothing lives. */
const address = fc
  .tuple(fc.nat({ max: words - 1 }), fc.nat({ max: 40 }), fc.boolean(), fc.nat({ max: registers - 1 }))
  .map(([index, odd, computed, register]): Value => {
    const at = odd === 0 ? 8 : base + 4 * index + (odd < 3 ? odd : 0);
    if (!computed) return num(at);
    const zero: Value = { kind: 'binary', op: '&', left: reg(register), right: num(4) };
    return { kind: 'binary', op: '+', left: num(at), right: zero };
  });
const register = fc.nat({ max: registers - 1 });

const privateCode: fc.Arbitrary<Instruction> = fc.oneof(
  fc.tuple(register, value).map(([to, of]): Instruction => ({ kind: 'set', register: to, value: of })),
  fc
    .tuple(fc.constantFrom(0, 1), value)
    .map(([index, test]): Instruction => ({ kind: 'check', of: 'bug', index, test })),
);
const access: fc.Arbitrary<Instruction> = fc.oneof(
  fc.tuple(register, address, size, fc.boolean()).map(
    ([to, at, bytes, signed]): Instruction => ({
      kind: 'load',
      register: to,
      address: at,
      size: bytes,
      signed,
      access: 'plain',
    }),
  ),
  fc.tuple(address, size, value).map(
    ([at, bytes, of]): Instruction => ({
      kind: 'store',
      address: at,
      size: bytes,
      value: of,
      access: 'plain',
    }),
  ),
);
const control: fc.Arbitrary<Instruction> = fc
  .constantFrom(
    'preempt-disable' as const,
    'preempt-enable' as const,
    'irq-disable' as const,
    'irq-enable' as const,
  )
  .map((op) => ({ kind: 'cpu-control', op }));

const stepBegin: fc.Arbitrary<readonly Instruction[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: register.map((to): Instruction[] => [{ kind: 'choose', register: to, count: 3 }]) },
  { weight: 1, arbitrary: value.map((test): Instruction[] => [{ kind: 'guard', test }]) },
  { weight: 1, arbitrary: value.map((test): Instruction[] => [{ kind: 'prune', test }]) },
  { weight: 1, arbitrary: control.map((one) => [one]) },
);

const target = fc.nat({ max: 7 });
const exit: fc.Arbitrary<Exit> = fc.oneof(
  { weight: 3, arbitrary: target.map((to): Exit => ({ kind: 'goto', target: to })) },
  {
    weight: 3,
    arbitrary: fc.tuple(value, target, target).map(([test, yes, no]) => branch(test, yes, no)),
  },
  { weight: 1, arbitrary: fc.constant<Exit>({ kind: 'end' }) },
);

interface Draft {
  readonly begins: boolean;
  readonly first: readonly Instruction[];
  readonly shared: readonly Instruction[];
  readonly rest: readonly Instruction[];
  readonly exit: Exit;
}
const draft: fc.Arbitrary<Draft> = fc.record({
  begins: fc.boolean(),
  first: stepBegin,
  shared: fc.array(access, { minLength: 0, maxLength: 2 }),
  rest: fc.array(privateCode, { maxLength: 2 }),
  exit,
});

/** Blocks that begin no step only lead forward, so that there are no endless private loops here. */
function task(name: string, kind: TaskGraph['kind'], cpu: number, drafts: readonly Draft[]): TaskGraph {
  const last = drafts.length;
  const forward = (from: number, to: number, begins: boolean) => {
    const inRange = 1 + (to % last);
    if (begins || drafts[inRange - 1]?.begins || inRange > from) return inRange;
    return Math.min(from + 1, last);
  };
  const blocks: CodeBlock[] = [{ step: undefined, code: [], exit: { kind: 'goto', target: 1 } }];
  drafts.forEach((one, at) => {
    const index = at + 1;
    const begins = at === 0 || one.begins;
    const isLast = index === last;
    const to = (wanted: number) => forward(index, wanted, false);
    const exit: Exit =
      one.exit.kind === 'goto' && !isLast
        ? { kind: 'goto', target: to(one.exit.target) }
        : one.exit.kind === 'branch' && !isLast
          ? branch(one.exit.test, to(one.exit.then), to(one.exit.else))
          : { kind: 'end' };
    blocks.push({
      step: begins ? { ...site(`${name} ${index}`), lineInFunction: index } : undefined,
      code: begins ? [...one.first, ...one.shared, ...one.rest] : one.rest,
      exit,
    });
  });
  return { name, kind, cpu, registers, blocks, span };
}

const kinds = fc.constantFrom<TaskGraph['kind']>('task', 'task', 'daemon', 'interrupt');

export const randomGraph: fc.Arbitrary<Graph> = fc
  .tuple(
    fc.array(fc.tuple(kinds, fc.nat({ max: 1 }), fc.array(draft, { minLength: 1, maxLength: 6 })), {
      minLength: 2,
      maxLength: 3,
    }),
    fc.boolean(),
  )
  .map(([drafts, quiesces]) => {
    const tasks = drafts.map(([kind, cpu, code], index) => task(`t${index}`, kind, cpu, code));
    if (quiesces) tasks.push(task('quiesce', 'quiesce', 0, drafts[0]?.[2] ?? []));
    return graphOf({ words, tasks, bugs, cpus: 2 });
  });
