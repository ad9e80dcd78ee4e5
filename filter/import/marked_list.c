/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "filter/import/marked_list.h"
#include "store/tdb/list_folder.h"

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

static uint64_t commits_read(const char *store, const char *list,
			     const struct epoch *roots, size_t n_roots)
{
	struct store_options o = { .dir = store, .list = list, .mode = STORE_READ };
	struct buf why = BUF_INIT;
	struct inbox *inbox;
	uint64_t n = 0;

	if (inbox_open(&inbox, &o, &why) == ST_OK) {
		for (size_t i = 0; i < n_roots; i++)
			n += commits_read_of_epoch(inbox, &roots[i]);
		inbox_close(inbox);
	}
	buf_release(&why);
	return n;
}

/* Returns copies of the epochs that have commits, with their roots; to be freed. */
static struct epoch *find_roots(const struct archive *a, size_t *n)
{
	struct epoch *roots = xcalloc(a->n + 1, sizeof(*roots));

	*n = 0;
	for (size_t i = 0; i < a->n; i++) {
		struct epoch *e = &roots[*n];

		*e = a->epoch[i];
		if (e->empty)
			continue;
		archive_find_root(e);
		*n += e->mark.commit_len > 0;
	}
	return roots;
}

void marked_list_find(const char *store, const struct archive *a, struct buf *list)
{
	struct buf names = BUF_INIT, name = BUF_INIT, why = BUF_INIT;
	struct str rest, line;
	size_t n_roots;
	struct epoch *roots = find_roots(a, &n_roots);
	uint64_t most = 0;

	if (n_roots)
		list_folder_lists(store, &names, &why);
	rest = buf_str(&names);
	while (str_line(&rest, &line)) {
		uint64_t n;

		buf_reset(&name);
		buf_adds(&name, line);
		n = commits_read(store, buf_cstr(&name), roots, n_roots);
		if (n <= most)
			continue;
		most = n;
		buf_reset(list);
		buf_adds(list, line);
	}
	free(roots);
	buf_release(&names);
	buf_release(&name);
	buf_release(&why);
}
