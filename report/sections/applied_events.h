/* SPDX-License-Identifier: MIT */
/* Who applied a series, when and where: as a reply, a notice or a pull request says. */
#ifndef REPORT_SECTIONS_APPLIED_EVENTS_H
#define REPORT_SECTIONS_APPLIED_EVENTS_H

#include "report/people/person.h"
#include "report/sections/section_rows.h"

struct applied_event {
	size_t of; /* the row: index of its series or pull request */
	size_t on; /* the part or cover that was applied, into threads.mails */
	struct person who;
	bool robot; /* who is a robot that names no person */
	int64_t date;
	const struct post
	    *said; /* the mail that says so; NULL: a pull request names it */
	const struct post *pull; /* or NULL */
	bool in_window;
	bool dropped; /* the mail takes back what who said before */
};

struct applied_events {
	struct applied_event *list;
	size_t n, cap;
};

void applied_events_add(struct applied_events *, struct applied_event);
/* Returns an event of what that mail of the threads says, without of, on and dropped. */
struct applied_event applied_event_said(const struct section_input *, size_t mail);
/* Those of one row together, the oldest first. */
void applied_events_sort(struct applied_events *);
/*
 * Fills the row's events from n of the list, which are sorted. A person, or a
 * pull request, has one event in the row, with the number of their parts; the cover
 * stands for all parts. Returns whether some event is in the window.
 */
bool applied_events_fill(struct section_row *, const struct section_input *,
			 const struct applied_event *list, size_t n);
void applied_events_release(struct applied_events *);

#endif
