// The scaled model of the bench as lab C, for a number of tasks and of pages, and the same with a mistake that shows late.
//
// Its subject is the argument that began all this: a pin is a bias in `_refcount`, the page leaves the LRU list while it
// is pinned and comes back with the last unpin. Few words, so that limit.c can say the same by hand, step for step.

export interface Size {
  readonly tasks: number;
  readonly pages: number;
  /** How often each task does what it does. */
  readonly rounds: number;
}

/** `lossy`: write-back is counted by a plain read and a plain write, which shows only when all tasks have ended. */
export function modelText({ tasks, pages, rounds }: Size, counting: 'none' | 'lossy' = 'none'): string {
  const names = Array.from({ length: pages }, (_, page) => `p${page}`);
  const lossy = counting === 'lossy';
  const flushers = Math.floor((tasks + 1) / 3);
  return `/* ${tasks} tasks pin, use, write back and reclaim ${pages} page${pages === 1 ? '' : 's'}. Written by the bench. */
#include <lab.h>

#define BIAS 1024

${names.map((name) => `PAGE(${name}, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE);`).join('\n')}
${names.map((name) => `DEFINE_SPINLOCK(lock_of_${name});`).join('\n')}

static void bench_pin(struct page *page, spinlock_t *lock)
{
	spin_lock(lock);
	if (test_bit(PG_lru, &page->flags))
		clear_bit(PG_lru, &page->flags);
	atomic_add(BIAS, &page->_refcount);
	spin_unlock(lock);
}

static void bench_unpin(struct page *page, spinlock_t *lock)
{
	spin_lock(lock);
	if (atomic_sub_return(BIAS, &page->_refcount) < BIAS)
		set_bit(PG_lru, &page->flags);
	spin_unlock(lock);
}

${lossy ? 'static int written;\n' : ''}
static void bench_write_back(struct page *page)
{
	atomic_inc(&page->_refcount);
	if (test_bit(PG_dirty, &page->flags))
		clear_bit(PG_dirty, &page->flags);
	atomic_dec(&page->_refcount);
${lossy ? '\twritten = written + 1;\n' : ''}}

static void bench_reclaim(struct page *page, spinlock_t *lock)
{
	spin_lock(lock);
	if (atomic_read(&page->_refcount) < BIAS && test_bit(PG_lru, &page->flags)) {
		clear_bit(PG_lru, &page->flags);
		set_bit(PG_lru, &page->flags);
	}
	spin_unlock(lock);
}

${Array.from({ length: tasks }, (_, task) => taskText(task, pages, rounds)).join('\n')}
${names.map((name) => `NEVER(listed_while_pinned_${name}, page_ref_count(${name}) >= BIAS && (${name}->flags >> PG_lru & 1));`).join('\n')}
${lossy ? `FINALLY(all_counted, written == ${2 * rounds * flushers});\n` : ''}`;
}

/** The first of three pins, the second writes back, the third reclaims; neighbours begin with another page. */
function taskText(task: number, pages: number, rounds: number): string {
  const [near, far] = [task % pages, (task + 1) % pages].map((page) => `p${page}`);
  const body = [
    `\tbench_pin(${near}, &lock_of_${near});\n\tset_bit(PG_dirty, &${near}->flags);\n\tbench_unpin(${near}, &lock_of_${near});`,
    `\tbench_write_back(${near});\n\tbench_write_back(${far});`,
    `\tbench_reclaim(${near}, &lock_of_${near});\n\tbench_reclaim(${far}, &lock_of_${far});`,
  ][task % 3];
  return `TASK(${['pinner', 'flusher', 'reclaim'][task % 3]}_${task}) {\n${Array.from({ length: rounds }, () => body).join('\n')}\n}\n`;
}
