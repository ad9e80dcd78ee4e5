/* SPDX-License-Identifier: MIT */
/*
 * Finds the author of a mail whose From a list or a relay has rewritten with its own
 * address, because the author's domain forbids forwarding (RFC 7489):
 *
 *	From: "A U Thor via list" <list@example.com>
 *	Reply-To: A U Thor <author@example.com>
 */
#ifndef FILTER_MAIL_DMARC_H
#define FILTER_MAIL_DMARC_H

#include "filter/mail/address.h"

struct dmarc {
	struct str original_from, reply_to, cc; /* raw field values */
	struct str list_id; /* as list_name_make() makes it, or empty */
};

/*
 * Sets *author to *from if nothing was rewritten, else to X-Original-From, else to
 * the mailbox in Reply-To or Cc that has From's name. If no field has it and From
 * is the list's address, the name only loses " via list". Copies go to the arena.
 */
void dmarc_author(struct address *author, const struct address *from,
		  const struct dmarc *, struct arena *);

#endif
