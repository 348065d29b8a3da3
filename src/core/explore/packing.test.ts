import { describe, expect, it } from 'vitest';
import { createBudget } from './budget.ts';
import { createPacking } from './packing.ts';
import { absent, createStateStore, full } from './state-store.ts';

/** A log as the machine writes it, for one changed slot. */
function change(vector: Int32Array, slot: number, value: number): Int32Array {
  const log = Int32Array.of(4, slot, vector[slot] ?? 0, value);
  vector[slot] = value;
  return log;
}

describe('packing', () => {
  it('takes no bits for what never changes, and as few as it can for the rest', () => {
    const packing = createPacking(100, 100);
    const vector = Int32Array.from({ length: 100 }, (_, index) => index * 1_000_003);
    const record = new Int32Array(101);
    packing.learn(vector);
    expect(packing.layout.words).toBe(0);
    for (const slot of [3, 50, 99]) {
      for (const value of [-1, 7]) {
        packing.patch(record, change(vector, slot, value));
        if (packing.overflowed) {
          packing.relayout({ spare: 0, free: 0 });
          packing.encode(vector, record);
        }
      }
    }
    // Three slots with three values each: two bits each.
    expect(packing.layout.words).toBe(1);
    const back = new Int32Array(100);
    packing.constants(back);
    packing.decode(packing.layout, record, 0, back);
    expect(back).toEqual(vector);
  });

  it('reads records that were written before a slot began to vary', () => {
    const packing = createPacking(4, 3);
    const first = Int32Array.of(5, 6, 7, 8);
    const vector = first.slice();
    packing.learn(vector);
    packing.meet(Int32Array.of(4, 0, 5, 50));
    const before = packing.relayout({ spare: 2, free: 32 });
    const old = new Int32Array(before.words);
    packing.encode(vector, old);
    const record = old.slice();
    packing.patch(record, change(vector, 2, 70));
    expect(packing.overflowed).toBe(true);
    expect(packing.extend()).toBe(true);
    packing.encode(vector, record);
    expect(record).not.toEqual(old);
    for (const [written, is] of [[old, first] as const, [record, vector] as const]) {
      const back = first.slice();
      packing.decode(packing.layout, written, 0, back);
      expect(back).toEqual(is);
    }
    // What has bits already is not moved, and the words behind the identity have none to spare.
    for (let value = 51; !packing.overflowed; value++) packing.patch(record, change(vector, 0, value));
    expect(packing.extend()).toBe(false);
    packing.relayout({ spare: 2, free: 32 });
    packing.patch(record, change(vector, 3, 80));
    expect(packing.extend()).toBe(false);
  });

  it('stores a slot as it is once it has had too many values', () => {
    const packing = createPacking(2, 2);
    const vector = new Int32Array(2);
    const record = new Int32Array(3);
    packing.learn(vector);
    for (let value = 0; value < 1_100_000; value++) {
      packing.patch(record, change(vector, 1, Math.imul(value, 0x9e3779b1)));
      if (packing.overflowed) {
        packing.relayout({ spare: 1, free: 32 });
        packing.encode(vector, record);
      }
    }
    expect(packing.layout.bits[1]).toBe(32);
    const back = new Int32Array(2);
    packing.constants(back);
    packing.decode(packing.layout, record, 0, back);
    expect(back).toEqual(vector);
  });
});

describe('the state store', () => {
  it('tells apart what differs and knows again what does not, across all layouts', () => {
    const budget = createBudget(1e9);
    const store = createStateStore(3, new Int32Array(4), budget);
    if (!store) throw new Error('there is room');
    const vector = new Int32Array(4);
    const indices = new Map<string, number>([['0 0 0', 0]]);
    // Slots outside the identity are carried along and tell nothing apart.
    for (let round = 0; round < 20_000; round++) {
      store.load(store.count - 1, vector);
      const slot = (round * 7) % 4;
      const log = change(vector, slot, Math.imul(round, round) & (slot === 0 ? 0xffff : 7));
      const key = vector.subarray(0, 3).join(' ');
      expect(store.find(log, vector)).toBe(indices.get(key) ?? absent);
      const index = store.add(log, vector, store.count - 1, round & 0xff);
      expect(store.wasNew).toBe(!indices.has(key));
      if (!indices.has(key)) indices.set(key, index);
      expect(index).toBe(indices.get(key));
    }
    expect(store.count).toBe(indices.size);
    for (const [key, index] of indices) {
      store.load(index, vector);
      expect(vector.subarray(0, 3).join(' ')).toBe(key);
    }
    expect(budget.used).toBeGreaterThan(4 * indices.size);
  });

  it('is full before it is too large', () => {
    const budget = createBudget(300_000);
    const store = createStateStore(1, new Int32Array(1), budget);
    if (!store) throw new Error('there is room to begin');
    const vector = new Int32Array(1);
    for (let value = 1; ; value++) {
      store.load(store.count - 1, vector);
      if (store.add(change(vector, 0, value), vector, 0, 0) === full) break;
      expect(budget.used).toBeLessThanOrEqual(300_000);
    }
    expect(store.count).toBeGreaterThan(4000);
    expect(createStateStore(1, new Int32Array(1), createBudget(100))).toBeUndefined();
  });
});
