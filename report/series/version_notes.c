/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/version_notes.h"
#include "report/util/hashmap.h"
#include "report/window/kept_posts.h"
#include "store/util/array.h"
#include "store/util/utc.h"

struct note_reader {
	struct version_notes *to;
	const struct selection *sel;
	struct arena *arena;
	struct inbox *inbox;	/* the one being read */
	struct hashmap visited; /* Message-IDs */
};

static struct post *append_note(struct version_notes *to)
{
	to->list = array_grow(to->list, to->n, &to->cap, sizeof(*to->list));
	return &to->list[to->n++];
}

static bool take_note(void *arg, const struct post *p)
{
	const struct note_reader *rd = arg;
	int64_t until = rd->sel->window.until;
	struct str links = p->links, id;

	if (p->arrival >= until && p->arrival < until + SERIES_DAYS * DAY_SECONDS &&
	    !post_is_counted(p) && post_links_next(&links, STR("supersedes "), &id))
		*append_note(rd->to) = *kept_post(rd->sel, p, rd->arena);
	return true;
}

/* Whether the inbox has mail of after the window. */
static bool goes_on(struct inbox *inbox, const struct window *w)
{
	struct inbox_totals t;

	inbox_totals(inbox, &t);
	return t.mails && t.last_arrival >= w->until;
}

/* Several mails may bear one Message-ID. */
static enum status read_answers_to(struct note_reader *rd, const struct post *p)
{
	uint64_t id = post_id(p);

	if (hashmap_get(&rd->visited, id) != HASHMAP_NONE)
		return ST_OK;
	hashmap_put(&rd->visited, id, 0);
	return kept_posts_replies(rd->sel, rd->inbox, id, p->arrival, take_note, rd);
}

static enum status read_later(struct note_reader *rd, const struct series_set *set)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < set->n; i++)
		for (size_t k = 0; k < set->series[i].n; k++)
			if (read_answers_to(rd,
					    &rd->sel->posts[set->series[i].posts[k]]) ==
			    ST_DAMAGED)
				st = ST_DAMAGED;
	return st;
}

enum status version_notes_find(struct version_notes *to, const struct selection *sel,
			       const struct series_set *set, struct arena *arena)
{
	struct note_reader rd = { .to = to, .sel = sel, .arena = arena };
	enum status st = ST_OK;

	*to = (struct version_notes){ .n = 0 };
	for (size_t i = 0; i < sel->n_notes; i++)
		*append_note(to) = sel->notes[i];
	selection_begin_reads(sel);
	for (size_t i = 0; i < sel->n_inboxes; i++) {
		rd.inbox = sel->inboxes[i];
		if (goes_on(rd.inbox, &sel->window) && read_later(&rd, set) == ST_DAMAGED)
			st = ST_DAMAGED;
		hashmap_release(&rd.visited);
	}
	selection_end_reads(sel);
	return st;
}

void version_notes_release(struct version_notes *n)
{
	free(n->list);
	*n = (struct version_notes){ .n = 0 };
}
