// Making a graph small: what has to go, and what has to stay.

import { expect, test } from 'vitest';
import type { CodeBlock, Exit, Instruction, StepSite, Value } from './graph.ts';
import { printRoutine } from './print.ts';
import { tidy } from './tidy.ts';
import { binary, constant, register } from './value.ts';

const site: StepSite = {
  function: 't',
  lineInFunction: 0,
  ordinal: 1,
  span: { file: 0, start: 0, end: 0 },
  calls: [],
  operation: 'read',
  text: 'x',
};
const set = (index: number, value: Value): Instruction => ({ kind: 'set', register: index, value });
const load = (index: number, address = 0x1000): Instruction => ({
  kind: 'load',
  register: index,
  address: constant(address),
  size: 4,
  signed: true,
  access: 'plain',
});
const store = (value: Value): Instruction => ({
  kind: 'store',
  address: constant(0x1000),
  size: 4,
  value,
  access: 'plain',
});
const to = (target: number): Exit => ({ kind: 'goto', target });
const fork = (test: Value, then: number, no: number): Exit => ({ kind: 'branch', test, then, else: no });
const block = (code: Instruction[], exit: Exit, step?: StepSite): CodeBlock => ({ step, code, exit });
const end: Exit = { kind: 'end' };

function tidied(...blocks: readonly CodeBlock[]): string {
  return printRoutine(tidy({ registers: 16, blocks }));
}

test('copies and constants go where they are used, and branches on them away', () => {
  const text = tidied(
    block([set(0, constant(5)), set(1, register(0)), set(2, register(1))], fork(register(2), 1, 2)),
    block([store(binary('+', register(2), constant(1)))], end, site),
    block([store(constant(9))], end, site),
  );
  expect(text).toBe('0:\n  -> 1\n1: step t+0 read x\n  store [0x1000] = 6 plain\n  end');
});

test('a copy is not used where its original may have changed', () => {
  const text = tidied(
    block([load(0), set(1, register(0)), load(0, 0x1010)], to(1)),
    block([store(register(1))], end, site),
  );
  expect(text).toContain('r1 = r0');
  expect(text).toContain('store [0x1000] = r1');
});

test('what holds on one way to a join only is not known behind it', () => {
  const text = tidied(
    block([load(0)], fork(register(0), 1, 2)),
    block([set(1, constant(1))], to(3)),
    block([set(1, constant(2))], to(3)),
    block([store(register(1))], end, site),
  );
  expect(text).toContain('store [0x1000] = r1');
});

test('a counter in a loop stays, its computation for nobody goes', () => {
  const loop = (reader: Instruction[]) =>
    tidied(
      block([set(0, constant(0)), set(1, constant(0))], to(1)),
      block([], fork(binary('<', register(0), constant(3)), 2, 3)),
      block(
        [set(0, binary('+', register(0), constant(1))), set(1, binary('+', register(1), register(0)))],
        to(1),
      ),
      block(reader, end, site),
    );
  expect(loop([store(register(1))])).toContain('r1 = (r1 + r0)');
  expect(loop([store(constant(1))])).not.toContain('r1');
});

test('a load stays even where nobody reads what it loaded', () => {
  expect(tidied(block([], to(1)), block([load(0)], end, site))).toContain('load [0x1000]');
});

test('an empty loop is kept, so that it costs fuel', () => {
  expect(tidied(block([], to(1)), block([], to(1)))).toContain('-> 1');
});

test('a step is never merged into the block before it, an unreachable one is dropped', () => {
  const text = tidied(
    block([], to(1)),
    block([load(0)], to(2), site),
    block([store(register(0))], end, site),
    block([], end, site),
  );
  expect(text.match(/step/g)).toHaveLength(2);
});

test('a way that no known test ever takes does not spoil what is known, also around a loop', () => {
  const text = tidied(
    block([set(0, constant(0))], to(1)),
    block([load(1)], fork(register(0), 2, 3), site),
    // Only here would register 0 change, and only if it had changed before.
    block([set(0, constant(1)), store(constant(7))], to(1)),
    block([store(register(0))], fork(register(1), 1, 4)),
    block([], end),
  );
  expect(text).not.toContain('= 7');
  expect(text).toContain('store [0x1000] = 0 plain');
});

test('a join knows what all ways to it agree on, and a copy no longer than its original stays', () => {
  const text = tidied(
    block([load(3)], fork(register(3), 1, 2), undefined),
    block([set(0, constant(4)), set(1, constant(1))], to(3)),
    block([set(0, constant(4)), set(1, constant(2))], to(3)),
    block([set(2, register(1)), load(1), store(register(0)), store(register(2))], end, site),
  );
  expect(text).toContain('store [0x1000] = 4 plain');
  // The copy is read behind the load that sets its original anew.
  expect(text.match(/store \[0x1000\] = r\d+ plain/g)).toHaveLength(1);
});
