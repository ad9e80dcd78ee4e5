/* SPDX-License-Identifier: MIT */
/* The section of series that were taken, wholly or in part: of the window, or in it. */
#include <stdlib.h>

#include "report/events.h"
#include "report/kinship.h"
#include "report/links.h"
#include "report/mailmap.h"
#include "report/pulled.h"
#include "report/section.h"

/* Replies of a series that name parts, and ranges in one: bounds the looking up. */
#define LISTS_MAX 16
#define RANGES_MAX 64

/* "3", "5-7" */
static bool parse_range(struct str text, struct section_range *r)
{
	size_t dash = str_chr(text, '-');

	if (!str_number(str_sub(text, 0, dash), &r->from))
		return false;
	r->to = r->from;
	return dash == text.len || str_number(str_sub(text, dash + 1, text.len), &r->to);
}

/* The parts that a reply names; false if it names none that there are. */
static bool add_parts(struct events *e, const struct threads *t, struct event event,
		      struct str links)
{
	const struct series *s = &t->set.series[event.of];
	size_t before = e->n;
	struct section_range r;
	struct str text;

	for (int n = 0; n < RANGES_MAX && links_next(&links, STR("applied "), &text); n++)
		for (size_t i = 0; i < s->n_mails && parse_range(text, &r); i++) {
			const struct post *p = s->mails[i];

			if (post_is_cover(p) || p->number < r.from || p->number > r.to)
				continue;
			event.on = threads_find(t, p->message_id);
			events_add(e, event);
		}
	return e->n > before;
}

/* Oldest first: of what is too much the newest is left out. */
static void find_said(struct events *e, const struct section_input *in)
{
	const struct threads *t = in->threads;
	size_t *lists = xcalloc(t->set.n + 1, sizeof(*lists));

	for (size_t i = t->n; i-- > 0;) {
		const struct thread_mail *m = &t->mails[i];
		struct event event = {
			.on = m->about,
			.who = mailmap_author(in->sel->mailmap, m->post),
			.date = m->post->arrival,
			.in_window = m->in_window,
		};

		if (!event_said(in, i) || t->mails[m->about].series == THREAD_NONE)
			continue;
		event.of = t->mails[m->about].series;
		if (m->post->links.len && lists[event.of]++ < LISTS_MAX &&
		    add_parts(e, t, event, m->post->links))
			continue;
		events_add(e, event);
	}
	free(lists);
}

/* Patches by title, those of the same one chained, the one posted last first. */
struct names {
	struct idmap last; /* into threads.mails */
	size_t *before;	   /* of each of threads.mails: the next in its chain */
};

/* More patches of one title than that are not looked through. */
#define CHAIN_MAX 16

static void name_part(struct names *n, uint64_t key, size_t at)
{
	size_t last = idmap_get(&n->last, key);

	if (last == at)
		return;
	n->before[at] = last;
	idmap_put(&n->last, key, at);
}

static void name_parts(struct names *n, const struct section_input *in)
{
	const struct threads *t = in->threads;

	for (size_t i = 0; i < t->n; i++)
		n->before[i] = THREAD_NONE;
	for (size_t i = 0; i < t->set.n; i++) {
		const struct series *s = &t->set.series[i];

		for (size_t k = 0; k < s->n_mails && section_is_current(s); k++) {
			const struct post *p = s->mails[k];

			if (!post_is_cover(p))
				name_part(n, hash_text(p->title),
					  threads_find(t, p->message_id));
		}
	}
}

/* A shortlog has names as mapped; its mailmap may be another one. */
static bool is_named(const struct pulled_patch *named, const struct mailmap *map,
		     const struct post *p)
{
	return p->arrival <= named->pull->arrival &&
	       (hash_text(p->author_name) == named->name ||
		hash_text(mailmap_author(map, p).name) == named->name);
}

/* The last one that was there to be pulled. */
static size_t find_named(const struct names *n, const struct section_input *in,
			 const struct pulled_patch *named)
{
	size_t at = idmap_get(&n->last, named->title);

	for (int i = 0; i < CHAIN_MAX && at != THREAD_NONE; i++) {
		if (is_named(named, in->sel->mailmap, in->threads->mails[at].post))
			return at;
		at = n->before[at];
	}
	return THREAD_NONE;
}

static enum status find_pulled(struct events *e, const struct section_input *in)
{
	const struct thread_mail *mails = in->threads->mails;
	struct names names = { IDMAP_INIT, xcalloc(in->threads->n + 1, sizeof(size_t)) };
	struct pulled pulled;
	enum status st = pulled_find(&pulled, in->sel);

	name_parts(&names, in);
	for (size_t i = 0; i < pulled.n; i++) {
		const struct post *pull = pulled.list[i].pull;
		size_t at = find_named(&names, in, &pulled.list[i]);

		if (at != THREAD_NONE)
			events_add(e, (struct event){
					  .of = mails[at].series,
					  .on = at,
					  .who = mailmap_author(in->sel->mailmap, pull),
					  .date = pull->arrival,
					  .pull = pull,
					  .in_window = true,
				      });
	}
	idmap_release(&names.last);
	free(names.before);
	pulled_release(&pulled);
	return st;
}

enum status section_applied(struct section *out, const struct section_input *in)
{
	const struct threads *t = in->threads;
	struct events events = { .n = 0 };
	enum status st;
	size_t end;

	find_said(&events, in);
	st = find_pulled(&events, in);
	events_sort(&events);
	for (size_t i = 0; i < events.n; i = end) {
		const struct series *s = &t->set.series[events.list[i].of];
		struct section_row *row = section_add_series(out, in, s);

		for (end = i + 1;
		     end < events.n && events.list[end].of == events.list[i].of; end++)
			;
		if (!events_fill(row, in, events.list + i, end - i) &&
		    !threads_in_window(t, s))
			out->n--;
	}
	section_sort(out);
	events_release(&events);
	return st;
}
