/* SPDX-License-Identifier: MIT */
#include "report/sections/applied_said.h"
#include "report/sections/pull_events.h"
#include "report/window/statement.h"

/* A pull request has no parts: such a reply is about some series. */
static bool names_parts(struct str statements)
{
	struct statement said;

	while (statement_next(&statements, &said))
		if (said.kind == STATEMENT_APPLIED && said.to != UINT32_MAX)
			return true;
	return false;
}

void pull_events_find(struct applied_events *e, const struct section_input *in)
{
	const struct threads *t = in->threads;
	struct applied_said said;

	*e = (struct applied_events){ .n = 0 };
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

size_t pull_events_of(const struct applied_events *e, size_t of,
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
