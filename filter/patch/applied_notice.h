/* SPDX-License-Identifier: MIT */
/*
 * Notices that a patch was applied (patchdigest-rules(7), rule 19).
 * filter/record/mail_record.c marks their records with FACT_APPLIED.
 */
#ifndef FILTER_PATCH_APPLIED_NOTICE_H
#define FILTER_PATCH_APPLIED_NOTICE_H

#include "store/util/buf.h"
#include "store/util/str.h"

/*
 * Returns whether the subject is such a notice's. If it is, appends the lines that its
 * text before "---" gives, at most limit bytes:
 *
 *	tree T		the URL that the text names, else as the subject has it
 *	branch B
 *	by NAME <ADDRESS>	the committer
 *	commit SHA
 */
bool applied_notice_read(struct buf *lines, struct str subject, struct str text,
			 size_t limit);

#endif
