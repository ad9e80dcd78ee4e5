/* SPDX-License-Identifier: MIT */
/* The length of an array, and lists that grow. */
#ifndef STORE_UTIL_ARRAY_H
#define STORE_UTIL_ARRAY_H

#include "store/util/buf.h"

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

/*
 * Returns list, which may have moved, with room for one more than its n entries of size
 * bytes. *cap is the number of entries that fit; it doubles when they are full. Without
 * memory the process ends, as with xrealloc().
 */
static inline void *array_grow(void *list, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return list;
	*cap = *cap ? 2 * *cap : 8;
	return xrealloc(list, *cap * size);
}

#endif
