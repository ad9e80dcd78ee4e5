/* SPDX-License-Identifier: MIT */
/*
 * Who really wrote a mail whose From a list or a relay has put its own
 * address into, because the author's domain forbids forwarding (RFC 7489):
 *
 *	From: "A U Thor via list" <list@example.com>
 *	Reply-To: A U Thor <author@example.com>
 */
#ifndef FILTER_MAIL_DMARC_H
#define FILTER_MAIL_DMARC_H

#include "filter/mail/address.h"

struct dmarc {
	struct str original_from, reply_to, cc; /* raw field values */
	struct str list_id;			/* normalised list name, or empty */
};

/*
 * *author is *from where nothing was rewritten; else X-Original-From, else
 * the mailbox in Reply-To or Cc that has the same name; else, where From is
 * the list's address, the name alone is freed from " via list".
 */
void dmarc_author(struct address *author, const struct address *from,
		  const struct dmarc *, struct arena *);

#endif
