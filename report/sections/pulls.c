/* SPDX-License-Identifier: MIT */
/* The section of the window's pull requests. */
#include "report/sections/applied_events.h"
#include "report/sections/applied_said.h"
#include "report/people/mailmap.h"
#include "report/sections/section_rows.h"
#include "report/sections/shortlog.h"
#include "report/window/statement.h"

static void read_shortlog(struct section_row *row, const struct section_input *in,
			  struct str body)
{
	struct shortlog s;

	shortlog_init(&s, body);
	while (shortlog_next(&s))
		row->count++;
	row->source = arena_str(in->arena, shortlog_source(body));
}

/* A pull request has no parts: such a reply is about some series. */
static bool names_parts(struct str statements)
{
	struct statement said;

	while (statement_next(&statements, &said))
		if (said.kind == STATEMENT_APPLIED && said.to != UINT32_MAX)
			return true;
	return false;
}

/* The events of all pull requests; .of: the request's index into threads.mails. */
static void find_pull_events(struct applied_events *e, const struct section_input *in)
{
	const struct threads *t = in->threads;
	struct applied_said said;

	applied_said_init(&said, in);
	for (size_t i = 0; i < t->n; i++) {
		size_t on = applied_said_of(&said, i);
		struct applied_event event;

		if (on == THREAD_NONE || t->mails[on].post->kind != KIND_PULL ||
		    names_parts(t->mails[i].post->statements))
			continue;
		event = applied_event_said(in, i);
		event.of = event.on = on;
		applied_events_add(e, event);
	}
	applied_said_release(&said);
	applied_events_sort(e);
}

/* Sets *first to the events of a request; returns how many. */
static size_t events_of(const struct applied_events *e, size_t of,
			const struct applied_event **first)
{
	size_t low = 0, high = e->n, n = 0;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (e->list[mid].of < of)
			low = mid + 1;
		else
			high = mid;
	}
	*first = e->list + low;
	while (low + n < e->n && e->list[low + n].of == of)
		n++;
	return n;
}

enum status section_pulls(struct section *out, const struct section_input *in)
{
	struct applied_events events = { .n = 0 };
	struct mail m = MAIL_INIT;
	enum status st = ST_OK;

	find_pull_events(&events, in);
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
		n = events_of(&events, threads_find(in->threads, p), &list);
		applied_events_fill(row, in, list, n);
	}
	mail_release(&m);
	applied_events_release(&events);
	return st;
}
