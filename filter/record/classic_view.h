/* SPDX-License-Identifier: MIT */
/*
 * The classic style's view of a mail: the raw bytes of its subject and body, with
 * LF for CRLF (patchdigest-digest(5), classic style).
 */
#ifndef FILTER_RECORD_CLASSIC_VIEW_H
#define FILTER_RECORD_CLASSIC_VIEW_H

#include "filter/mail/message.h"
#include "store/inbox/record.h"

/* Bytes. A longer body is no commit message: it is cut, and FACT_BODY_CUT is set. */
#define CLASSIC_BODY_MAX (1u << 20)
#define CLASSIC_LINE_MAX 4096

/*
 * Sets raw_tag, raw_author, raw_contributor, raw_body and the FACT_CLASSIC_* facts,
 * if the classic style counts the mail. Its view of white space and of reply marks is
 * its own and never changes. The values are views into m's raw mail or copies in m's
 * arena.
 */
void classic_view(struct record *, struct message *m);

#endif
