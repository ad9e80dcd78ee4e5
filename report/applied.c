/* SPDX-License-Identifier: MIT */
/* The section of series that were taken, wholly or in part: of the window, or in it. */
#include <stdlib.h>

#include "report/events.h"
#include "report/kinship.h"
#include "report/mailmap.h"
#include "report/pulled.h"
#include "report/section.h"

static void find_said(struct events *e, const struct section_input *in)
{
	const struct threads *t = in->threads;

	for (size_t i = 0; i < t->n; i++) {
		const struct thread_mail *m = &t->mails[i];

		if (!event_said(in, i) || t->mails[m->about].series == THREAD_NONE)
			continue;
		events_add(e, (struct event){
				      .of = t->mails[m->about].series,
				      .on = m->about,
				      .who = mailmap_author(in->sel->mailmap, m->post),
				      .date = m->post->arrival,
				      .in_window = m->in_window,
			      });
	}
}

static void name_part(struct idmap *parts, const struct section_input *in, const struct post *p)
{
	struct str name = mailmap_author(in->sel->mailmap, p).name;
	size_t at = threads_find(in->threads, p->message_id);

	idmap_put(parts, pulled_key(p->title, p->author_name), at);
	if (!str_eq(name, p->author_name))
		idmap_put(parts, pulled_key(p->title, name), at);
}

/* By title and author's name; of several with the same the one posted last. */
static void name_parts(struct idmap *parts, const struct section_input *in)
{
	const struct series_set *set = &in->threads->set;

	for (size_t i = 0; i < set->n; i++) {
		const struct series *s = &set->series[i];

		for (size_t k = 0; k < s->n_mails && section_is_current(s); k++)
			if (!post_is_cover(s->mails[k]))
				name_part(parts, in, s->mails[k]);
	}
}

static enum status find_pulled(struct events *e, const struct section_input *in)
{
	const struct thread_mail *mails = in->threads->mails;
	struct idmap parts = IDMAP_INIT;
	struct pulled pulled;
	enum status st = pulled_find(&pulled, in->sel);

	name_parts(&parts, in);
	for (size_t i = 0; i < pulled.n; i++) {
		const struct post *pull = pulled.list[i].pull;
		size_t at = idmap_get(&parts, pulled.list[i].key);

		if (at == IDMAP_NONE || mails[at].post->arrival > pull->arrival)
			continue;
		events_add(e, (struct event){
				      .of = mails[at].series,
				      .on = at,
				      .who = mailmap_author(in->sel->mailmap, pull),
				      .date = pull->arrival,
				      .pull = pull,
				      .in_window = true,
			      });
	}
	idmap_release(&parts);
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

		for (end = i + 1; end < events.n && events.list[end].of == events.list[i].of; end++)
			;
		if (!events_fill(row, in, events.list + i, end - i) && !threads_in_window(t, s))
			out->n--;
	}
	section_sort(out);
	events_release(&events);
	return st;
}
