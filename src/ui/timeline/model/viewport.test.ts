import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columnAt,
  cursorAt,
  endAir,
  firstLook,
  fitAll,
  fitsAll,
  frame,
  panBy,
  resize,
  reveal,
  type Viewport,
  visibleRange,
  xOf,
  zoomAt,
} from './viewport.ts';

describe('viewport', () => {
  it('fits a long run into the width and does not stretch a short one', () => {
    expect(fitAll(5001, 1000).columnWidth).toBeCloseTo((1000 - endAir) / 5001);
    expect(fitsAll(fitAll(5001, 1000))).toBe(true);
    expect(fitAll(4, 1000).columnWidth).toBe(56);
  });

  it('first shows legible columns rather than the whole of a long run', () => {
    expect(firstLook(30, 1000).columnWidth).toBeCloseTo((1000 - endAir) / 30);
    expect(firstLook(5001, 1000).columnWidth).toBe(12);
  });

  it('zooms around the column under the pointer', () => {
    const view = { ...firstLook(1000, 600), first: 100 };
    const zoomed = zoomAt(view, 240, 2);
    expect(zoomed.columnWidth).toBe(24);
    expect(columnAt(zoomed, 240)).toBeCloseTo(columnAt(view, 240));
  });

  it('reveals a column with room around it and otherwise stays', () => {
    const view = firstLook(1000, 600);
    expect(reveal(view, 20)).toBe(view);
    const right = reveal(view, 80);
    expect(visibleRange(right).to).toBe(83);
    expect(reveal(right, 80)).toBe(right);
    expect(reveal(right, 0).first).toBe(0);
  });

  it('frames a stretch with a column of air at each side', () => {
    const framed = frame(fitAll(500, 800), 100, 109);
    expect(xOf(framed, 100)).toBeGreaterThan(0);
    expect(xOf(framed, 110)).toBeLessThan(800);
    expect(framed.columnWidth).toBeCloseTo(800 / 12);
  });

  it('never leaves the run, whatever is done to it', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('zoom' as const), by: fc.double({ min: 0.05, max: 20, noNaN: true }) }),
      fc.record({ kind: fc.constant('pan' as const), by: fc.double({ min: -9999, max: 9999, noNaN: true }) }),
      fc.record({ kind: fc.constant('size' as const), by: fc.integer({ min: 1, max: 3000 }) }),
      fc.record({ kind: fc.constant('reveal' as const), by: fc.integer({ min: 0, max: 3000 }) }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 50, max: 2000 }),
        fc.array(step),
        (columns, width, steps) => {
          let view: Viewport = firstLook(columns, width);
          for (const { kind, by } of steps) {
            if (kind === 'zoom') view = zoomAt(view, width / 3, by);
            if (kind === 'pan') view = panBy(view, by);
            if (kind === 'size') view = resize(view, by, width);
            if (kind === 'reveal') view = reveal(view, Math.min(by, view.columns - 1));
            expect(view.first).toBeGreaterThanOrEqual(0);
            const end = view.first + (view.width - endAir) / view.columnWidth;
            if (!fitsAll(view)) expect(end).toBeLessThanOrEqual(view.columns + 1e-6);
            expect(cursorAt(view, -50)).toBeGreaterThanOrEqual(0);
            expect(cursorAt(view, width * 2)).toBeLessThan(view.columns);
          }
        },
      ),
    );
  });
});
