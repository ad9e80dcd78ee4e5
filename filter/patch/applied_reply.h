/* SPDX-License-Identifier: MIT */
/*
 * Replies that say that a patch was applied (patchdigest-rules(7), rule 19).
 * filter/record/mail_record.c marks their records with FACT_APPLIED.
 */
#ifndef FILTER_PATCH_APPLIED_REPLY_H
#define FILTER_PATCH_APPLIED_REPLY_H

#include "store/util/buf.h"
#include "store/util/str.h"

enum applied {
	APPLIED_NOT, /* the reply does not say so; in doubt it does not */
	APPLIED_SAID,
	APPLIED_DROPPED, /* it takes back what was said before: "dropped again" */
};

/* clang-format off */
/*
 * Reads the unquoted text of a reply. For APPLIED_SAID appends lines, at most limit
 * bytes; without a line "applied" the reply names no part:
 *
 *	applied 3		a part that it names; "5-7": several; "1-": all
 *	unapplied 2		a part that it excepts, or lists without a commit
 *	tree T			where they were applied
 *	branch B
 *	by NAME <ADDRESS>	the person for whom a robot speaks
 *	commit 2 SHA		what part 2 became
 */
/* clang-format on */
enum applied applied_reply_read(struct buf *lines, struct str text, size_t limit);

#endif
