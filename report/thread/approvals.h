/* SPDX-License-Identifier: MIT */
/*
 * Who approves a patch: Reviewed-by and Acked-by of people who are not its author, in a
 * mail of the giver or in the patch itself. Robots approve nothing.
 */
#ifndef REPORT_THREAD_APPROVALS_H
#define REPORT_THREAD_APPROVALS_H

#include "report/people/trailer_people.h"
#include "report/thread/threads.h"

/*
 * Takes lines off rest, the trailers of a mail, up to the next one that the mail's sender
 * gives; its person as mapped. A robot gives none.
 */
bool own_trailer_next(struct str *rest, const struct post *mail, const struct mailmap *,
		      struct trailer *);

struct approval {
	struct person who; /* as mapped */
	size_t on;	   /* the patch or cover, into threads.mails, or THREAD_NONE */
	size_t reply;	   /* the mail that has it; THREAD_NONE: the patch */
};

struct approvals {
	struct approval *list; /* those of the newest mails first */
	size_t n, cap;
};

/*
 * Finds the approvals in all mails of the threads that threads_selects(). match: given to
 * threads_bind(), or NULL. To be released.
 */
void approvals_find(struct approvals *, const struct threads *, const struct mailmap *,
		    const struct series_match *match);
void approvals_release(struct approvals *);

#endif
