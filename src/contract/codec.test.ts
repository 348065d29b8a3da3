import { expect, test } from 'vitest';
import { decodeMessage, encodeMessage } from './codec.ts';

test('typed arrays come back as they were, beside plain members', () => {
  const message = {
    id: 7,
    words: Int32Array.of(1, -2, 2 ** 31 - 1),
    tasks: Uint8Array.of(1, 2, 3),
    nested: [{ rows: Uint32Array.of(0xffff_ffff) }, { rows: new Uint32Array() }],
    text: 'pünktlich – 😀',
  };
  expect(decodeMessage(encodeMessage(message))).toEqual({ ok: true, value: message });
});

test('what arrives is a copy with a buffer of its own', () => {
  const bytes = encodeMessage({ a: Int32Array.of(5), b: Int32Array.of(6) });
  const decoded = decodeMessage(bytes);
  if (!decoded.ok) throw new Error(decoded.error);
  const { a, b } = decoded.value as { a: Int32Array; b: Int32Array };
  bytes.fill(0);
  expect([...a, ...b]).toEqual([5, 6]);
  expect(a.buffer.byteLength).toBe(4);
});

test('a view into the middle of a larger buffer is sent as what it shows', () => {
  const column = new Int32Array([1, 2, 3, 4]).subarray(1, 3);
  expect(decodeMessage(encodeMessage(column))).toEqual({ ok: true, value: Int32Array.of(2, 3) });
});

test('members that are undefined are absent', () => {
  expect(decodeMessage(encodeMessage({ a: undefined, b: 1 }))).toEqual({ ok: true, value: { b: 1 } });
});

test('every truncation is an error, none an exception', () => {
  const bytes = encodeMessage({ words: Int32Array.of(1, 2, 3), text: 'x'.repeat(20) });
  for (let length = 0; length < bytes.length - 4; length += 1) {
    expect(decodeMessage(bytes.subarray(0, length)).ok, `cut at ${length}`).toBe(false);
  }
});

const raw = (json: string) => {
  const text = new TextEncoder().encode(json);
  const bytes = new Uint8Array(4 + text.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  return decodeMessage(bytes);
};

test.each([
  ['an array outside the message', '{"$":"i32","at":0,"of":1000}'],
  ['an array at a negative place', '{"$":"u8","at":-1,"of":1}'],
  ['an array of an unknown kind', '{"$":"f64","at":0,"of":0}'],
  ['an array without a length', '{"$":"u8","at":0}'],
  ['a member named __proto__', '{"a":{"__proto__":{"polluted":1}}}'],
  ['nesting without end', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['something that is not JSON', '{'],
])('%s is refused', (_what, json) => {
  expect(raw(json).ok).toBe(false);
});

test('bytes that are not UTF-8 are refused', () => {
  expect(decodeMessage(Uint8Array.of(1, 0, 0, 0, 0xff)).ok).toBe(false);
});
