// What is known at a place: the same as a plain table for each place would say, and never more than is true.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph, Value } from './graph.ts';
import { Knowledge, type Known } from './known.ts';
import { printRoutine } from './print.ts';
import { graphOf, labDoing, sitesOf } from './text.fixture.ts';
import { constant, register } from './value.ts';

type Table = ReadonlyMap<number, Value>;

function learnt(table: Table, of: number, value: Value | undefined): Table {
  const next = new Map(table);
  next.delete(of);
  for (const [other, known] of table)
    if (known.kind === 'register' && known.register === of) next.delete(other);
  if (value !== undefined && !(value.kind === 'register' && value.register === of)) next.set(of, value);
  return next;
}

function agreed(left: Table, right: Table): Table {
  return new Map([...left].filter(([of, value]) => JSON.stringify(right.get(of)) === JSON.stringify(value)));
}

const index = fc.nat(5);
const value = fc.oneof(
  fc.nat(2).map((number) => constant(number)),
  index.map((other) => register(other)),
  fc.constant(undefined),
);
const act = fc.oneof(
  fc.record({ kind: fc.constant('learn' as const), of: index, value }),
  fc.record({ kind: fc.constant('go' as const), to: fc.nat() }),
  fc.record({ kind: fc.constant('meet' as const), to: fc.nat() }),
);

test('a place knows what a table of its own would know', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const knowledge = new Knowledge();
      const places: { known: Known; table: Table }[] = [{ known: undefined, table: new Map() }];
      let table: Table = new Map();
      for (const each of acts) {
        if (each.kind === 'learn') {
          knowledge.learn(each.of, each.value);
          table = learnt(table, each.of, each.value);
        } else {
          const there = places[each.to % places.length]!;
          if (each.kind === 'go') knowledge.goTo(there.known);
          else knowledge.goTo(knowledge.meet(there.known, knowledge.here));
          table = each.kind === 'go' ? there.table : agreed(there.table, table);
        }
        places.push({ known: knowledge.here, table });
        for (let of = 0; of <= 5; of++) expect(knowledge.get(of)).toEqual(table.get(of));
      }
    }),
  );
});

/** What the task's code is when the branches are left out that are never taken. */
function written(statements: string, more = ''): string {
  return printRoutine(graphOf(labDoing(statements, more)).tasks[0]!);
}

test('an arm that is never taken is not written, nor does it cost memory', () => {
  const lab = (known: string) =>
    graphOf(labDoing(`int a = ${known}; if (a) { int n[3]; n[0] = 1; x = n[0]; }`));
  const [never, perhaps] = [lab('0'), lab('y')];
  expect(sitesOf(never)).toEqual([]);
  const locals = (graph: Graph) => graph.memory.objects.filter(({ kind }) => kind === 'local').length;
  expect([locals(never), locals(perhaps)]).toEqual([0, 1]);
});

test('a call is followed by what it returns, through jumps and arms', () => {
  const more = 'static int f(int a) { if (a == 1) goto out; if (a == 2) return 7; x = a; out: return 5; }';
  expect(written('z = f(1);', more)).toMatch(/store \[0x\w+\] = 5 plain/);
  expect(written('if (f(2) != 7) y = 1;', more)).not.toContain('store');
});

const x0 = 'x = 1;';

test.each([
  ['a loop that changes it', 'int a = 1; while (y) { z = a; a = 2; }'],
  ['a jump back', `int a = 1; again: z = a; a = 2; if (y) goto again; ${x0}`],
  ['a jump into a loop', `int a = 1; if (y) goto in; a = 2; while (x) { z = a; in: y = 1; }`],
  ['a jump back into a loop', 'int a = 1; while (x) { z = a; in: y = 1; } a = 2; if (y) goto in;'],
  ['a case that falls through', 'int a = 1; switch (y) { case 1: a = 2; default: z = a; }'],
  ['a copy whose original changes', 'int a = y; int b = a; a = 3; z = b;'],
  ['a copy whose original a loop changes', 'int a = y; while (x) { int b = a; a++; z = b; }'],
])('what may have changed is not known: %s', (_, statements) => {
  expect(written(statements)).toMatch(/write z = \w\n +store \[0x\w+\] = r\d+ plain/);
});

test.each([
  ['a loop that does not change it', 'int a = 1; int no = 0; while (y) { z = a; if (no) a = 3; }'],
  ['a loop that is left in its first round', 'int a = 1; while (y) { z = a; a = 2; break; }'],
  ['a jump forwards past a change', 'int a = 1; if (y) goto out; x = 2; out: z = a; a = 2; x = a;'],
])('what cannot have changed is known: %s', (_, statements) => {
  expect(written(statements)).toMatch(/write z = a\n +store \[0x\w+\] = 1 plain/);
});

const boot = (statements: string) =>
  graphOf(`int x; int n[4]; BOOT { ${statements} } TASK(t) { x = n[0]; }`).boot;

test('boot code knows what memory holds, and writes out what its loops do', () => {
  const { blocks } = boot(
    'int i; for (i = 0; i < 4; i++) n[i] = i; if (n[3] == 3 && n[2] == 2) x = n[1]; else x = 9;',
  );
  expect(blocks.length).toBe(1);
  expect(printRoutine({ blocks })).toContain('store [0x1000] = 1');
  expect(printRoutine({ blocks })).not.toContain('= 9');
});

test.each([
  ['longer than is written out', 'int i; for (i = 0; i < 1000; i++) x = x + 1;'],
  ['without end', 'while (1) x = x + 1;'],
  ['of unknown length', 'int *p = &x; while (p[n[0]] < 1000) { p[n[0]] = p[n[0]] + 1; }'],
  ['with its test behind', 'int i = 0; do { x = x + 2; i++; } while (i < 1000);'],
])('a loop of boot code stays a loop: %s', (_, statements) => {
  const { blocks } = boot(statements);
  expect(blocks.length).toBeGreaterThan(1);
  expect(blocks.length).toBeLessThan(10);
});

test('parts of words are known like words', () => {
  const told = printRoutine(
    boot(
      'signed char *c = (signed char *)n; n[0] = 5; c[1] = 200; c[3] = -1; x = n[0] + c[1]; if (c[3] != -1) x = 77;',
    ),
  );
  expect(told).toContain(`store [0x1000] = ${((0xff00_c805 | 0) + (200 - 256)) | 0}`);
  expect(told).not.toContain('= 77');
});

test('what is stored behind a pointer is not known to be what was there', () => {
  const told = printRoutine(
    boot(`
      int i; int *c;
      for (i = 0; i < 100; i++) x += n[2];
      c = &n[x]; n[1] = 5; *c = 7;
      if (n[1] == 5) x = 3; else x = 4;`),
  );
  expect(told).toContain('= 3');
  expect(told).toContain('= 4');
});
