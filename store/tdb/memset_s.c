/* SPDX-License-Identifier: MIT */
/*
 * Debian's archive of libtdb refers to this function of samba's replacement
 * library and does not hold it; the shared library has one of its own. As
 * C11's memset_s (annex K): what is overwritten stays so, whoever looks.
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
