// Tokens, directives and comments, and what is no token at all.

import { describe, expect, it } from 'vitest';
import { lex } from './lexer.ts';
import { declaredTypeNames, typeNamesOf } from './typedef-names.ts';

const words = (text: string) => lex(text).tokens.map((token) => `${token.kind}:${token.text}`);

describe('lex', () => {
  it('takes the longest punctuator', () => {
    expect(words('a<<=b->c++ + ...')).toEqual([
      'name:a',
      'punct:<<=',
      'name:b',
      'punct:->',
      'name:c',
      'punct:++',
      'punct:+',
      'punct:...',
      'end:',
    ]);
  });

  it('keeps comments and directives aside, with their places', () => {
    const { tokens, comments, directives } = lex('a /* b */ c // d\n  # define X \\\n 1 /* e */\ne');
    expect(tokens.map(({ text }) => text)).toEqual(['a', 'c', 'e', '']);
    expect(comments).toHaveLength(3);
    expect(directives).toMatchObject([{ word: 'define', tokens: [{ text: 'X' }, { text: '1' }] }]);
  });

  it('reads numbers and quoted text whole', () => {
    expect(words(`0x1fUL 1.5e-3 'a' '\\'' "a \\" b"`)).toEqual([
      'number:0x1fUL',
      'number:1.5e-3',
      "char:'a'",
      "char:'\\''",
      'string:"a \\" b"',
      'end:',
    ]);
  });

  it('reads the name of a header between angle brackets', () => {
    expect(lex('#include <linux/mm.h> x').directives[0]?.tokens.map(({ text }) => text)).toEqual([
      '<linux/mm.h>',
      'x',
    ]);
  });

  it.each([
    ['a @ b', 'strange-character'],
    ['a \u{1f600} b', 'strange-character'],
    ['/* a', 'open-comment'],
    ['"a\nb', 'open-string'],
    ["'", 'open-string'],
  ])('complains about %j', (text, code) => {
    const { errors, tokens } = lex(text);
    expect(errors.map((error) => error.code)).toEqual([code]);
    expect(tokens.at(-1)?.kind).toBe('end');
  });
});

describe('a line end', () => {
  it.each(['\n', '\r\n', '\r'])('is %j', (end) => {
    const { tokens, directives, comments, errors } = lex(
      ['#include <lab.h>', 'a; // b', '#define X \\', '1', '"c'].join(end),
    );
    expect(directives.map((each) => each.tokens.map(({ text }) => text))).toEqual([['<lab.h>'], ['X', '1']]);
    expect(tokens.map(({ text }) => text)).toEqual(['a', ';', '"c', '']);
    expect(comments.map((each) => each.end - each.start)).toEqual([4]);
    expect(errors.map(({ code }) => code)).toEqual(['open-string']);
    expect(lex(`"a${end}b`).tokens.map(({ text }) => text)).toEqual(['"a', 'b', '']);
  });
});

describe('names of types', () => {
  it('finds what typedefs declare, wherever they stand', () => {
    const declared = declaredTypeNames(
      lex(
        'x; typedef unsigned long pgoff_t; typedef struct { int inner; } pair_t, *pair_p; typedef int row_t[N * M];',
      ).tokens,
    );
    const names = typeNamesOf([declared]);
    expect(['pgoff_t', 'pair_t', 'pair_p', 'row_t', 'u8'].every((name) => names.has(name))).toBe(true);
    expect(['x', 'inner', 'N', 'M', 'long'].some((name) => names.has(name))).toBe(false);
  });
});
