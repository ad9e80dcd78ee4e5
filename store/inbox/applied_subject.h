/* SPDX-License-Identifier: MIT */
/*
 * Subjects of notices that a patch was applied (patchdigest-rules(7), rules 13 and 19):
 *
 *	[tip: x86/mm] title
 *	Applied "title" to the asoc tree
 *	patch "title" added to usb-next
 */
#ifndef STORE_INBOX_APPLIED_SUBJECT_H
#define STORE_INBOX_APPLIED_SUBJECT_H

#include "store/util/str.h"

/* Slices of the subject. */
struct applied_subject {
	struct str title;
	struct str tree;   /* "tip", "asoc"; or empty */
	struct str branch; /* "x86/mm", "usb-next"; or empty */
};

/* Returns false if the subject is not such a notice's. subject: decoded, unfolded. */
bool applied_subject_read(struct applied_subject *, struct str subject);
/* Whether it is the subject of a notice that a copy of a patch went into a queue, for
 * stable releases: Patch "title" has been added to the 5.10-stable tree */
bool added_to_queue(struct str subject);

#endif
