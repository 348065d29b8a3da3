/* What processes do: read and write their memory, take and give up addresses.
 *
 * An instruction of the CPU walks the table and reads or writes in one step: nothing of the kernel
 * comes in between.  When the entry does not permit it, the fault runs under mmap_lock, and the
 * instruction starts anew.  What the VMA does not permit is a SIGSEGV: nothing is read or written.
 *
 * Who may see what, in private memory: what was there before the latest fork, and what one has
 * written oneself.  foreign_read notes whoever saw more (oracle_cow_isolated()). */
#include <lab.h>
#include <linux/rwsem.h>

/* 0 when the VMA forbids it, else 1: and the fault has been tried. */
static bool fault_in(struct mm_struct *mm, unsigned long address, unsigned long needs, unsigned int flags)
{
	bool permitted;
	int err;

	mmap_read_lock(mm);
	permitted = (READ_ONCE(mm->vm_flags[address]) & needs) != 0;
	err = permitted ? handle_mm_fault(mm, address, flags) : -EFAULT;
	mmap_read_unlock(mm);
	return err >= 0;
}

unsigned int user_read(struct mm_struct *mm, unsigned long address)
{
	unsigned int value = 0;
	bool done = false;
	int pfn = 0;
	pte_t pte;

	do {
		/* One instruction of the CPU. */
		atomic {
			pte = mm->pmd ? mm->pte[address] : 0;
			if (pte & _PAGE_PRESENT) {
				pfn = page_to_pfn(pte_page(pte));
				value = page_contents[pfn];
				done = true;
			}
		}
		if (done)
			ghost if (written_by[pfn] != 0 && written_by[pfn] != mm_number(mm) + 1)
				foreign_read = 1;
	} while (!done && fault_in(mm, address, VM_READ, 0));
	return value;
}

void user_write(struct mm_struct *mm, unsigned long address, unsigned int value)
{
	bool done = false;
	int pfn = 0;
	pte_t pte;

	do {
		/* One instruction of the CPU, which notes itself in the entry. */
		atomic {
			pte = mm->pmd ? mm->pte[address] : 0;
			if ((pte & _PAGE_PRESENT) && pte_write(pte)) {
				pfn = page_to_pfn(pte_page(pte));
				page_contents[pfn] = value;
				mm->pte[address] = pte | _PAGE_DIRTY;
				done = true;
			}
		}
		if (done)
			ghost written_by[pfn] = mm->vm_flags[address] & VM_SHARED ? 0 : mm_number(mm) + 1;
	} while (!done && fault_in(mm, address, VM_WRITE, FAULT_FLAG_WRITE));
}

/* What a process reads through a reference: out of a pipe, say, or from a registered buffer. */
unsigned int reference_read(struct mm_struct *mm, struct page *page)
{
	unsigned int value = READ_ONCE(page_contents[page_to_pfn(page)]);

	ghost if (written_by[page_to_pfn(page)] != 0 && written_by[page_to_pfn(page)] != mm_number(mm) + 1)
		foreign_read = 1;
	return value;
}

/* Pins through this mapping owe it nothing any more. */
static void forget_pins(struct mm_struct *mm, unsigned long address)
{
	ghost {
		int pfn;

		for (pfn = 0; pfn < NR_PAGES; pfn++)
			if (pin_address[pfn] == address + 1 && pin_mm[pfn] == mm_number(mm) + 1)
				pin_address[pfn] = 0;
	}
}

/* The address is the process's no more. */
void munmap(struct mm_struct *mm, unsigned long address)
{
	mmap_write_lock(mm);
	/* Only the writer of mmap_lock changes the VMA. */
	atomic {
		mm->vm_flags[address] = 0;
		mm->vm_file[address] = NULL;
	}
	forget_pins(mm, address);
	zap_page(mm, address);
	mmap_write_unlock(mm);
}

/* madvise(MADV_DONTNEED): the address stays, what it held goes. */
void madvise_dontneed(struct mm_struct *mm, unsigned long address)
{
	mmap_read_lock(mm);
	zap_page(mm, address);
	forget_pins(mm, address);
	mmap_read_unlock(mm);
}

/* Fresh private memory at an address that nothing maps. */
void mmap_anonymous(struct mm_struct *mm, unsigned long address)
{
	mmap_write_lock(mm);
	/* Only the writer of mmap_lock changes the VMA. */
	atomic {
		mm->vm_flags[address] = VM_READ | VM_WRITE | VM_MAYWRITE;
		mm->vm_file[address] = NULL;
	}
	mmap_write_unlock(mm);
}

/* The process ends: its memory goes address by address, nobody is left to fault. */
void exit_mmap(struct mm_struct *mm)
{
	unsigned long address;

	for (address = 0; address < NR_PAGES; address++)
		if (READ_ONCE(mm->vm_flags[address]))
			munmap(mm, address);
}

void munmap_page(struct page *page)
{
	munmap(&init_mm, page_to_pfn(page));
}
