/* SPDX-License-Identifier: MIT */
/*
 * Whether two records are of one mail. A Message-ID is given by the sender, so that
 * several mails of a list may bear one (patchdigest-rules(7), rule 17).
 */
#ifndef STORE_INBOX_SAME_MAIL_H
#define STORE_INBOX_SAME_MAIL_H

#include "store/inbox/record.h"

/* The address of the mail's poster: that of From: without DMARC rewriting. */
struct str record_poster(const struct record *);
/*
 * Returns true if both bear one Message-ID, have one poster, and one title or one
 * Subject:. Case and white space don't count. What other rules read from a mail may
 * differ in all but its Date: then the Date is enough in place of a title.
 */
bool record_same_mail(const struct record *, const struct record *);
/*
 * Appends what no other mail has: Message-ID, poster in lower case, and title, each
 * followed by a NUL. Such names sort by Message-ID first.
 */
void record_add_name(struct buf *, const struct record *);
/* Orders by Date, poster and title, the earliest first. */
int record_cmp_earliest(const struct record *, const struct record *);

#endif
