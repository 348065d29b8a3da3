// Layout as x86-64 has it: struct page of 4.18 as the library writes it, and whatever a C compiler says, where there is one.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProgram } from '../check/check.ts';
import { checkLab, complaintsOf, miniStrategy } from '../check/mini-kernel.fixture.ts';
import type { SourceFile } from '../source/source-file.ts';
import { findMember, memberNames, sizeOf } from './layout.ts';

const resources = join(import.meta.dirname, '../../../../resources');

function kernelFiles(): SourceFile[] {
  return readdirSync(join(resources, 'kernel'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[ch]$/.test(name))
    .map((name) => ({
      path: `kernel/${name}`,
      role: 'kernel',
      text: readFileSync(join(resources, 'kernel', name), 'utf8'),
    }));
}

describe('struct page', () => {
  it('is that of 4.18', () => {
    const lab: SourceFile = { path: 'x.lab.c', role: 'lab', text: '#include <lab.h>\n' };
    const outcome = checkProgram({ lab, strategy: miniStrategy, policies: [], kernel: kernelFiles() });
    expect(complaintsOf(outcome)).toEqual([]);
    const record = outcome.program?.pageRecord;
    if (record === undefined) throw new Error('no struct page');
    const offset = (name: string) => findMember(record, name)?.offset;
    expect(sizeOf(record)).toBe(64);
    expect(['flags', 'lru', 'mapping', 'index', 'private', '_mapcount', '_refcount'].map(offset)).toEqual([
      0, 8, 24, 32, 40, 48, 52,
    ]);
  });

  it('shows what a strategy adds, and grows by it', () => {
    const strategy = {
      ...miniStrategy,
      text: `${miniStrategy.text}
EXTEND(struct page, lru_overlay) { struct { unsigned long dma_pinned_flags; atomic_t dma_pinned_count; }; };
EXTEND(struct page, tail) { long pins; };
EXTEND(enum pageflags) { PG_dma_pinned };
`,
    };
    const { program } = checkLab('int where = PG_dma_pinned + 10 * NR_PAGEFLAGS;', strategy);
    const record = program?.pageRecord;
    if (record === undefined) throw new Error('no struct page');
    expect(memberNames(record).slice(0, 5)).toEqual([
      'flags',
      'lru',
      'dma_pinned_flags',
      'dma_pinned_count',
      'mapping',
    ]);
    expect(findMember(record, 'dma_pinned_count')).toMatchObject({ offset: 16, member: { extension: true } });
    expect(findMember(record, 'lru')).toMatchObject({ offset: 8, member: { extension: false } });
    expect(sizeOf(record)).toBe(72);
    expect(program?.globals.find(({ name }) => name === 'where')?.init[0]?.value).toMatchObject({
      value: 32,
    });
  });
});

/** Types of C alone, so that both compilers can read them. */
const records = `
struct a { char c; short s; int i; long l; };
struct b { long l; char c; };
struct c { char c[3]; struct b b; unsigned char d; };
union d { char c[5]; short s; };
struct e { char c; union d d; union { int i; struct { char x; long y; }; }; char z; };
struct f { struct a a[2]; char c; struct f *next; };
struct g { unsigned char c; struct { struct { char q; } in; short r; } mid; unsigned long long l; _Bool b; };
enum h { H_ONE, H_TWO = 7 };
struct i { enum h h; char c; enum h *p; short s[3]; };
`;
const questions = [
  'sizeof(struct a)',
  'sizeof(struct b)',
  'sizeof(struct c)',
  'sizeof(union d)',
  'sizeof(struct e)',
  'sizeof(struct f)',
  'sizeof(struct g)',
  'sizeof(struct i)',
  'offsetof(struct a, s)',
  'offsetof(struct a, i)',
  'offsetof(struct c, b)',
  'offsetof(struct c, b.c)',
  'offsetof(struct c, d)',
  'offsetof(struct e, d)',
  'offsetof(struct e, i)',
  'offsetof(struct e, y)',
  'offsetof(struct e, z)',
  'offsetof(struct f, a[1].l)',
  'offsetof(struct f, next)',
  'offsetof(struct g, mid.r)',
  'offsetof(struct g, l)',
  'offsetof(struct g, b)',
  'offsetof(struct i, p)',
  'offsetof(struct i, s[2])',
  'sizeof(long[3])',
  'sizeof(struct a *)',
  // Arithmetic of constants, where the two must agree as well.
  '-7 / 2',
  '-7 % 2',
  '-7 >> 1',
  '7u - 9u > 0',
  '-1 < 1u',
  '(char)200',
  '(unsigned char)-1',
  '(short)40000',
  '~0 ^ 5',
  '1 ? 2 : 3',
  '0x7fffffff',
  "'a' + 1",
  '!0 + !5',
  '(_Bool)256',
  '3 & 5 | 8',
  '1 << 4 >> 2',
  '(unsigned)-1 / 2 > 100',
  'sizeof(1 ? 1 : 2L)',
  "sizeof('a' + (char)1)",
  'sizeof(int) * 010',
  '-1L < 1u',
  '(int)4294967295u',
  '1 || 1 / 2',
  '5 == 5 != 0',
];

function ours(): (number | undefined)[] {
  const { program, diagnostics } = checkLab(
    `${records}\n${questions.map((text, at) => `int q${at} = ${text};`).join('\n')}`,
  );
  expect(diagnostics).toEqual([]);
  return questions.map((_, at) => {
    const value = program?.globals.find(({ name }) => name === `q${at}`)?.init[0]?.value;
    return value?.kind === 'const' ? value.value : undefined;
  });
}

function theirs(): number[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'layout-'));
  try {
    const source = join(folder, 'x.c');
    const lines = questions.map((text) => `printf("%d\\n", (int)(${text}));`).join('\n');
    writeFileSync(
      source,
      `#include <stddef.h>\n#include <stdio.h>\n${records}\nint main(void) {\n${lines}\nreturn 0; }\n`,
    );
    execFileSync('cc', ['-w', '-o', join(folder, 'x'), source]);
    return execFileSync(join(folder, 'x'), { encoding: 'utf8' }).trim().split('\n').map(Number);
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('against a C compiler', () => {
  it('agrees on sizes, offsets and constant arithmetic', ({ skip }) => {
    const found = ours();
    const expected = theirs();
    if (expected === undefined) skip('no C compiler here');
    expect(questions.map((text, at) => `${text} = ${found[at]}`)).toEqual(
      questions.map((text, at) => `${text} = ${expected?.[at]}`),
    );
  });
});
