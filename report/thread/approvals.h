/* SPDX-License-Identifier: MIT */
/*
 * Who stands for a patch: Reviewed-by and Acked-by by somebody else than its
 * author, given in a mail of one's own, or written down in the patch. Robots
 * have no opinion.
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
	size_t
	    on; /* the patch or cover, into threads.mails; THREAD_NONE: it isn't here */
	size_t reply; /* the mail that gave it; THREAD_NONE: it stands in the patch */
};

struct approvals {
	struct approval *list; /* the newest mails' first */
	size_t n, cap;
};

/*
 * The approvals in all mails of the threads; matched: only series that --author, --path
 * and
 * --prefix left in the threads have any.
 */
void approvals_find(struct approvals *, const struct threads *, const struct mailmap *,
		    bool matched);
void approvals_release(struct approvals *);

#endif
