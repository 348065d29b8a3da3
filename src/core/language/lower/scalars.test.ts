// Taking types apart.

import { expect, test } from 'vitest';
import type { CType, Member, RecordType } from '../types/c-type.ts';
import { countScalars, scalarsOf, spell } from './scalars.ts';

const span = { file: 0, start: 0, end: 0 };
const int: CType = { kind: 'integer', name: 'int', size: 4, signed: true, bool: false };
const ulong: CType = { kind: 'integer', name: 'unsigned long', size: 8, signed: false, bool: false };
const member = (name: string | undefined, type: CType, offset: number, extension = false): Member => ({
  name,
  type,
  offset,
  span,
  extension,
});
const record = (
  kind: 'struct' | 'union',
  tag: string | undefined,
  size: number,
  ...members: Member[]
): RecordType => ({
  kind,
  tag,
  layout: { size, align: 8, members },
});
const context = { record: undefined, pageFlags: undefined };

test('atomics and locks are one scalar under their own name', () => {
  const atomic = record('struct', 'atomic_t', 4, member('counter', int, 0));
  const lock = record('struct', 'spinlock_t', 4, member('slock', int, 0));
  const outer = record('struct', 'box', 8, member('refs', atomic, 0), member('lock', lock, 4));
  expect(scalarsOf(outer, context).map(({ path, type, display }) => [path, type, display])).toEqual([
    ['refs', 'atomic_t', 'number'],
    ['lock', 'spinlock_t', 'lock'],
  ]);
});

test('arms of nested unions are named from the inside out, extensions are marked all the way down', () => {
  const inner = record('union', undefined, 8, member('a', int, 0), member('b', ulong, 0));
  const anonymous = record('struct', undefined, 16, member('x', ulong, 0), member(undefined, inner, 8));
  const outer = record(
    'struct',
    'page',
    24,
    member('flags', ulong, 0),
    member(
      undefined,
      record('union', undefined, 16, member(undefined, anonymous, 0, true), member('y', int, 0)),
      8,
    ),
  );
  const found = scalarsOf(outer, { ...context, record: outer });
  expect(found.map(({ path, offset }) => `${path}@${offset}`)).toEqual([
    'flags@0',
    'x@8',
    'y@8',
    'a@16',
    'b@16',
  ]);
  expect(found.find(({ path }) => path === 'b')).toMatchObject({
    arms: [
      { unionAt: 16, arm: 'b' },
      { unionAt: 8, arm: 'x' },
    ],
    extension: true,
  });
});

test('arrays are counted without being walked, and spelled as C does', () => {
  const huge: CType = { kind: 'array', of: { kind: 'array', of: int, length: 100_000 }, length: 100_000 };
  expect(countScalars(huge)).toBe(10 ** 10);
  expect(spell({ kind: 'pointer', to: { kind: 'pointer', to: record('struct', 'page', 0) } })).toBe(
    'struct page **',
  );
});
