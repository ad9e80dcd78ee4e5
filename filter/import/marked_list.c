/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "filter/import/marked_list.h"
#include "store/tdb/list_folder.h"

/* Returns how far a list has read the source; 0 if the list can't be read. */
static uint64_t ask_list(const char *store, const char *list, marked_list_fn *read,
			 const void *source)
{
	const struct store_options o = { .dir = store, .list = list, .mode = STORE_READ };
	struct buf why = BUF_INIT;
	struct inbox *inbox;
	uint64_t n = 0;

	if (inbox_open(&inbox, &o, &why) == ST_OK) {
		n = read(source, inbox);
		inbox_close(inbox);
	}
	buf_release(&why);
	return n;
}

void marked_list_choose(const char *store, marked_list_fn *read, const void *source,
			struct buf *list)
{
	struct buf names = BUF_INIT, name = BUF_INIT, why = BUF_INIT;
	const size_t start = list->len;
	struct str rest, line;
	uint64_t most = 0;

	list_folder_lists(store, &names, &why);
	rest = buf_str(&names);
	while (most < UINT64_MAX && str_line(&rest, &line)) {
		uint64_t n;

		buf_reset(&name);
		buf_adds(&name, line);
		n = ask_list(store, buf_cstr(&name), read, source);
		if (n <= most)
			continue;
		most = n;
		buf_trim(list, start);
		buf_adds(list, line);
	}
	buf_release(&names);
	buf_release(&name);
	buf_release(&why);
}

/* The epochs of an archive that have commits, with their roots. */
struct roots {
	struct epoch *epoch;
	size_t n;
};

/* How many commits of the epoch the list has read, and one; 0: it has no mark of it. */
static uint64_t commits_read_of_epoch(struct inbox *inbox, const struct epoch *e)
{
	struct import_mark m;

	for (uint32_t number = e->numbered ? e->number : 0;; number++) {
		if (inbox_get_import_mark(inbox, number, &m) != ST_OK)
			return 0;
		if (m.commit_len == e->mark.commit_len &&
		    memcmp(m.root, e->mark.root, m.commit_len) == 0)
			return (uint64_t)m.next_ordinal + 1;
		if (e->numbered)
			return 0;
	}
}

/* A marked_list_fn. */
static uint64_t commits_read(const void *source, struct inbox *inbox)
{
	const struct roots *roots = source;
	uint64_t n = 0;

	for (size_t i = 0; i < roots->n; i++)
		n += commits_read_of_epoch(inbox, &roots->epoch[i]);
	return n;
}

static struct roots find_roots(const struct archive *a)
{
	struct roots roots = { xcalloc(a->n + 1, sizeof(*roots.epoch)), 0 };

	for (size_t i = 0; i < a->n; i++) {
		struct epoch *e = &roots.epoch[roots.n];

		*e = a->epoch[i];
		if (e->empty)
			continue;
		archive_find_root(e);
		roots.n += e->mark.commit_len > 0;
	}
	return roots;
}

bool marked_list_has_read(const char *store, const char *list, const struct archive *a)
{
	struct roots roots = find_roots(a);
	const bool read = roots.n && ask_list(store, list, commits_read, &roots) > 0;

	free(roots.epoch);
	return read;
}

void marked_list_find(const char *store, const struct archive *a, struct buf *list)
{
	struct roots roots = find_roots(a);

	if (roots.n)
		marked_list_choose(store, commits_read, &roots, list);
	free(roots.epoch);
}
