// A library that was checked whole is read again only as far as something reaches it, and nothing is lost by that.

import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../source/source-file.ts';
import { checkProgram } from './check.ts';
import { adoptGood, goodLibrary } from './known-good.ts';
import { complaintsOf, miniKernel, miniStrategy } from './mini-kernel.fixture.ts';
import { showStmt } from './show-expr.fixture.ts';

const kernelFile = (path: string, text: string): SourceFile => ({ path, role: 'kernel', text });
const tail = `#define SIZE 4
int table[SIZE];
static int last(void) { return table[SIZE - 1]; }
int unreached(void) { return last(); }
int reached(void) { return last(); }
int shifted(void) { return 1 << SIZE; }
`;
const library = (text: string) => [...miniKernel, kernelFile('kernel/tail.c', text)];
const check = (lab: string, kernel: readonly SourceFile[]) =>
  checkProgram({
    lab: { path: 'x.lab.c', role: 'lab', text: `#include <lab.h>\n${lab}` },
    strategy: miniStrategy,
    policies: [],
    kernel,
  });
const bodies = (lab: string, kernel: readonly SourceFile[]) =>
  check(lab, kernel).program?.functions.flatMap(({ name, body }) => (body === undefined ? [] : [name])) ?? [];

describe('a library that was found good', () => {
  it('is read again where something reaches it, also through other functions', () => {
    const kernel = library(tail);
    expect(bodies('TASK(a) { reached(); }', kernel)).toContain('unreached');
    const copy = structuredClone(kernel);
    expect(bodies('TASK(a) { }', copy)).not.toContain('unreached');
    const again = bodies('PAGE(p); NEVER(n, page_count(p) > 9); TASK(a) { reached(); }', copy);
    expect(again).toEqual(expect.arrayContaining(['reached', 'last', 'page_count', 'setup_page']));
    expect(again).not.toContain('unreached');
  });

  it('is another one when a header or a file changes, and is read whole', () => {
    expect(complaintsOf(check('TASK(a) { }', library(tail)))).toEqual([]);
    const broken = library(`${tail}int later(void) { return unknwon; }\n`);
    for (let round = 0; round < 2; round++)
      expect(complaintsOf(check('TASK(a) { }', broken))).toEqual([expect.stringContaining('unknown-name')]);
    const otherHeader = library(tail).map((file) =>
      file.path.endsWith('lab.h') ? { ...file, text: file.text.replace('_refcount;', '_count;') } : file,
    );
    expect(complaintsOf(check('TASK(a) { }', otherHeader))).not.toEqual([]);
  });

  it('is told what an OVERRIDE breaks in it, reached or not', () => {
    const kernel = library(tail);
    expect(complaintsOf(check('TASK(a) { }', kernel))).toEqual([]);
    expect(complaintsOf(check('OVERRIDE(SIZE, 40); TASK(a) { }', kernel))).toEqual([
      expect.stringContaining('shift-too-far'),
    ]);
  });

  it('may divide by how many pages a lab has, also where it has none', () => {
    const kernel = library('int next(int n) { return (n + 1) % NR_PAGES; }\n');
    expect(complaintsOf(check('TASK(a) { }', kernel))).toEqual([]);
    expect(complaintsOf(check('TASK(a) { int n = 1 % 0; }', kernel))).toEqual([
      expect.stringContaining('division-by-zero'),
    ]);
  });
});

describe('one text in many programs', () => {
  it('is told what is wrong with its form each time', () => {
    const wrong = 'TASK(a) { int x = ; }';
    const first = complaintsOf(check(wrong, miniKernel));
    expect(first).not.toEqual([]);
    expect(complaintsOf(check(wrong, miniKernel))).toEqual(first);
  });

  it('is read anew when another text makes a name a type', () => {
    const text = 'int row;\nint f(int n) { return (row) - n; }\n';
    const withType = [...library(text), kernelFile('kernel/z.c', 'typedef int row;\n')];
    const meaning = (kernel: readonly SourceFile[]) => {
      const { program } = check('TASK(a) { f(1); }', kernel);
      const body = program?.functions.find(({ name }) => name === 'f')?.body;
      return program === undefined || body === undefined ? undefined : showStmt(program, body);
    };
    const asSum = meaning(library(text));
    expect(asSum).toMatch(/&row/);
    expect(meaning(withType)).not.toMatch(/&row/);
    expect(meaning(library(text))).toBe(asSum);
  });
});

describe('a program alone, of a library that was found good', () => {
  const text = `${tail}
/* } */ int odd(int n) { char c = '}'; if (n) { return c; } /* } " */ return 0; } // }
int above(void) { return below(); }
#define TWICE(n) ((n) * 2)
int below(void) { return TWICE(3); }
struct pair { int a; int b; };
int both(struct pair *pair) { return pair->a + pair->b; }
`;
  const programOf = (lab: string, kernel: readonly SourceFile[], programOnly: boolean) =>
    checkProgram(
      {
        lab: { path: 'x.lab.c', role: 'lab', text: `#include <lab.h>\n${lab}` },
        strategy: miniStrategy,
        policies: [],
        kernel,
      },
      { programOnly },
    );

  it('is the same, but for the bodies that nothing reaches', () => {
    const lab = 'PAGE(p); TASK(a) { odd(above()); reached(); } NEVER(n, page_count(p) > 9);';
    const kernel = library(text);
    const whole = programOf(lab, kernel, false).program;
    const alone = programOf(lab, structuredClone(kernel), true).program;
    expect(whole).toBeDefined();
    expect(alone?.tasks).toEqual(whole?.tasks);
    expect(alone?.properties).toEqual(whole?.properties);
    for (const { name, body, ...rest } of alone?.functions ?? []) {
      const same = whole?.functions.find((each) => each.name === name);
      expect(rest).toMatchObject({ weak: same?.weak, pure: same?.pure, span: same?.span });
      if (body !== undefined) expect(body).toEqual(same?.body);
    }
    const read = alone?.functions.map(({ name }) => name);
    expect(read).toEqual(expect.arrayContaining(['odd', 'above', 'below', 'reached', 'last']));
    expect(read).not.toContain('both');
  });

  it('tells all that is wrong, as the whole reading does', () => {
    const kernel = library(text);
    expect(complaintsOf(programOf('TASK(a) { }', kernel, true))).toEqual([]);
    for (const lab of ['TASK(a) { unknwon(); }', 'TASK(a) { int x = ; }', 'OVERRIDE(SIZE, 40); TASK(a) { }'])
      expect(programOf(lab, kernel, true).diagnostics).toEqual(programOf(lab, kernel, false).diagnostics);
  });

  it('is read whole where a name is a type that was none', () => {
    const kernel = library(text);
    expect(complaintsOf(programOf('TASK(a) { }', kernel, true))).toEqual([]);
    const lab = 'typedef int n; TASK(a) { }';
    expect(programOf(lab, kernel, true).diagnostics).toEqual(programOf(lab, kernel, false).diagnostics);
  });

  it('is known to another thread by what was found out in this one', () => {
    const kernel = library(`${text}int one_more(void) { return 1; }\n`);
    expect(goodLibrary(kernel)).toBeUndefined();
    programOf('TASK(a) { }', kernel, true);
    const good = goodLibrary(kernel);
    expect(good?.paths).toContain('kernel/tail.c');
    const copy = library(`${text}int one_less(void) { return 1; }\n`);
    adoptGood(copy, good ?? { names: '', paths: [] });
    const read = programOf('TASK(a) { }', copy, true).program?.functions ?? [];
    expect(read.map(({ name }) => name)).not.toContain('one_less');
  });
});
