/* Words that every other header uses.  The scalar types themselves (u32, size_t,
 * atomic_t, spinlock_t ...) are known to the language. */
#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

#define NULL	((void *)0)
#define true	1
#define false	0

#define EAGAIN	11
#define ENOMEM	12
#define EFAULT	14
#define EBUSY	16
#define EINVAL	22
#define EMLINK	31
#define EOPNOTSUPP	95
#define EALREADY	114

typedef unsigned int gfp_t;

#define GFP_KERNEL	0
#define GFP_ATOMIC	1

#define PAGE_SHIFT	12

struct list_head {
	struct list_head *next, *prev;
};

struct callback_head {
	struct callback_head *next;
	unsigned long func;
};

#endif
