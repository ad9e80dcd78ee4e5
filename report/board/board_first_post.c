/* SPDX-License-Identifier: MIT */
#include "report/board/board_first_post.h"
#include "report/people/mailmap.h"
#include "store/util/utc.h"

#define YEAR_SECONDS (365 * DAY_SECONDS)

static bool note_found(void *found, struct mail *m)
{
	(void)m;
	*(bool *)found = true;
	return false;
}

/* The address has a patch from before the window. */
static bool wrote_before(struct board_input *b, struct str addr)
{
	const struct selection *sel = b->in.sel;
	unsigned char hash[ID_HASH];
	bool found = false;

	id_hash_address(hash, addr);
	selection_begin_reads(sel);
	for (size_t i = 0; i < sel->n_inboxes && !found; i++)
		if (inbox_by_author(sel->inboxes[i], hash, INT64_MIN, sel->window.since,
				    note_found, &found) == ST_DAMAGED)
			b->st = ST_DAMAGED;
	selection_end_reads(sel);
	return found;
}

/* When the oldest mail of the stores arrived; INT64_MAX if some store does not list
 * authors. */
static int64_t stores_begin(const struct selection *sel)
{
	int64_t first = INT64_MAX;

	for (size_t i = 0; i < sel->n_inboxes; i++) {
		struct inbox_totals totals;

		inbox_totals(sel->inboxes[i], &totals);
		if (!totals.mails)
			continue;
		if (!inbox_lists_authors(sel->inboxes[i]))
			return INT64_MAX;
		if (totals.first_arrival < first)
			first = totals.first_arrival;
	}
	return first;
}

/* Some store is a year older than the mail, and all of them list authors. The totals are
 * asked for once: a store of many files takes as long as a series. */
static bool stores_tell(struct board_input *b, int64_t arrival)
{
	if (!b->stores_asked)
		b->stores_begin = stores_begin(b->in.sel);
	b->stores_asked = true;
	return b->stores_begin <= arrival - YEAR_SECONDS;
}

/* Each author is looked up once. authors: by address, 1 if the window has their first. */
static bool is_new_author(struct board_input *b, const struct post *p)
{
	struct person mapped = mailmap_author(b->in.sel->mailmap, p);
	uint64_t key = hash_nocase(p->author_addr);
	size_t known = hashmap_get(&b->authors, key);

	if (known != HASHMAP_NONE)
		return known;
	known = !wrote_before(b, p->author_addr);
	if (known && mapped.addr.len && !str_ieq(mapped.addr, p->author_addr))
		known = !wrote_before(b, mapped.addr);
	hashmap_put(&b->authors, key, known);
	return known;
}

void board_first_post_find(struct board_row *row, struct board_input *b)
{
	const struct post *p = row->post;

	row->first_post =
	    p->author_addr.len && stores_tell(b, p->arrival) && is_new_author(b, p);
}
