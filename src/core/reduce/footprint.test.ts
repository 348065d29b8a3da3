import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conflict, type Touch } from './footprint.ts';

/** One word, as a step sees it: an observation of some bits, and a change. */
type Act = (word: number) => { readonly seen: number; readonly word: number };

function actOf({ read, sets, clears, changes }: Touch, by: number): Act {
  return (word) => ({
    seen: word & read,
    word: ((word | sets) & ~clears & ~changes) | (changes & (by ^ (word & read))),
  });
}

const bits = fc.nat({ max: 15 });
const few = fc.constantFrom(0, 0, 0, 1, 2, 4, 8, 9, 6);
const touch: fc.Arbitrary<Touch> = fc.tuple(few, few, few, few).map(([read, one, two, three]) => ({
  slot: 0,
  read,
  sets: one,
  clears: two & ~one,
  changes: three & ~one & ~two,
  adds: 0,
}));

describe('two touches without conflict', () => {
  it('can be exchanged', () => {
    let without = 0;
    fc.assert(
      fc.property(touch, touch, bits, bits, bits, (one, other, by, more, word) => {
        if (conflict(one, other)) return;
        without += 1;
        const [first, second] = [actOf(one, by), actOf(other, more)];
        const [a, b] = [first(word), second(word)];
        expect(second(a.word).word).toBe(first(b.word).word);
        expect(second(a.word).seen).toBe(b.seen);
        expect(first(b.word).seen).toBe(a.seen);
      }),
      { numRuns: 3000 },
    );
    expect(without).toBeGreaterThan(300);
  });

  it('are what they should be', () => {
    const none = { slot: 0, read: 0, sets: 0, clears: 0, changes: 0, adds: 0 };
    expect(conflict({ ...none, adds: 3 }, { ...none, adds: 3 })).toBe(false);
    expect(conflict({ ...none, adds: 3 }, { ...none, read: 1 })).toBe(true);
    expect(conflict({ ...none, adds: 3 }, { ...none, read: 1024, adds: 1024 })).toBe(false);
    expect(conflict({ ...none, adds: 3 }, { ...none, sets: 1 })).toBe(true);
    expect(conflict({ ...none, sets: 8 }, { ...none, read: 4 })).toBe(false);
    expect(conflict({ ...none, sets: 8 }, { ...none, sets: 8 })).toBe(false);
    expect(conflict({ ...none, sets: 8 }, { ...none, clears: 8 })).toBe(true);
    expect(conflict({ ...none, changes: -1 }, { ...none, slot: 1, changes: -1 })).toBe(false);
  });
});
