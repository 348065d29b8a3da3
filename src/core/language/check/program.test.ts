// How texts come together: weak and strong, what a strategy lacks, set-up, boot, tasks, properties, lanes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProgram } from './check.ts';
import { intrinsics } from './intrinsics/table.ts';
import { checkLab, complaintsOf, miniKernel, miniStrategy, strategyText } from './mini-kernel.fixture.ts';
import type { Program } from './program.ts';
import { showExpr, showStmt } from './show-expr.fixture.ts';

function programOf(text: string, strategy = miniStrategy): Program {
  const outcome = checkLab(text, strategy);
  expect(complaintsOf(outcome)).toEqual([]);
  if (outcome.program === undefined) throw new Error('no program');
  return outcome.program;
}

const withStrategy = (text: string) => strategyText(`${miniStrategy.text}\n#include <lab.h>\n${text}`);

describe('weak and strong', () => {
  const strategy = withStrategy(
    'void put_page(struct page *page) { if (page_count(page)) __weak_put_page(page); }',
  );
  const program = programOf('PAGE(p); TASK(a) { put_page(p); }', strategy);
  const named = (name: string) => program.functions.find((each) => each.name === name);

  it('binds the strong definition and keeps the weak one that it calls', () => {
    expect(program.files[named('put_page')?.span.file ?? -1]?.role).toBe('strategy');
    expect(program.files[named('__weak_put_page')?.span.file ?? -1]?.role).toBe('kernel');
    const body = program.tasks[0]?.body.body.map((stmt) => showStmt(program, stmt));
    expect(body).toEqual(['put_page(&page0)']);
    expect(named('put_page')?.body?.body.map((stmt) => showStmt(program, stmt))).toEqual([
      'if page_count([local0]) __weak_put_page([local0])',
    ]);
  });

  it('lets the lab replace, too, and makes what a prototype calls pure pure', () => {
    const replaced = programOf(
      'void get_page(struct page *page) { }\n__pure bool page_dma_pinned(struct page *page) { return false; }',
    );
    expect(replaced.functions.find(({ name }) => name === 'page_dma_pinned')?.pure).toBe(true);
    const outcome = checkLab('int x; bool page_dma_pinned(struct page *page) { x = 1; return false; }');
    expect(complaintsOf(outcome)).toEqual([expect.stringContaining('not-at-once')]);
  });

  it('refuses two strong definitions across texts', () => {
    const outcome = checkLab('void put_page(struct page *page) { }', strategy);
    expect(complaintsOf(outcome)).toEqual([
      expect.stringMatching(/defined-twice: the function `put_page` .*x\.lab\.c.*mini\.strategy\.c/),
    ]);
  });
});

describe('what a strategy lacks', () => {
  const lab =
    'PAGE(p); static __pure int asks(struct page *page) { return page_dma_pinned(page); } TASK(a) { get_page(p); }';

  it('skips properties and lanes that ask for it, directly or through calls', () => {
    const program = programOf(
      `${lab} NEVER(seen, asks(p)); NEVER(other, page_count(p) < 0); LANE(knows, page, page_dma_pinned(page));`,
    );
    expect(program.properties.map(({ skipped }) => skipped)).toEqual([
      'mini has no page_dma_pinned',
      undefined,
    ]);
    expect(program.lanes.map(({ skipped }) => skipped)).toEqual(['mini has no page_dma_pinned']);
  });

  it('skips nothing where the strategy has it', () => {
    const strategy = withStrategy(
      '__pure bool page_dma_pinned(struct page *page) { return page_count(page) > 3; }',
    );
    const program = programOf(`${lab} NEVER(seen, asks(p));`, strategy);
    expect(program.properties[0]?.skipped).toBeUndefined();
  });

  it('is no error in a task if the lab needs what is missing', () => {
    const task = 'PAGE(p); TASK(a) { if (page_dma_pinned(p)) put_page(p); }';
    expect(complaintsOf(checkLab(task))).toEqual([
      expect.stringContaining('missing-function: `page_dma_pinned`'),
    ]);
    const program = programOf(`NEEDS(recogniser, separate_unpin); ${task}`);
    expect(program.missing).toEqual(['separate_unpin']);
    expect(program.tasks[0]?.body.body).toEqual([]);
  });
});

describe('boot', () => {
  it('runs library, strategy, the pages in order, then the lab', () => {
    const kernel = [
      ...miniKernel,
      { path: 'kernel/z.c', role: 'kernel' as const, text: 'int order; BOOT { order = 1; }' },
    ];
    const strategy = withStrategy('BOOT { order = 2; }');
    const lab = {
      path: 'x.lab.c',
      role: 'lab' as const,
      text: '#include <lab.h>\nBOOT { order = 3; }\nPAGE(p);\nPAGE(q, .kind = PAGE_FILE, .mapped = 1 + 1);',
    };
    const { program } = checkProgram({ lab, strategy, policies: [], kernel });
    if (program === undefined) throw new Error('no program');
    expect(program.boot.map((stmt) => showStmt(program, stmt))).toEqual([
      '{ (= &order 1) }',
      '{ (= &order 2) }',
      'local0',
      'setup_page(&page0, &local0)',
      'local1',
      '(= &local1 1)',
      '(= (+u &local1 4) 2)',
      'setup_page(&page1, &local1)',
      '{ (= &order 3) }',
    ]);
    expect(program.bootLocals.map(({ id, inMemory }) => [id, inMemory])).toEqual([
      [0, true],
      [1, true],
    ]);
    expect(program.pages.map(({ name, index }) => [name, index])).toEqual([
      ['p', 0],
      ['q', 1],
    ]);
  });
});

describe('tasks', () => {
  it('get the smallest CPUs that nobody names', () => {
    const program = programOf(
      'TASK(a) { } TASK(b, .cpu = 0) { } DAEMON(c) { } INTERRUPT(d, .cpu = 0) { } QUIESCE { }',
    );
    expect(program.tasks.map(({ name, kind, cpu }) => [name, kind, cpu])).toEqual([
      ['a', 'task', 1],
      ['b', 'task', 0],
      ['c', 'daemon', 2],
      ['d', 'interrupt', 0],
    ]);
    expect(program.quiesce).toBeDefined();
    const counts = programOf(
      'int c[] = { NR_CPUS, NR_TASKS, NR_PAGES }; TASK(a, .cpu = 3) { } PAGE(p); PAGE(q);',
    );
    expect(counts.globals.at(-1)?.init.map(({ offset, value }) => [offset, showExpr(counts, value)])).toEqual(
      [
        [0, '4'],
        [4, '1'],
        [8, '2'],
      ],
    );
  });
});

describe('properties, events and lanes', () => {
  const program = programOf(`PAGE(p); enum mood { CALM, CROSS };
static __pure enum mood mood_of(struct page *page) { return page->index ? CROSS : CALM; }
ALWAYS(one, page_count(p) > 0) WHEN(p->mapping);
AT(two, page_freed(gone), live_pins[page_to_pfn(gone)] == 0);
CAN_STILL(three, p->flags);
LANE(mood, page, mood_of(page)); LANE(bits, page, page->flags, .bits = pageflags); LANE(total, live_pins[0]);`);

  it('are typed expressions, pointers made tests', () => {
    expect(
      program.properties.map(({ name, kind, test, when, event }) => [
        name,
        kind,
        showExpr(program, test),
        when && showExpr(program, when),
        event,
      ]),
    ).toEqual([
      ['one', 'always', '(> page_count(&page0) 0)', '(!= [(+u &page0 24)] 0)', undefined],
      ['two', 'at', '(== [ghost (+u &live_pins (* (int)(/u (-u [local0] &page0) 64) 4))] 0)', undefined, 0],
      ['three', 'can-still', '[&page0]', undefined, undefined],
    ]);
  });

  it('lanes know their type, their page and their bits', () => {
    expect(program.lanes.map(({ page, value, bits }) => [page?.name, value.type.kind, bits?.tag])).toEqual([
      ['page', 'enum', undefined],
      ['page', 'integer', 'pageflags'],
      [undefined, 'integer', undefined],
    ]);
  });
});

describe('constants of the library', () => {
  it('can be overridden, macros and enumerators', () => {
    const text =
      '#define SIZE 14\n#define DOUBLE (2 * SIZE)\nenum e { A, B = 5, C };\nint x[] = { DOUBLE, B, C };\n';
    const values = (program: Program) =>
      program.globals.at(-1)?.init.map(({ value }) => showExpr(program, value));
    expect(values(programOf(text))).toEqual(['28', '5', '6']);
    expect(values(programOf(`${text} OVERRIDE(SIZE, 2); OVERRIDE(B, 8);`))).toEqual(['4', '8', '9']);
  });
});

describe('objects', () => {
  it('keep initial values by offset, addresses included', () => {
    const program = programOf(
      'int x; struct list_head head = { &head, .prev = &head }; int *where[2] = { [1] = &x + 1 }; atomic_t n = ATOMIC_INIT(3); LIST_HEAD(l);',
    );
    const shown = program.globals
      .slice(-5)
      .map(({ name, init }) => [
        name,
        ...init.map(({ offset, size, value }) => `${offset}/${size} ${showExpr(program, value)}`),
      ]);
    expect(shown).toEqual([
      ['x'],
      ['head', '0/8 &head', '8/8 &head'],
      ['where', '8/8 (+u &x 4)'],
      ['n', '0/4 3'],
      ['l', '0/8 &l', '8/8 &l'],
    ]);
  });
});

describe('the manual', () => {
  it('names every word that is called like a function', () => {
    const manual = readFileSync(join(import.meta.dirname, '../../../../docs/language.md'), 'utf8');
    const unnamed = [...intrinsics().keys()].filter((name) => {
      const plain = name.replace(/^atomic_long_/, 'atomic_');
      const locks = plain.replace(/_(irqsave|irqrestore|irq|bh)$/, '');
      return !manual.includes(plain) && !manual.includes(locks);
    });
    expect(unnamed).toEqual([]);
  });
});
