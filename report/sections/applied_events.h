/* SPDX-License-Identifier: MIT */
/* By whom and when something was taken: a reply says so, a notice in the thread, a pull request. */
#ifndef REPORT_SECTIONS_APPLIED_EVENTS_H
#define REPORT_SECTIONS_APPLIED_EVENTS_H

#include "report/sections/section_rows.h"

struct event {
	size_t of;	 /* index of the row's series or pull request */
	size_t on;	 /* the part or cover that was taken, into threads.mails */
	struct person who;
	int64_t date;
	const struct post *pull; /* or NULL */
	bool in_window;
};

struct events {
	struct event *list;
	size_t n, cap;
};

void events_add(struct events *, struct event);
/*
 * The mail says so of what it is about. Who posted a patch says so only in a
 * direct answer to it: "applied" below a review means the comment.
 */
bool event_said(const struct section_input *, size_t mail);
/* Those of one row together, the oldest first. */
void events_sort(struct events *);
/*
 * Takes the events of the next row off *list, which are sorted; the same
 * people or pull request stand in the row once, with the number of their
 * parts. The cover stands for all parts. true: some event is in the window.
 */
bool events_fill(struct section_row *, const struct section_input *, const struct event *list,
		 size_t n);
void events_release(struct events *);

#endif
