/* SPDX-License-Identifier: MIT */
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "store/util/arena.h"
#include "store/util/buf.h"

#define CHUNK_SIZE (64 * 1024)

struct arena_chunk {
	struct arena_chunk *next;
	size_t size;
	alignas(max_align_t) char data[];
};

/* Most values are text: align is 1 for it. */
static void *alloc_aligned(struct arena *a, size_t size, size_t align)
{
	size_t at = (a->used + align - 1) & ~(align - 1);

	if (!a->chunk || a->chunk->size < size || at > a->chunk->size - size) {
		size_t room = size > CHUNK_SIZE ? size : CHUNK_SIZE;
		struct arena_chunk *c = xmalloc(sizeof(*c) + room);

		*c = (struct arena_chunk){ .next = a->chunk, .size = room };
		a->chunk = c;
		at = 0;
	}
	a->used = at + size;
	return a->chunk->data + at;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return alloc_aligned(a, size, alignof(max_align_t));
}

struct str arena_str(struct arena *a, struct str s)
{
	char *copy;

	if (!s.len)
		return STR_EMPTY;
	copy = alloc_aligned(a, s.len + 1, 1);
	memcpy(copy, s.s, s.len);
	copy[s.len] = '\0';
	return (struct str){ copy, s.len };
}

void arena_release(struct arena *a)
{
	while (a->chunk) {
		struct arena_chunk *next = a->chunk->next;

		free(a->chunk);
		a->chunk = next;
	}
	a->used = 0;
}
