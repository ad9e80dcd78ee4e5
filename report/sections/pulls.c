/* SPDX-License-Identifier: MIT */
/* The section of the window's pull requests. */
#include "report/people/mailmap.h"
#include "report/sections/pull_events.h"
#include "report/sections/shortlog.h"

static void read_shortlog(struct section_row *row, const struct section_input *in,
			  struct str body)
{
	struct shortlog s;

	shortlog_init(&s, body);
	while (shortlog_next(&s))
		row->count++;
	row->source = arena_str(in->arena, shortlog_source(body));
}

enum status section_pulls(struct section *out, const struct section_input *in)
{
	struct applied_events events;
	struct mail m = MAIL_INIT;
	enum status st = ST_OK;

	pull_events_find(&events, in);
	for (size_t i = 0; i < in->sel->n; i++) {
		const struct post *p = &in->sel->posts[i];
		const struct applied_event *list;
		struct section_row *row;
		size_t n;

		if (p->kind != KIND_PULL)
			continue;
		row = section_add(out);
		row->post = p;
		row->who = mailmap_author(in->sel->mailmap, p);
		if (p->inbox && post_text(p, &m) == ST_OK)
			read_shortlog(row, in, m.record.body);
		else
			st = ST_DAMAGED;
		n = pull_events_of(&events, threads_find(in->threads, p), &list);
		applied_events_fill(row, in, list, n);
	}
	mail_release(&m);
	applied_events_release(&events);
	return st;
}
