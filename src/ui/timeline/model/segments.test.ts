import { expect, it } from 'vitest';
import { isMixed, segmentsOf } from './segments.ts';

const values = Int32Array.from([0, 0, 3, 3, 3, 1, 1, 7]);

it('are stretches of equal values, by column', () => {
  const view = { first: 1, columnWidth: 10, width: 50, columns: 8 };
  expect(segmentsOf(values, view)).toEqual([
    { x: 0, width: 10, from: 1, to: 1, min: 0, max: 0 },
    { x: 10, width: 30, from: 2, to: 4, min: 3, max: 3 },
    { x: 40, width: 10, from: 5, to: 5, min: 1, max: 1 },
  ]);
});

it('are mixed where a pixel holds different values, and cover every pixel once', () => {
  const view = { first: 0, columnWidth: 0.5, width: 4, columns: 8 };
  const segments = segmentsOf(values, view);
  expect(segments.map(({ x, width, min, max }) => [x, width, min, max])).toEqual([
    [0, 1, 0, 0],
    [1, 1, 3, 3],
    [2, 1, 1, 3],
    [3, 1, 1, 7],
  ]);
  expect(segments.map(isMixed)).toEqual([false, false, true, true]);
});

it('lose no change at any zoom', () => {
  const blip = new Int32Array(10_000);
  blip[4321] = 1;
  for (const columnWidth of [0.05, 0.1, 0.77, 1, 2.5]) {
    const view = { first: 0, columnWidth, width: 10_000 * columnWidth, columns: 10_000 };
    expect(segmentsOf(blip, view).some((segment) => segment.max === 1)).toBe(true);
  }
});
