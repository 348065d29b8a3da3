// Random small graphs for store buffers: two or three tasks of a few steps, every kind of access, fence and size.

import fc from 'fast-check';
import type { Graph, Instruction, TaskGraph, Value } from '../language/lower/graph.ts';
import type { BlockText } from './graph.fixture.ts';
import { base, bin, graphOf, guard, num, reg, task } from './graph.fixture.ts';

const words = 3;
export const ghosts = 2;
const ghost = (index: number): Value => num(base + 4 * (words + index));

const size = fc.constantFrom(4 as const, 4 as const, 4 as const, 8 as const, 1 as const, 2 as const);
const register = fc.nat({ max: 2 });
const value = fc.oneof(
  fc.constantFrom(1, 2, 3, -1, 0x1ff).map(num),
  register.map((from) => bin('+', reg(from), num(1))),
);
/** Computed addresses take another way through the generated code than known ones; register 6 is always 0. */
const address = fc
  .record({ word: fc.nat({ max: words - 1 }), byte: fc.constantFrom(0, 0, 2), computed: fc.boolean() })
  .map(({ word, byte, computed }) => ({ at: base + 4 * word, byte, computed }));

function place(
  { at, byte, computed }: { at: number; byte: number; computed: boolean },
  bytes: number,
): Value {
  const known = num(bytes < 4 ? at + byte : bytes === 8 ? at & ~7 : at);
  return computed ? bin('+', reg(6), known) : known;
}

const load = fc
  .tuple(register, address, size, fc.boolean(), fc.constantFrom('plain', 'once', 'acquire', 'pure'))
  .map(([into, at, bytes, signed, access]): Instruction[] => [
    { kind: 'load', register: into, address: place(at, bytes), size: bytes, signed, access } as Instruction,
  ]);
const store = fc
  .tuple(address, size, value, fc.constantFrom('plain', 'plain', 'once', 'release', 'unlock'))
  .map(([at, bytes, of, access]): Instruction[] => [
    { kind: 'store', address: place(at, bytes), size: bytes, value: of, access } as Instruction,
  ]);
const rmw = fc
  .tuple(fc.constantFrom('add', 'or', 'and', 'xor'), address, size, value, fc.constantFrom('rmw', 'unlock'))
  .map(([op, at, bytes, of, access]): Instruction[] => [
    { kind: 'rmw', op, address: place(at, bytes), size: bytes, value: of, access } as Instruction,
  ]);
/** `xchg`, or all that stands in an `atomic { … }`. */
const locked = fc
  .tuple(register, address, value, fc.constantFrom('rmw-ordered', 'atomic'))
  .map(([into, at, of, access]): Instruction[] => [
    { kind: 'load', register: into, address: place(at, 4), size: 4, signed: true, access } as Instruction,
    { kind: 'store', address: place(at, 4), size: 4, value: of, access } as Instruction,
  ]);
const lock = fc
  .tuple(address, fc.boolean())
  .map(([at, takes]): Instruction[] => [
    { kind: 'load', register: 5, address: place(at, 4), size: 4, signed: true, access: 'lock' },
    ...(takes ? [guard(bin('==', reg(5), num(0)))] : []),
    { kind: 'store', address: place(at, 4), size: 4, value: num(1), access: 'lock' },
  ]);
const fence = fc
  .constantFrom('mb', 'rmb', 'wmb', 'wmb', 'mb-after-atomic', 'mb-before-atomic')
  .map((kind) => [{ kind: 'fence', fence: kind } as Instruction]);
/** Rides on a step: a ghost that notes a register, or the birth of a local. */
const rider = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Instruction[]>([]) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat({ max: ghosts - 1 }), register)
      .map(([index, from]): Instruction[] => [
        { kind: 'store', address: ghost(index), size: 4, value: reg(from), access: 'ghost' },
      ]),
  },
  {
    weight: 1,
    arbitrary: fc
      .nat({ max: words - 1 })
      .map((word): Instruction[] => [
        { kind: 'store', address: num(base + 4 * word), size: 4, value: num(0), access: 'pure' },
      ]),
  },
);

const step = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: store },
      { weight: 4, arbitrary: load },
      { weight: 3, arbitrary: rmw },
      { weight: 2, arbitrary: fence },
      { weight: 1, arbitrary: locked },
      { weight: 1, arbitrary: lock },
    ),
    rider,
  )
  .map(([code, more]): BlockText => ({ step: 'write', code: [...code, ...more] }));

const kinds = fc.constantFrom<TaskGraph['kind']>('task', 'task', 'task', 'daemon');
const steps = fc.array(step, { minLength: 1, maxLength: 5 });

export const randomBuffered: fc.Arbitrary<Graph> = fc
  .tuple(
    fc.array(fc.tuple(kinds, fc.nat({ max: 1 }), steps), { minLength: 2, maxLength: 3 }),
    fc.option(fc.array(step, { minLength: 1, maxLength: 2 })),
  )
  .map(([drafts, quiesces]) => {
    const tasks = drafts.map(([kind, cpu, texts], index) =>
      task(`t${index}`, texts, { kind, cpu: index < 2 ? index : cpu }),
    );
    if (quiesces) tasks.push(task('QUIESCE', quiesces, { kind: 'quiesce', cpu: 0 }));
    return graphOf({ words, ghosts: [true, true], tasks, cpus: 2 });
  });
