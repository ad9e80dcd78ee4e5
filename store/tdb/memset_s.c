/* SPDX-License-Identifier: MIT */
/*
 * Debian's static libtdb.a refers to this function of Samba's replacement
 * library but does not contain it; the shared library does. Like C11's memset_s
 * (annex K): the compiler may not leave the write out.
 */
#include <errno.h>
#include <string.h>

int rep_memset_s(void *dest, size_t size, int c, size_t n);

int rep_memset_s(void *dest, size_t size, int c, size_t n)
{
	if (!dest || n > size)
		return EINVAL;
	memset(dest, c, n);
	__asm__ volatile("" : : "r"(dest) : "memory");
	return 0;
}
