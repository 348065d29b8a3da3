import fc from 'fast-check';
import { expect, it } from 'vitest';
import { extentOf, pyramidOf } from './pyramid.ts';

it('finds the extent of any stretch as looking at every value does', () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(values, fc.nat(320), fc.nat(320), (list, from, length) => {
      const part = list.slice(from, from + length + 1);
      const wanted = part.length === 0 ? undefined : { min: Math.min(...part), max: Math.max(...part) };
      expect(extentOf(pyramidOf(Int32Array.from(list)), from, from + length)).toEqual(wanted);
    }),
  );
});

it('keeps the pyramid of an array of values', () => {
  const values = Int32Array.from({ length: 1000 }, (_, index) => index);
  expect(pyramidOf(values)).toBe(pyramidOf(values));
  expect(pyramidOf(values).levels).toHaveLength(4);
});
