/* SPDX-License-Identifier: MIT */
/*
 * The classic style's view of a mail: by the bytes of its subject and body as
 * they came, CRLF as LF (FORMAT.md, "Classic, to the byte", "Which mails count").
 */
#ifndef FILTER_RECORD_CLASSIC_VIEW_H
#define FILTER_RECORD_CLASSIC_VIEW_H

#include "filter/mail/message.h"
#include "store/inbox/record.h"

/* Longer ones are cut, FACT_BODY_CUT: nobody reads such a commit message. */
#define CLASSIC_BODY_MAX (1u << 20)
#define CLASSIC_LINE_MAX 4096

/*
 * Sets raw_tag, raw_author, raw_contributor, raw_body and the FACT_CLASSIC_*
 * facts as far as the mail counts. reply: its subject has a reply mark. Views
 * into m's raw mail, or copies in its arena.
 */
void classic_view(struct record *, struct message *m, bool reply);

#endif
