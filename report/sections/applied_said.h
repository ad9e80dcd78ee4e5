/* SPDX-License-Identifier: MIT */
/* Which mails say that something was applied, and of what (patchdigest-rules(7), rule
 * 19). */
#ifndef REPORT_SECTIONS_APPLIED_SAID_H
#define REPORT_SECTIONS_APPLIED_SAID_H

#include "report/sections/part_titles.h"

/* The patches of the threads, which notices are bound to. */
struct applied_said {
	const struct section_input *in;
	struct part_titles titles;
};

void applied_said_init(struct applied_said *, const struct section_input *);
/*
 * Returns the patch, cover or pull request that the mail says was applied, into
 * threads.mails; THREAD_NONE if it says no such thing. Who posted a patch says so
 * only in a direct answer to it: "applied" below a review means the comment. A notice
 * is about the patch whose title it has: in the series that it answers, else the
 * patch with that title that was posted last before the notice.
 */
size_t applied_said_of(const struct applied_said *, size_t mail);
void applied_said_release(struct applied_said *);

#endif
