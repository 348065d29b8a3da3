import { describe, expect, it } from 'vitest';
import { createSheets } from './sheets.ts';

describe('sheets', () => {
  it('are the same object where they say the same, however that came about', () => {
    const { empty, put, drop, only, nameOf } = createSheets();
    const one = put(put(empty, 7, 1), 3, 2);
    const other = put(put(put(empty, 3, 2), 7, 5), 7, 1);
    expect(other).toBe(one);
    expect([...one]).toEqual([
      [3, 2],
      [7, 1],
    ]);
    expect(drop(drop(one, 3), 7)).toBe(empty);
    expect(only(one, (slot) => slot === 3)).toBe(put(empty, 3, 2));
    expect(nameOf(put(empty, 3, undefined))).not.toBe(nameOf(empty));
  });
});
