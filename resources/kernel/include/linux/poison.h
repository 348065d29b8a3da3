/* What list_del() leaves in a node: non-canonical addresses of x86-64, of which
 * the model carries the low halves, 0x100 and 0x200.  Bits 1, 2 and 4 are clear,
 * so a freshly isolated page reads "not pinned" in both overlay strategies. */
#ifndef _LINUX_POISON_H
#define _LINUX_POISON_H

#define LIST_POISON1	((void *)0xdead000000000100)
#define LIST_POISON2	((void *)0xdead000000000200)

#endif
