/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/mailmap.h"
#include "report/sections/applied_find.h"
#include "report/sections/applied_said.h"
#include "report/sections/pulled_patches.h"
#include "report/window/statement.h"

/* Replies to a series that name parts, and ranges in a reply: bounds the time. */
#define LISTS_MAX 16
#define RANGES_MAX 64

/* The parts of which a reply says that they were not applied. */
struct excepted {
	uint32_t list[RANGES_MAX];
	size_t n;
};

static void read_excepted(struct excepted *e, struct str statements)
{
	struct statement said;

	e->n = 0;
	while (e->n < RANGES_MAX && statement_next(&statements, &said))
		if (said.kind == STATEMENT_UNAPPLIED)
			e->list[e->n++] = said.from;
}

static bool is_excepted(const struct excepted *e, uint32_t number)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->list[i] == number)
			return true;
	return false;
}

/* Adds an event for each part that a reply names. Returns false if it names no part that
 * is here. */
static bool add_parts(struct applied_events *e, const struct threads *t,
		      struct applied_event event, struct str statements)
{
	const struct series *s = &t->set.series[event.of];
	size_t before = e->n;
	struct excepted excepted;
	struct statement said;

	read_excepted(&excepted, statements);
	for (int n = 0; n < RANGES_MAX && statement_next(&statements, &said);) {
		if (said.kind != STATEMENT_APPLIED)
			continue;
		n++;
		for (size_t i = 0; i < s->n_mails; i++) {
			const struct post *p = s->mails[i];

			if (post_is_cover(p) || p->number < said.from ||
			    p->number > said.to || is_excepted(&excepted, p->number))
				continue;
			event.on = threads_find(t, p);
			applied_events_add(e, event);
		}
	}
	return e->n > before;
}

/* The oldest first, so that LISTS_MAX leaves out the newest. */
static void find_said_events(struct applied_events *e, const struct section_input *in)
{
	const struct threads *t = in->threads;
	size_t *lists = xcalloc(t->set.n + 1, sizeof(*lists));
	struct applied_said said;

	applied_said_init(&said, in);
	for (size_t i = t->n; i-- > 0;) {
		const struct post *p = t->mails[i].post;
		bool dropped = p->kind == KIND_REPLY && (p->facts & FACT_DROPPED);
		size_t on = dropped ? t->mails[i].about : applied_said_of(&said, i);
		struct applied_event event;

		if (on == THREAD_NONE || t->mails[on].series == THREAD_NONE)
			continue;
		event = applied_event_said(in, i);
		event.on = on;
		event.of = t->mails[on].series;
		event.dropped = dropped;
		if (p->statements.len && lists[event.of]++ < LISTS_MAX &&
		    add_parts(e, t, event, p->statements))
			continue;
		applied_events_add(e, event);
	}
	applied_said_release(&said);
	free(lists);
}

/* Finds the series that a mail says were applied, and that no mail says were dropped
 * again. */
static void find_applied_series(struct hashmap *applied, const struct applied_events *e)
{
	struct hashmap dropped = HASHMAP_INIT;

	for (size_t i = 0; i < e->n; i++)
		if (e->list[i].dropped)
			hashmap_put(&dropped, e->list[i].of, 0);
	for (size_t i = 0; i < e->n; i++)
		if (hashmap_get(&dropped, e->list[i].of) == HASHMAP_NONE)
			hashmap_put(applied, e->list[i].of, 0);
	hashmap_release(&dropped);
}

static enum status find_pulled_events(struct applied_events *e,
				      const struct section_input *in)
{
	const struct thread_mail *mails = in->threads->mails;
	struct hashmap applied = HASHMAP_INIT;
	struct pulled_patches pulled;
	enum status st = pulled_patches_find(&pulled, in->sel);

	find_applied_series(&applied, e);
	pulled_patches_bind(&pulled, in, &applied);
	hashmap_release(&applied);
	for (size_t i = 0; i < pulled.n; i++) {
		const struct post *pull = pulled.list[i].pull;
		size_t at = pulled.list[i].part;

		if (at != THREAD_NONE)
			applied_events_add(
			    e, (struct applied_event){
				   .of = mails[at].series,
				   .on = at,
				   .who = mailmap_author(in->sel->mailmap, pull),
				   .date = pull->arrival,
				   .pull = pull,
				   .in_window = true,
			       });
	}
	pulled_patches_release(&pulled);
	return st;
}

enum status applied_events_find(struct applied_events *e, const struct section_input *in)
{
	enum status st;

	*e = (struct applied_events){ .n = 0 };
	find_said_events(e, in);
	st = find_pulled_events(e, in);
	applied_events_sort(e);
	return st;
}
