/* SPDX-License-Identifier: MIT */
/* Replies that say that a patch was applied (patchdigest-rules(7), rule 19). */
#ifndef FILTER_PATCH_APPLIED_REPLY_H
#define FILTER_PATCH_APPLIED_REPLY_H

#include "store/util/buf.h"
#include "store/util/str.h"

enum applied {
	APPLIED_NOT, /* the reply does not say so; in doubt it does not */
	APPLIED_SAID,
	APPLIED_DROPPED, /* it takes back what was said before: "dropped again" */
};

/*
 * Reads the unquoted text of a reply. For APPLIED_SAID appends lines, at most limit
 *bytes:
 *
 *	applied 3	applied 5-7	applied 1-	the parts it names; "1-": all of
 *them unapplied 2	a part that a list of commits names without a commit tree T
 *branch B	where they were applied by NAME <ADDRESS>		the person for
 *whom a robot speaks
 *	commit SHA			of the one patch; commit N SHA: of part N
 *
 * Without a line "applied" the reply names no part.
 */
enum applied applied_reply_read(struct buf *lines, struct str text, size_t limit);

#endif
