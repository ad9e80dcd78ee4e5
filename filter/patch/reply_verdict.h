/* SPDX-License-Identifier: MIT */
/* Replies that stop a patch, or report what a robot found (patchdigest-rules(7), rule
 * 20). */
#ifndef FILTER_PATCH_REPLY_VERDICT_H
#define FILTER_PATCH_REPLY_VERDICT_H

#include "store/util/buf.h"
#include "store/util/str.h"

/*
 * Appends lines for what the unquoted text of a reply says, at most limit bytes:
 *
 *	pw-bot changes-requested	a command to patchwork's robot, in lower case
 *	nak				a person says "NAK" (Nacked-by is a trailer)
 *	found 3				how many errors or warnings a robot counts
 *	verdict ok			what a robot says of the patch; or "warning",
 *"failure"
 */
void reply_verdict_read(struct buf *lines, struct str text, bool robot, size_t limit);

#endif
