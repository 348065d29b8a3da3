// What stands around the random tasks: the whole kernel library of these programs, and the globals they share.

const kernelTypes = `
typedef unsigned char u8_t;
struct list_head { struct list_head *next, *prev; };
enum pageflags { PG_locked, PG_lru };
struct page {
	unsigned long flags;
	union {
		struct list_head lru;
		struct { unsigned long pin_flags; atomic_t pin_count; };
	};
	int v;
	atomic_t _refcount;
};
struct page_setup { int v; };
`;

/** The whole kernel library of these programs. */
export const kernelTexts = [
  { path: 'kernel/include/lab.h', text: kernelTypes },
  {
    path: 'kernel/lab/page.c',
    text: `#include <lab.h>
void setup_page(struct page *page, struct page_setup *setup)
{
	page->v = setup->v;
	atomic_set(&page->_refcount, 1);
	page->lru.next = &page->lru;
	page->lru.prev = &page->lru;
}
`,
  },
] as const;

export const globals = `
int x, y = 3;
unsigned int u = 2;
unsigned char c = 250;
short s = -1;
bool flag;
atomic_t a;
spinlock_t l1, l2;
struct pair { int first; union { int second; struct { short lo; unsigned short hi; }; }; };
struct pair g = { .first = 7, .second = -2 };
int arr[3] = { 1, 2, 3 };
struct page *ptr = p;
DEFINE_PER_CPU(int, per);
ghost int gh;
ghost int gh_page[NR_PAGES];
EVENT(happened, int n);

static void bump(int *at)
{
	*at += 1;
}

static int twice(int n)
{
	int *at = &n;

	*at += n;
	return n;
}

static __pure int look(int n)
{
	return x + n * 2 - g.first;
}
`;
