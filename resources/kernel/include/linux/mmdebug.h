/* DEBUG_VM switches the assertions of mm/ and of the postings on.  It is 0 as in
 * the distributions' kernels: a lab that asks what they would have caught says
 * OVERRIDE(DEBUG_VM, 1). */
#ifndef _LINUX_MMDEBUG_H
#define _LINUX_MMDEBUG_H

#define DEBUG_VM	0

#endif
