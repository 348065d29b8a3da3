// Places in lines, and the nearest known name.

import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from './did-you-mean.ts';
import { lineStarts, placeDiagnostics, placeIn } from './place.ts';

describe('places', () => {
  it('count lines and columns from 1', () => {
    const starts = lineStarts('ab\n\ncd');
    expect(starts).toEqual([0, 3, 4]);
    expect([0, 2, 3, 4, 6].map((offset) => placeIn(starts, offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 3, column: 3 },
    ]);
  });

  it('put diagnostics into their files', () => {
    const files = [{ path: 'a.lab.c', role: 'lab' as const, text: 'x\ny z' }];
    const span = { file: 0, start: 4, end: 5 };
    expect(
      placeDiagnostics(files, [{ severity: 'error', code: 'c', span, message: 'm', remedy: 'r' }]),
    ).toEqual([
      {
        severity: 'error',
        code: 'c',
        path: 'a.lab.c',
        line: 2,
        column: 3,
        endLine: 2,
        endColumn: 4,
        message: 'm',
        remedy: 'r',
      },
    ]);
  });
});

describe('did you mean', () => {
  it('counts a swap of neighbours as one', () => {
    expect(editDistance('get_pgae', 'get_page')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('same', 'same')).toBe(0);
  });

  it('offers only what is near, and the first of equals', () => {
    expect(nearest('put_pag', ['get_page', 'put_page'])).toBe('put_page');
    expect(nearest('xyz', ['put_page'])).toBeUndefined();
    expect(nearest('ab', ['ac', 'ad'])).toBe('ac');
  });
});
