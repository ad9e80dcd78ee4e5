/* SPDX-License-Identifier: MIT */
/*
 * Memory for many small values that live and die together. What was added
 * never moves; nothing is freed alone.
 */
#ifndef STORE_UTIL_ARENA_H
#define STORE_UTIL_ARENA_H

#include "store/util/str.h"

struct arena {
	struct arena_chunk *chunk;
	size_t used;
};

#define ARENA_INIT      \
	{               \
		NULL, 0 \
	}

/* size bytes, aligned for any type, uninitialised. */
void *arena_alloc(struct arena *, size_t size);
/* A copy, followed by a NUL byte; the empty slice for an empty one. */
struct str arena_str(struct arena *, struct str);
void arena_release(struct arena *);

#endif
