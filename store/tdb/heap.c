/* SPDX-License-Identifier: MIT */
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "store/tdb/heap.h"
#include "store/util/buf.h"

/* More than a delivery needs: larger pieces go back to the kernel when they are freed. */
#define MEMORY_KEPT (800 << 10)

/*
 * TDB asks for a transaction's memory piece by piece: a copy of the hash table,
 * a pointer for each page of the file, the pages that change. Taken from the
 * kernel at once, and kept, it shortens a delivery by a twentieth, against a
 * page fault for each page. Kernels before 5.14 lack the call and use faults.
 */
void heap_reserve(size_t need, bool many)
{
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	char *room;

#ifdef M_MMAP_THRESHOLD /* musl has no such call */
	mallopt(M_MMAP_THRESHOLD, MEMORY_KEPT);
	mallopt(M_TRIM_THRESHOLD, 2 * MEMORY_KEPT);
#endif
	if (many)
		return;
	/* the heap would not keep more */
	if (need > MEMORY_KEPT / 2)
		need = MEMORY_KEPT / 2;
	room = xmalloc(need + page);
#ifdef MADV_POPULATE_WRITE
	madvise(room + (page - (uintptr_t)room % page), need, MADV_POPULATE_WRITE);
#endif
	free(room);
}
