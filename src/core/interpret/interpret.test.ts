import { describe, expect, test } from 'vitest';
import type { CType } from '../language/types/c-type.ts';
import { convert, operate, scalarOffsets, sizeOf } from './arithmetic.ts';
import { Cpus } from './cpus.ts';
import { RunEnds } from './run-ends.ts';
import { World } from './world.ts';

const integer = (size: 1 | 2 | 4 | 8, signed: boolean, bool = false): CType => ({
  kind: 'integer',
  name: 'i',
  size,
  signed,
  bool,
});
const int = integer(4, true);
const span = { file: 0, start: 0, end: 0 };

const pair: CType = {
  kind: 'struct',
  tag: 'pair',
  layout: {
    size: 16,
    align: 8,
    members: [
      { name: 'low', type: integer(2, true), offset: 0, span, extension: false },
      { name: 'high', type: integer(1, false), offset: 3, span, extension: false },
      { name: 'next', type: { kind: 'pointer', to: int }, offset: 8, span, extension: false },
    ],
  },
};

describe('arithmetic', () => {
  test.each([
    [operate('*', false, 65536, 65537), 65536],
    [operate('+', false, 0x7fffffff, 1), -0x80000000],
    [operate('/', false, -7, 2), -3],
    [operate('%', false, -7, 2), -1],
    [operate('/', true, -1, 2), 0x7fffffff],
    [operate('>>', false, -8, 1), -4],
    [operate('>>', true, -8, 1), 0x7ffffffc],
    [operate('<<', false, 1, 33), 2],
    [operate('<', false, -1, 1), 1],
    [operate('<', true, -1, 1), 0],
    [convert(300, integer(1, false)), 44],
    [convert(200, integer(1, true)), -56],
    [convert(-1, integer(2, false)), 65535],
    [convert(256, integer(1, false, true)), 1],
  ])('%# %i', (value, expected) => {
    expect(value).toBe(expected);
  });

  test('sizes and scalars follow the layout', () => {
    expect(sizeOf({ kind: 'array', of: pair, length: 2 })).toBe(32);
    expect(scalarOffsets({ kind: 'array', of: pair, length: 2 })).toEqual([0, 3, 8, 16, 19, 24]);
  });
});

describe('world', () => {
  function kindOf(act: () => unknown): string {
    try {
      act();
    } catch (problem) {
      if (problem instanceof RunEnds) return problem.kind;
      throw problem;
    }
    return 'fine';
  }

  test('parts of a word are kept apart', () => {
    const world = new World();
    const at = world.addObject('o', 'global', pair);
    world.store(at, integer(2, true), -2);
    world.store(at + 3, integer(1, false), 0x1ff);
    expect(world.load(at, integer(2, true))).toBe(-2);
    expect(world.load(at, integer(2, false))).toBe(0xfffe);
    expect(world.load(at + 3, integer(1, false))).toBe(0xff);
    expect(world.load(at, int)).toBe(0xff00fffe | 0);
    world.clear(at);
    expect(world.wordsOf({ name: 'o', kind: 'global', address: at, size: 16 })).toEqual([
      { offset: 0, value: 0 },
      { offset: 8, value: 0 },
    ]);
  });

  test('bad accesses are told apart', () => {
    const world = new World();
    const at = world.addObject('o', 'global', pair);
    expect(kindOf(() => world.load(0, int))).toBe('null-access');
    expect(kindOf(() => world.load(0x100, int))).toBe('wild-access');
    expect(kindOf(() => world.load(at + 4, int))).toBe('wild-access');
    expect(kindOf(() => world.load(at + 2, int))).toBe('misaligned-access');
    expect(kindOf(() => world.load(at + 8, integer(8, false)))).toBe('fine');
    expect(world.isValid(at, 16)).toBe(true);
    expect(world.isValid(at + 8, 16)).toBe(false);
    expect(world.nameOf(at + 8)).toBe('o+8');
  });
});

test('a CPU belongs to whoever switched something off first, until all is on again', () => {
  const cpus = new Cpus();
  cpus.control(0, 1, 'preempt-enable');
  expect(cpus.owner(0)).toBeUndefined();
  cpus.control(0, 1, 'preempt-disable');
  cpus.control(0, 2, 'irq-disable');
  expect([cpus.owner(0), cpus.interruptsOff(0), cpus.interruptsOff(1)]).toEqual([1, true, false]);
  cpus.control(0, 2, 'irq-enable');
  expect(cpus.owner(0)).toBe(1);
  cpus.control(0, 1, 'preempt-enable');
  expect(cpus.owner(0)).toBeUndefined();
});
