import { beforeEach, describe, expect, it } from 'vitest';
import { bufferEntries, bufferSlots, drainable, keyOf, pendingStore, storeBuffers } from './store-buffer.ts';

const buffer = 6;
const log = new Int32Array(1000);
const { look, put, order, forget, drain } = storeBuffers(log);
const [a, b, c] = [0, 1, 2];
let v = new Int32Array(0);
let n = 1;

const store = (slot: number, value: number, release = false) => {
  n = put(v, n, buffer, keyOf('store', 15, release) | (slot + 1), value);
};
const wmb = () => {
  n = order(v, n, buffer);
};
/** Slots of the stores that may become visible, of all that wait. */
const able = () => {
  const slots: number[] = [];
  for (let at = drainable(v, buffer, false, 0); at >= 0; at = drainable(v, buffer, false, slots.length)) {
    slots.push(pendingStore(v, buffer, at).slot);
  }
  return slots;
};
const undo = () => {
  for (let at = n - 3; at > 0; at -= 3) v[log[at] as number] = log[at + 1] as number;
};

beforeEach(() => {
  v = new Int32Array(buffer + bufferSlots);
  n = 1;
});

describe('a store buffer', () => {
  it('is all zero when nothing waits, whatever was in it, and every change can be taken back', () => {
    store(a, 7);
    wmb();
    store(b, 8, true);
    const before = v.slice();
    const from = n;
    n = drain(v, n, buffer, 0);
    n = drain(v, n, buffer, 0);
    expect([...v]).toEqual([7, 8, ...Array(buffer - 2 + bufferSlots).fill(0)]);
    expect(n).toBeGreaterThan(from);
    for (let at = n - 3; at >= from; at -= 3) v[log[at] as number] = log[at + 1] as number;
    expect(v).toEqual(before);
    undo();
    expect([...v]).toEqual(Array(v.length).fill(0));
  });

  it('lets any store go, but those to one word in their order', () => {
    store(a, 1);
    store(b, 2);
    store(a, 3);
    expect(able()).toEqual([a, b]);
    expect([look(v, buffer, a), look(v, buffer, b), look(v, buffer, c)]).toEqual([3, 2, 0]);
  });

  it('keeps what is behind a write barrier until all before it has gone', () => {
    store(a, 1);
    wmb();
    store(b, 2);
    store(c, 3);
    expect(able()).toEqual([a]);
    n = drain(v, n, buffer, 0);
    expect(able()).toEqual([b, c]);
  });

  it('lets later stores overtake a release, which waits for all before it', () => {
    store(a, 1);
    store(b, 2, true);
    store(c, 3);
    expect(able()).toEqual([a, c]);
  });

  it('forgets the stores to a word, and no barrier among them', () => {
    store(a, 1);
    wmb();
    store(b, 2);
    store(c, 3);
    n = forget(v, n, buffer, b);
    expect(able()).toEqual([a]);
    n = forget(v, n, buffer, c);
    expect(able()).toEqual([a]);
    store(b, 4);
    expect(able()).toEqual([a]);
    n = forget(v, n, buffer, a);
    expect(able()).toEqual([b]);
    n = forget(v, n, buffer, b);
    expect([...v]).toEqual(Array(v.length).fill(0));
  });

  it('does arithmetic inside the bytes of a store, where it becomes visible', () => {
    v[a] = 0x11223344;
    const half = 12 << 16;
    n = put(v, n, buffer, keyOf('add', 0, false) | half | (a + 1), 0xffff0000 | 0);
    expect(look(v, buffer, a)).toBe(0x11213344);
    v[a] = 0x00010005;
    n = drain(v, n, buffer, 0);
    expect(v[a]).toBe(5);
  });

  it('holds as many as it says', () => {
    for (let count = 0; count < bufferEntries; count++) store(a, count + 1);
    expect(pendingStore(v, buffer, bufferEntries - 1).value).toBe(bufferEntries);
    expect(v[buffer]).toBe(bufferEntries);
  });
});
