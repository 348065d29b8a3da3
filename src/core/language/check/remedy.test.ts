// What a person is told to write instead, and where, when the cause is elsewhere than the first place that suffers.

import { describe, expect, it } from 'vitest';
import { placeDiagnostics } from '../source/place.ts';
import { checkProgram } from './check.ts';
import { checkLab, complaintsOf, miniKernel, miniStrategy } from './mini-kernel.fixture.ts';

const header = {
  path: 'kernel/include/vec.h',
  role: 'kernel' as const,
  text: `#define VEC_SIZE 15
#define VEC_ALL (VEC_SIZE + 1)
struct page;
struct vec { int nr; struct page *pages[VEC_ALL]; };
bool page_maybe_pinned(struct page *page);
__pure bool page_pinned_peek(struct page *page);
__pure bool is_pinned_twice(struct page *page);
__pure int page_pinned_count(struct page *page);
static inline struct page *first(struct vec *vec) { return vec->pages[0]; }
`,
};

function tell(text: string) {
  const lab = { path: 'x.lab.c', role: 'lab' as const, text: `#include <lab.h>\n#include <vec.h>\n${text}` };
  const { files, diagnostics } = checkProgram({
    lab,
    strategy: miniStrategy,
    policies: [],
    kernel: [...miniKernel, header],
  });
  const placed = placeDiagnostics(files, diagnostics);
  return placed.map((each, at) => {
    const related = diagnostics[at]?.related?.span.file;
    return { ...each, related: related === undefined ? undefined : files[related]?.path };
  });
}

describe('OVERRIDE', () => {
  it('is the place of the error that it brings about in the library, and the only one', () => {
    expect(tell('OVERRIDE(VEC_SIZE, 10000);')).toMatchObject([
      {
        path: 'x.lab.c',
        line: 3,
        column: 1,
        code: 'array-length',
        message: 'with this, an array of 10001 elements (kernel/include/vec.h:4)',
        related: 'kernel/include/vec.h',
      },
    ]);
  });

  it('is not blamed for what the lab itself does', () => {
    expect(tell('OVERRIDE(VEC_SIZE, 4); int x[VEC_SIZE - 5];')).toMatchObject([
      { line: 3, column: 30, code: 'array-length' },
    ]);
  });
});

describe('an object in its own type', () => {
  it.each([
    ['int a[sizeof(a)];', '2:13 incomplete-type'],
    ['int a[sizeof(b)]; int b[2];', '2:13 incomplete-type'],
    ['typeof(a) *a;', '2:8 incomplete-type'],
    ['struct s { int a[sizeof(g)]; }; struct s g;', '2:24 incomplete-type'],
    ['TASK(t) { int a[sizeof(a)]; }', '2:15 vla'],
  ])('is refused: %s', (text, wanted) => {
    const [complaint, ...more] = complaintsOf(checkLab(text));
    expect(complaint?.slice(0, wanted.length)).toBe(wanted);
    expect(more).toEqual([]);
  });

  it.each(['int a = sizeof(a);', 'TASK(t) { int a = sizeof(a); struct page *b = (void *)sizeof(*b); }'])(
    'is known in its own value: %s',
    (text) => expect(complaintsOf(checkLab(text))).toEqual([]),
  );
});

describe('what to write instead', () => {
  it('of a page as an index', () => {
    expect(tell('PAGE(p); ALWAYS(a, live_pins[p] == 0);')).toMatchObject([
      { code: 'not-an-index', column: 30, remedy: 'write `page_to_pfn(p)`, the number of the page' },
    ]);
    expect(tell('int *q; ALWAYS(a, live_pins[q] == 0);')).toMatchObject([{ remedy: 'write an integer' }]);
  });

  it('of a call of the library that does more than look', () => {
    expect(tell('PAGE(p); ALWAYS(a, page_maybe_pinned(p));')).toMatchObject([
      { code: 'not-pure', remedy: 'call one that is `__pure`: `page_dma_pinned`, `page_pinned_peek`' },
    ]);
    expect(
      tell('bool page_mine(struct page *p) { return p; } PAGE(p); NEVER(a, page_mine(p));'),
    ).toMatchObject([
      { code: 'not-pure', remedy: 'write `__pure` before the type of `page_mine`, if it only looks' },
    ]);
  });
});
