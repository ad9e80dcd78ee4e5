/* SPDX-License-Identifier: MIT */
#include "report/board/board_first_post.h"
#include "report/people/mailmap.h"
#include "store/util/utc.h"

#define YEAR_SECONDS (365 * DAY_SECONDS)

/* The earliest patch of an author that was visited. */
struct earliest {
	int64_t since; /* an earlier one is early enough */
	int64_t found;
};

static bool note_earliest(void *arg, struct mail *m)
{
	struct earliest *e = arg;

	if (m->record.arrival < e->found)
		e->found = m->record.arrival;
	return e->found >= e->since;
}

static void visit_author(struct board_input *b, struct str addr, struct earliest *e)
{
	const struct selection *sel = b->in.sel;
	unsigned char hash[ID_HASH];

	id_hash_address(hash, addr);
	for (size_t i = 0; i < sel->n_inboxes && e->found >= e->since; i++)
		if (inbox_by_author(sel->inboxes[i], hash, INT64_MIN, note_earliest, e) ==
		    ST_DAMAGED)
			b->st = ST_DAMAGED;
}

/* Some store is a year older than the mail, and all of them list authors. */
static bool stores_tell(const struct selection *sel, int64_t arrival)
{
	bool old = false;

	for (size_t i = 0; i < sel->n_inboxes; i++) {
		struct inbox_totals totals;

		inbox_totals(sel->inboxes[i], &totals);
		if (!totals.mails)
			continue;
		if (!inbox_lists_authors(sel->inboxes[i]))
			return false;
		old = old || totals.first_arrival <= arrival - YEAR_SECONDS;
	}
	return old;
}

/* Each author is looked up once. authors: by address, 1 if the window has their first. */
static bool is_new_author(struct board_input *b, const struct post *p)
{
	struct person mapped = mailmap_author(b->in.sel->mailmap, p);
	uint64_t key = hash_nocase(p->author_addr);
	size_t known = hashmap_get(&b->authors, key);
	struct earliest e = { b->in.sel->window.since, INT64_MAX };

	if (known != HASHMAP_NONE)
		return known;
	visit_author(b, p->author_addr, &e);
	if (e.found >= e.since && mapped.addr.len &&
	    !str_ieq(mapped.addr, p->author_addr))
		visit_author(b, mapped.addr, &e);
	known = e.found >= e.since;
	hashmap_put(&b->authors, key, known);
	return known;
}

void board_first_post_find(struct board_row *row, struct board_input *b)
{
	const struct post *p = row->post;

	row->first_post = p->author_addr.len && stores_tell(b->in.sel, p->arrival) &&
			  is_new_author(b, p);
}
