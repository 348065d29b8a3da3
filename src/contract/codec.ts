// A message as bytes: JSON for everything but typed arrays, which follow as they are, so that a run of a million steps
// costs a copy and no text.
//
// Layout, little-endian: u32 length of the JSON, JSON in UTF-8, zeros to a multiple of 8, then the arrays, each padded
// to a multiple of 8. In the JSON an array stands as `{"$": kind, "at": byte offset, "of": items}`.
// Promises: `decodeMessage` never throws and never reads outside the bytes it was given.

import { fail, ok, type Result } from '../core/base/result.ts';

// Every JavaScript host has these two; the language's own library does not name them.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label: string, options: { fatal: boolean });
  decode(bytes: Uint8Array): string;
}

type TypedArray = Int32Array | Uint32Array | Uint8Array;
type Kind = 'i32' | 'u32' | 'u8';

const mark = '$';
const maxDepth = 64;
const padded = (length: number): number => (length + 7) & ~7;

export function encodeMessage(message: unknown): Uint8Array<ArrayBuffer> {
  const arrays: TypedArray[] = [];
  let size = 0;
  const json = new TextEncoder().encode(
    JSON.stringify(message, (_key, value: unknown) => {
      const kind = kindOf(value);
      if (kind === undefined) return value;
      const array = value as TypedArray;
      const place = { [mark]: kind, at: size, of: array.length };
      arrays.push(array);
      size += padded(array.byteLength);
      return place;
    }),
  );
  const start = padded(4 + json.length);
  const bytes = new Uint8Array(start + size);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, 4);
  let at = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += padded(array.byteLength);
  }
  return bytes;
}

export function decodeMessage(bytes: Uint8Array): Result<unknown, string> {
  if (bytes.length < 4) return fail('a message of fewer than 4 bytes');
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  if (length > bytes.length - 4) return fail('a message shorter than it says');
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, 4 + length)));
  } catch (error) {
    return fail(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return restore(parsed, bytes.subarray(Math.min(bytes.length, padded(4 + length))), maxDepth);
}

/** Puts the arrays back in their places; refuses nesting that no message of ours has, and `__proto__`. */
function restore(value: unknown, arrays: Uint8Array, depth: number): Result<unknown, string> {
  if (typeof value !== 'object' || value === null) return ok(value);
  if (depth === 0) return fail('nested too deeply');
  if (Object.hasOwn(value, mark)) return readArray(value as Readonly<Record<string, unknown>>, arrays);
  const members = value as Record<string, unknown>;
  for (const key of Object.keys(members)) {
    if (key === '__proto__') return fail('a member named __proto__');
    const member = restore(members[key], arrays, depth - 1);
    if (!member.ok) return member;
    members[key] = member.value;
  }
  return ok(value);
}

function readArray(place: Readonly<Record<string, unknown>>, arrays: Uint8Array): Result<unknown, string> {
  const { at, of } = place;
  if (typeof at !== 'number' || typeof of !== 'number' || !Number.isInteger(at) || !Number.isInteger(of)) {
    return fail('an array without a place');
  }
  const kind = place[mark];
  const width = kind === 'u8' ? 1 : 4;
  if (at < 0 || of < 0 || at + of * width > arrays.length) return fail('an array outside the message');
  // A buffer of its own: aligned, and free to be transferred or kept.
  const buffer = arrays.slice(at, at + of * width).buffer;
  if (kind === 'i32') return ok(new Int32Array(buffer));
  if (kind === 'u32') return ok(new Uint32Array(buffer));
  if (kind === 'u8') return ok(new Uint8Array(buffer));
  return fail('an array of an unknown kind');
}

function kindOf(value: unknown): Kind | undefined {
  if (value instanceof Int32Array) return 'i32';
  if (value instanceof Uint32Array) return 'u32';
  if (value instanceof Uint8Array) return 'u8';
  return undefined;
}
