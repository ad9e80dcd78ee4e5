/* SPDX-License-Identifier: MIT */
/*
 * What sections need of the mails before the window: what may wait for an answer, and the
 * patches that the window's mails name. Another reader of these months may offer what it
 * reads; then only the rest is read.
 */
#ifndef REPORT_SECTIONS_MAILS_BEFORE_H
#define REPORT_SECTIONS_MAILS_BEFORE_H

#include "report/sections/named_patches.h"
#include "report/sections/sections.h"

/* Finds what is needed. The threads are those of the selection, not bound yet; all must
 * outlive it. To be released. */
void mails_before_init(struct mails_before *, struct threads *, const struct selection *,
		       const struct section_options *);
/* Takes a mail, which has its kind by selection_set_kind(), if it is needed. */
void mails_before_offer(struct mails_before *, struct inbox *, struct mail *);
/* Reads what is needed, but for what was offered: all mails with since <= arrival <
 * until. ST_DAMAGED: some pull request could not be read. */
enum status mails_before_read(struct mails_before *, int64_t since, int64_t until);
void mails_before_release(struct mails_before *);

#endif
