/* SPDX-License-Identifier: MIT */
/* Beginnings of paths: finds those of a path among many in one search. */
#ifndef REPORT_AREAS_PATH_INDEX_H
#define REPORT_AREAS_PATH_INDEX_H

#include <stddef.h>

#include "store/util/str.h"

#define PATH_INDEX_END SIZE_MAX

struct path_index {
	struct path_index_entry {
		struct str beginning;
		size_t value;
		size_t shorter; /* the next entry that this one begins with */
	} * entries;
	size_t n, cap;
};

#define PATH_INDEX_INIT ((struct path_index){ NULL, 0, 0 })

/* The text is borrowed. A text can be added several times, with different values. */
void path_index_add(struct path_index *, struct str beginning, size_t value);
/* To be called once, when all were added. */
void path_index_sort(struct path_index *);
void path_index_release(struct path_index *);

/*
 * Finds the entries that a path begins with. Returns the longest entry; the shorter of
 * each entry is the next. PATH_INDEX_END follows the last entry, and is returned if the
 * path begins with no entry.
 */
size_t path_index_find(const struct path_index *, struct str path);

#endif
