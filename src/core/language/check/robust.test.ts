// Whatever the text: no exception, an end, and a program exactly if nothing is wrong.

import { describe, expect, it } from 'vitest';
import { lex } from '../syntax/lexer.ts';
import type { CheckOutcome } from './check.ts';
import { checkLab, complaintsOf, strategyText } from './mini-kernel.fixture.ts';

const sample = `
#define TWICE(x) ((x) + (x))
#define LIMIT 3
enum state { IDLE, BUSY = 4, DONE };
struct pair { int a; union { long b; struct { u8 c[4]; atomic_t d; }; }; };
typedef struct pair pair_t;
static pair_t pairs[LIMIT] = { { .a = 1 }, [2] = { 3, { .b = 2 } } };
DEFINE_SPINLOCK(pair_lock);
LIST_HEAD(all);
ghost int seen;

PAGE(p, .kind = PAGE_FILE, .mapped = 1);

__pure static int busy(enum state state) { return state == BUSY ? TWICE(1) : sizeof(pair_t) > 4; }

static int walk(struct list_head *head, unsigned long flags)
{
	struct page *page, *next;
	int sum = 0, i;

	spin_lock_irqsave(&pair_lock, flags);
	list_for_each_entry_safe(page, next, head, lru) {
		if (!page->mapping || (page->flags & (1UL << PG_lru)))
			continue;
		sum += atomic_read(&page->_refcount);
		ghost seen = seen + 1;
	}
	for (i = 0; i < ARRAY_SIZE(pairs); i++) {
		switch (pairs[i].a) {
		case 1:
			pairs[i].b ^= 1;
			break;
		default:
			goto out;
		}
	}
	do {
		sum--;
	} while (sum > LIMIT && !WARN_ON(sum < 0));
out:
	spin_unlock_irqrestore(&pair_lock, flags);
	/* one instruction */
	atomic {
		wait_event(pairs[0].a);
		pairs[0].a = 0;
	}
	return sum ?: 1;
}

TASK(a, .cpu = 1) {
	int *where = &pairs[1].a;
	struct pair own = { .a = 2 };

	*where = walk(&all, 0) + own.a + choose(1, 2);
	get_page(p);
	put_page(p);
	BUG_ON(busy(IDLE));
}

DAEMON(b) { assume(cmpxchg(&pairs[0].b, 0, 1) == 0); }
QUIESCE { smp_mb(); }
BOOT { pairs[1].a = 1; }
NEVER(bad, seen > 1 && page_count(p) < 0) WHEN(busy(DONE));
AT(freed, page_freed(page), page_count(page) == 0);
LANE(flags, page, page->flags, .bits = pageflags);
`.replace('sum ?: 1', 'sum ? sum : 1');

function sound(outcome: CheckOutcome): void {
  const errors = outcome.diagnostics.filter(({ severity }) => severity === 'error');
  expect(outcome.program === undefined).toBe(errors.length > 0);
  const odd = outcome.diagnostics.filter(
    ({ span, message, remedy }) =>
      span.start > span.end || outcome.files[span.file] === undefined || message === '' || remedy === '',
  );
  expect(odd).toEqual([]);
}

describe('any text', () => {
  it('takes the sample as it is', () => {
    expect(complaintsOf(checkLab(sample))).toEqual([]);
  });

  const tokens = lex(sample).tokens.slice(0, -1);

  it('survives the loss of any one token', () => {
    for (const { start, end } of tokens) sound(checkLab(sample.slice(0, start) + sample.slice(end)));
  });

  it('survives an end after any token', () => {
    for (const { end } of tokens) sound(checkLab(sample.slice(0, end)));
  });

  it('survives any token in the place of any other', () => {
    const others = [
      '(',
      ')',
      '{',
      '}',
      ';',
      ',',
      '*',
      '"',
      '#',
      'struct',
      'ghost',
      '0',
      '=',
      'sizeof',
      '[',
      '->',
      'TASK',
    ];
    tokens.forEach(({ start, end }, index) => {
      sound(checkLab(sample.slice(0, start) + (others[index % others.length] ?? '') + sample.slice(end)));
    });
  });
});

describe('texts made to hurt', () => {
  const hostile: readonly (readonly [string, string])[] = [
    ['deep parentheses', `int x = ${'('.repeat(20_000)}1${')'.repeat(20_000)};`],
    ['deep blocks', `TASK(a) ${'{'.repeat(20_000)}${'}'.repeat(20_000)}`],
    ['a long sum', `int x = ${'1 + '.repeat(30_000)}1;`],
    ['many minuses', `int x = ${'- '.repeat(30_000)}1;`],
    ['many stars', `int ${'*'.repeat(30_000)}x;`],
    ['many casts', `int x = ${'(int)'.repeat(20_000)}1;`],
    ['many else ifs', `int x; TASK(a) { ${'if (x) x = 1; else '.repeat(5_000)} x = 2; }`],
    ['many dimensions', `int x${'[1]'.repeat(10_000)};`],
    ['deep structs', `${'struct { '.repeat(5_000)}int a; ${'} x; '.repeat(5_000)}`],
    ['deep initialiser', `int x[1] = ${'{'.repeat(20_000)}1${'}'.repeat(20_000)};`],
    [
      'growing macros',
      `${Array.from({ length: 40 }, (_, i) => `#define M${i + 1}(x) (M${i}(x) + M${i}(x))\n`).join('')}#define M0(x) (x)\nint x = M40(1);`,
    ],
    [
      'growing macros, shallow',
      `#define A(x) ((x)+(x)+(x)+(x)+(x)+(x)+(x)+(x))\nint x = A(A(A(A(A(A(A(A(1))))))));`,
    ],
    ['a macro of itself', '#define F(x) F(F(x))\nint x = F(1);'],
    ['an enum of itself', 'enum e { A = B, B = A, C = sizeof(enum e) }; int x[A];'],
    ['a typedef of itself', 'typedef t t; t x; typedef u *v; typedef v *u; u y;'],
    ['a struct as long as itself', 'struct s { int a[sizeof(struct s)]; }; struct s x;'],
    ['a huge array', 'int x[1000000000]; int y[2000000000][2000000000]; int z[-1];'],
    [
      'a long chain of calls',
      Array.from(
        { length: 3_000 },
        (_, i) => `static void f${i}(void) { ${i > 0 ? `f${i - 1}();` : ''} }`,
      ).join('\n'),
    ],
    ['many errors', 'TASK(a) { q; }\n'.repeat(3_000)],
    ['too long a text', ' '.repeat(300_000)],
    ['no text', ''],
    ['control characters', '\u0000\u0001\u007f\ufeff\u2028int x;\r\r\n\f\v'],
    ['half a pair', `int x; \ud800 \udc00 /* \ud83d */ "`],
  ];

  it.each(hostile)('%s', (_, text) => {
    const begun = performance.now();
    sound(checkLab(text));
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('bounds includes, and takes hostile strategies', () => {
    sound(checkLab('', strategyText('')));
    sound(checkLab('', strategyText('STRATEGY(1, .title = 2, .cites = { x }, .provides = "a", .nope = 1);')));
    sound(
      checkLab(
        '',
        strategyText(
          'EXTEND(int) { int a; }; EXTEND(struct nobody) { int a; }; EXTEND(struct page, tail) { struct page p; };',
        ),
      ),
    );
  });
});
