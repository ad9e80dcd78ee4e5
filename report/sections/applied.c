/* SPDX-License-Identifier: MIT */
/* The section of series that were taken, wholly or in part: of the window, or in it. */
#include <stdlib.h>

#include "report/sections/applied_events.h"
#include "report/window/post.h"
#include "report/people/mailmap.h"
#include "report/sections/pulled_patches.h"
#include "report/sections/section_rows.h"

/* Replies to a series that name parts, and ranges in a reply: bounds the time. */
#define LISTS_MAX 16
#define RANGES_MAX 64

/* "3", "5-7", "1-" */
static bool parse_range(struct str text, struct section_range *r)
{
	size_t dash = str_chr(text, '-');

	if (!str_number(str_sub(text, 0, dash), &r->from))
		return false;
	r->to = dash == text.len ? r->from : UINT32_MAX;
	return dash + 1 >= text.len ||
	       str_number(str_sub(text, dash + 1, text.len), &r->to);
}

/* Adds the parts that a reply names; false if it names no part of the series. */
static bool add_parts(struct applied_events *e, const struct threads *t,
		      struct applied_event event, struct str statements)
{
	const struct series *s = &t->set.series[event.of];
	size_t before = e->n;
	struct section_range r;
	struct str text;

	for (int n = 0;
	     n < RANGES_MAX && post_links_next(&statements, STR("applied "), &text); n++)
		for (size_t i = 0; i < s->n_mails && parse_range(text, &r); i++) {
			const struct post *p = s->mails[i];

			if (post_is_cover(p) || p->number < r.from || p->number > r.to)
				continue;
			event.on = threads_find(t, p->message_id);
			applied_events_add(e, event);
		}
	return e->n > before;
}

/* The oldest first, so that LISTS_MAX leaves out the newest. */
static void find_said_events(struct applied_events *e, const struct section_input *in)
{
	const struct threads *t = in->threads;
	size_t *lists = xcalloc(t->set.n + 1, sizeof(*lists));

	for (size_t i = t->n; i-- > 0;) {
		const struct thread_mail *m = &t->mails[i];
		struct applied_event event = {
			.on = m->about,
			.who = mailmap_author(in->sel->mailmap, m->post),
			.date = m->post->arrival,
			.in_window = m->in_window,
		};

		if (!applied_event_said(in, i) ||
		    t->mails[m->about].series == THREAD_NONE)
			continue;
		event.of = t->mails[m->about].series;
		if (m->post->statements.len && lists[event.of]++ < LISTS_MAX &&
		    add_parts(e, t, event, m->post->statements))
			continue;
		applied_events_add(e, event);
	}
	free(lists);
}

static enum status find_pulled_events(struct applied_events *e,
				      const struct section_input *in)
{
	const struct thread_mail *mails = in->threads->mails;
	struct pulled_patches pulled;
	enum status st = pulled_patches_find(&pulled, in->sel);

	pulled_patches_bind(&pulled, in);
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

enum status section_applied(struct section *out, const struct section_input *in)
{
	const struct threads *t = in->threads;
	struct applied_events events = { .n = 0 };
	enum status st;
	size_t end;

	find_said_events(&events, in);
	st = find_pulled_events(&events, in);
	applied_events_sort(&events);
	for (size_t i = 0; i < events.n; i = end) {
		const struct series *s = &t->set.series[events.list[i].of];
		struct section_row *row = section_add_series(out, in, s);

		for (end = i + 1;
		     end < events.n && events.list[end].of == events.list[i].of; end++)
			;
		if (!applied_events_fill(row, in, events.list + i, end - i) &&
		    !threads_in_window(t, s))
			out->n--;
	}
	section_sort(out);
	applied_events_release(&events);
	return st;
}
