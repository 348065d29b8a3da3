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

  it('take LF, CR LF and a CR alone as line ends', () => {
    expect(lineStarts('a\nb\r\nc\rd\r\r')).toEqual([0, 2, 5, 7, 9, 10]);
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

  it('stops counting beyond a limit', () => {
    expect(editDistance('put_page', 'put_page_list', 4)).toBe(5);
    expect(editDistance('abcdefgh', 'zyxwvuts', 2)).toBe(3);
    const words = ['', 'a', 'ab', 'ba', 'abc', 'acb', 'cab', 'bca', 'abcd', 'badc', 'dcba', 'xabcd'];
    for (const a of words)
      for (const b of words)
        for (const limit of [0, 1, 2, 3])
          expect([a, b, limit, editDistance(a, b, limit)]).toEqual([
            a,
            b,
            limit,
            Math.min(editDistance(a, b), limit + 1),
          ]);
  });

  it('compares names of 100 000 letters at once', () => {
    const long = 'ab'.repeat(50_000);
    const begun = performance.now();
    expect(nearest(`${long}x`, [`b${long}`, `${long}xyz`])).toBe(`b${long}`);
    expect(
      nearest(`x${'ba'.repeat(50_000)}`, [`ba${'ab'.repeat(49_990)}bbbbbbbbbbaaaaaaaaaa`]),
    ).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it('is not slowed down out of all measure by 8 000 names', () => {
    const names = Array.from({ length: 8_000 }, (_, at) => `page_number_${at}_of`);
    const begun = performance.now();
    for (let at = 0; at < 200; at++) nearest(`pgae_nubmer_${at}_xof`, names);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  it('offers only what is near, and the first of equals', () => {
    expect(nearest('put_pag', ['get_page', 'put_page'])).toBe('put_page');
    expect(nearest('xyz', ['put_page'])).toBeUndefined();
    expect(nearest('ab', ['ac', 'ad'])).toBe('ac');
  });
});
