/* SPDX-License-Identifier: MIT */
/*
 * The list that holds the marks of an archive or a feed. It stays with its list,
 * whatever its newest mail says of itself.
 */
#ifndef FILTER_IMPORT_MARKED_LIST_H
#define FILTER_IMPORT_MARKED_LIST_H

#include "filter/archive/archive.h"

/* How much of a source the list has read; 0: it has no mark of it; UINT64_MAX: no other
 * list needs to be asked. */
typedef uint64_t marked_list_fn(const void *source, struct inbox *);

/*
 * Appends the name of the store's list that has read most of the source; if several have
 * read as much, the first by name. Appends nothing if no list has a mark of it. Leaves
 * out lists that can't be read.
 */
void marked_list_choose(const char *store, marked_list_fn *read, const void *source,
			struct buf *list);
/*
 * As marked_list_choose, of an archive: a list counts that has a mark of one of the
 * archive's first commits.
 */
void marked_list_find(const char *store, const struct archive *, struct buf *list);
/* Whether this list has a mark of one of the archive's first commits. */
bool marked_list_has_read(const char *store, const char *list, const struct archive *);

#endif
