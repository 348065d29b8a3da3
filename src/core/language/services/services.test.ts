// Editor services on right and on broken text.

import { describe, expect, it } from 'vitest';
import { checkProgram } from '../check/check.ts';
import { miniKernel, miniStrategy } from '../check/mini-kernel.fixture.ts';
import { completionsAt, definitionAt, hoverAt, semanticTokens, symbolsOf } from './index.ts';

/** `|` marks the offset. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const outcome = checkProgram({
    lab: { path: 'x.lab.c', role: 'lab', text },
    strategy: miniStrategy,
    policies: [],
    kernel: miniKernel,
  });
  return { outcome, offset, path: 'x.lab.c' };
}

const hover = (marked: string) => {
  const { outcome, path, offset } = at(marked);
  return hoverAt(outcome, path, offset);
};
const complete = (marked: string) => {
  const { outcome, path, offset } = at(marked);
  return completionsAt(outcome, path, offset).map(({ label }) => label);
};
const definition = (marked: string) => {
  const { outcome, path, offset } = at(marked);
  return definitionAt(outcome, path, offset);
};

describe('hover', () => {
  it('shows a function with the comment above it and its place', () => {
    const found = hover('#include <lab.h>\nPAGE(p);\nTASK(a) {\n\tput_|page(p);\n}\n');
    expect(found?.code).toBe('__weak void put_page(struct page *page)');
    expect(found?.notes).toEqual(['Drops a reference.  include/linux/mm.h', 'kernel/mm/core.c, line 12']);
  });

  it('says how many steps an operation takes', () => {
    expect(hover('#include <lab.h>\nPAGE(p);\nTASK(a) { atomic_inc|(&p->_refcount); }')?.notes).toEqual([
      'One step.',
    ]);
  });

  it('tells private locals from those in memory', () => {
    const text = (use: string) =>
      `#include <lab.h>\nTASK(a) {\n\tint n = 0;\n\tint *q = &${use};\n}\nint other;\n`;
    expect(hover(text('other').replace('int n', 'int |n'))?.notes[0]).toMatch(/^Private/);
    expect(hover(text('n').replace('int n', 'int |n'))?.notes[0]).toMatch(/^Lives in memory/);
  });

  it('knows members through expressions, also in a text that does not parse', () => {
    const found = hover('#include <lab.h>\nPAGE(p);\nTASK(a) {\n\tif (p->lru.ne|xt\n');
    expect(found?.code).toBe('struct list_head *next');
    expect(hover('#include <lab.h>\nPAGE(p);\nTASK(a) { p->_ref|count; }')?.notes[0]).toBe(
      'Member of `struct page`, 52 bytes from its start.',
    );
  });

  it('explains forms, enumerators and tags', () => {
    expect(hover('NEV|ER(x, 0);')?.code).toBe('NEVER(name, expr);');
    expect(hover('#include <lab.h>\nint x = PAGE_|FILE;')?.code).toBe('PAGE_FILE = 1');
    expect(hover('struct s { int n; /* how many */ }; struct s x; TASK(a) { x.|n = 1; }')?.notes[1]).toBe(
      'how many',
    );
    expect(hover('TASK(a) { list_for_|each(x, y) { } }')?.code).toBe('list_for_each(pos, head)');
    expect(hover('atomic|_t x;')?.notes).toEqual(['4 bytes.']);
    expect(hover('#include <lab.h>\nstruct pa|ge *x;')?.notes[0]).toBe('64 bytes.');
  });

  it('is silent in comments and on nothing', () => {
    expect(hover('/* put_|page */')).toBeUndefined();
    expect(hover('|')).toBeUndefined();
  });
});

describe('completion', () => {
  it('gives members after -> and .', () => {
    expect(complete('#include <lab.h>\nPAGE(p);\nTASK(a) {\n\tp->|\n}')).toEqual([
      'flags',
      'lru',
      'mapping',
      'index',
      'private',
      '_mapcount',
      '_refcount',
      'mem_cgroup',
    ]);
    expect(complete('#include <lab.h>\nPAGE(p);\nTASK(a) {\n\tp->lru.|\n}')).toEqual(['next', 'prev']);
    expect(complete('#include <lab.h>\nTASK(a) {\n\tstruct page *page;\n\tpage->lru.next->pr|\n}')).toEqual([
      'next',
      'prev',
    ]);
  });

  it('gives members of set-up and options of forms', () => {
    expect(complete('#include <lab.h>\nPAGE(p, .|);')).toEqual(['kind', 'mapped']);
    expect(complete('TASK(a, .|) { }')).toEqual(['cpu']);
  });

  it('gives locals, pages, functions and words inside a body', () => {
    const labels = complete('#include <lab.h>\nPAGE(p);\nTASK(a) {\n\tint mine;\n\t|\n}');
    expect(labels).toEqual(
      expect.arrayContaining(['mine', 'p', 'put_page', 'atomic_inc', 'PAGE_FILE', 'return', 'ghost']),
    );
    expect(labels).not.toContain('TASK');
  });

  it('gives forms at file scope, headers in an include', () => {
    expect(complete('#include <lab.h>\n|\n')).toEqual(
      expect.arrayContaining(['TASK', 'PAGE', 'NEVER', 'struct']),
    );
    expect(complete('#include <lab.h>\nTASK(a) { struct |; }').sort()).toEqual([
      'list_head',
      'mem_cgroup',
      'page',
      'page_setup',
    ]);
    expect(complete('NEEDS(|);')).toEqual(['recogniser']);
    expect(complete('#include <l|>\n')).toEqual(['lab.h']);
  });
});

describe('definition', () => {
  it('finds functions in the library, locals and pages in the lab, headers', () => {
    expect(definition('#include <lab.h>\nPAGE(p);\nTASK(a) { put_|page(p); }')?.path).toBe(
      'kernel/mm/core.c',
    );
    const page = definition('#include <lab.h>\nPAGE(p);\nTASK(a) { put_page(|p); }');
    expect(page).toEqual({ path: 'x.lab.c', start: 22, end: 23 });
    expect(definition('#include <la|b.h>\n')).toEqual({ path: 'kernel/include/lab.h', start: 0, end: 0 });
    expect(definition('#include <lab.h>\nPAGE(p);\nTASK(a) { p->map|ping = NULL; }')?.path).toBe(
      'kernel/include/lab.h',
    );
  });
});

describe('outline and colours', () => {
  it('lists what a lab declares, in order', () => {
    const { outcome, path } = at(
      '#include <lab.h>\n#define N 2\nPAGE(p);\nint x;\nTASK(a) { }\nNEVER(bad, x > N);\n|',
    );
    expect(symbolsOf(outcome, path).map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'macro N',
      'page p',
      'global x',
      'task a',
      'property bad',
    ]);
  });

  it('colours by meaning and survives any text', () => {
    const text = 'TASK(a) { ghost x = atomic_read(&p->_refcount); }';
    const shown = semanticTokens(text).map(({ start, end, kind }) => `${text.slice(start, end)}:${kind}`);
    expect(shown).toEqual([
      'TASK:form',
      'a:name',
      'ghost:ghost',
      'x:name',
      'atomic_read:intrinsic',
      'p:name',
      '_refcount:member',
    ]);
    for (const odd of ['', '#', '"', '/*', '}}}', '#define', '\u{1f600}'])
      expect(() => semanticTokens(odd)).not.toThrow();
  });

  it('answers at every offset of a broken text', () => {
    const text =
      '#include <lab.h>\nPAGE(p, .kind = );\nTASK(a {\n\tstruct page *q = p->lru.;\n\tq[0].;\n\tif (f(q)->';
    const { outcome, path } = at(`${text}|`);
    for (let offset = 0; offset <= text.length; offset++) {
      expect(() => {
        hoverAt(outcome, path, offset);
        completionsAt(outcome, path, offset);
        definitionAt(outcome, path, offset);
      }).not.toThrow();
    }
  });
});
