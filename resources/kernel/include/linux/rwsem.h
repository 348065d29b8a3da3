/* Sleeping locks with many readers or one writer.  mmap_lock (mmap_sem in 4.18) keeps the VMAs as
 * they are: faults and slow GUP read it; munmap, mprotect and fork write it.  Nobody is fair here. */
#ifndef _LINUX_RWSEM_H
#define _LINUX_RWSEM_H

#include <linux/mm_types.h>

static inline void down_read(struct rw_semaphore *sem)
{
	/* One locked operation counts the reader in. */
	atomic {
		wait_event(sem->count >= 0);
		sem->count++;
	}
}

static inline void up_read(struct rw_semaphore *sem)
{
	/* One locked operation. */
	atomic {
		sem->count--;
	}
}

static inline void down_write(struct rw_semaphore *sem)
{
	/* One locked operation takes it from nobody. */
	atomic {
		wait_event(sem->count == 0);
		sem->count = -1;
	}
}

static inline void up_write(struct rw_semaphore *sem)
{
	/* One locked operation. */
	atomic {
		sem->count = 0;
	}
}

#define mmap_read_lock(mm)	down_read(&(mm)->mmap_lock)
#define mmap_read_unlock(mm)	up_read(&(mm)->mmap_lock)
#define mmap_write_lock(mm)	down_write(&(mm)->mmap_lock)
#define mmap_write_unlock(mm)	up_write(&(mm)->mmap_lock)

#endif
