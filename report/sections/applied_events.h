/* SPDX-License-Identifier: MIT */
/* By whom and when something was taken: a reply says so, a notice in the thread, a pull
 * request. */
#ifndef REPORT_SECTIONS_APPLIED_EVENTS_H
#define REPORT_SECTIONS_APPLIED_EVENTS_H

#include "report/people/person.h"
#include "report/sections/section_rows.h"

struct applied_event {
	size_t of; /* index of the row's series or pull request */
	size_t on; /* the part or cover that was taken, into threads.mails */
	struct person who;
	int64_t date;
	const struct post *pull; /* or NULL */
	bool in_window;
};

struct applied_events {
	struct applied_event *list;
	size_t n, cap;
};

void applied_events_add(struct applied_events *, struct applied_event);
/*
 * The mail says so of what it is about. Who posted a patch says so only in a
 * direct answer to it: "applied" below a review means the comment.
 */
bool applied_event_said(const struct section_input *, size_t mail);
/* Those of one row together, the oldest first. */
void applied_events_sort(struct applied_events *);
/*
 * Takes the events of the next row off *list, which are sorted; the same
 * people or pull request stand in the row once, with the number of their
 * parts. The cover stands for all parts. true: some event is in the window.
 */
bool applied_events_fill(struct section_row *, const struct section_input *,
			 const struct applied_event *list, size_t n);
void applied_events_release(struct applied_events *);

#endif
