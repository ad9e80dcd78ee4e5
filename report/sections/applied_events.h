/* SPDX-License-Identifier: MIT */
/* Who applied a series and when, as a reply, a notice or a pull request says. */
#ifndef REPORT_SECTIONS_APPLIED_EVENTS_H
#define REPORT_SECTIONS_APPLIED_EVENTS_H

#include "report/people/person.h"
#include "report/sections/section_rows.h"

struct applied_event {
	size_t of; /* the row: index of its series or pull request */
	size_t on; /* the part or cover that was applied, into threads.mails */
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
 * Returns whether the mail says that its patch was applied. The sender of a patch says so
 * only in a direct reply to it: "applied" in reply to a review means a comment.
 */
bool applied_event_said(const struct section_input *, size_t mail);
/* By row, the oldest first. */
void applied_events_sort(struct applied_events *);
/*
 * Fills the row's events from list, the sorted events of one row: each person and pull
 * request once, with the number of parts. A cover counts as all parts. Returns whether
 * some event is in the window.
 */
bool applied_events_fill(struct section_row *, const struct section_input *,
			 const struct applied_event *list, size_t n);
void applied_events_release(struct applied_events *);

#endif
