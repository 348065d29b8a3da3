// A library that was checked whole is read again only as far as something reaches it, and nothing is lost by that.

import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../source/source-file.ts';
import { checkProgram } from './check.ts';
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
