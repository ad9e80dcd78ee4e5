/* SPDX-License-Identifier: MIT */
/* Memory for many small values. A value never moves; all are freed together. */
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

/* Returns size bytes, aligned for any type, uninitialised. */
void *arena_alloc(struct arena *, size_t size);
/* Returns a copy with a NUL byte after it, or the empty slice if s is empty. */
struct str arena_str(struct arena *, struct str s);
/* Frees all values. The arena can be used again. */
void arena_release(struct arena *);

#endif
