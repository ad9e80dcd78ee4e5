/* SPDX-License-Identifier: MIT */
/*
 * Finds the author of a mail whose From a list or a relay has rewritten with its own
 * address, because the author's domain forbids forwarding (RFC 7489):
 *
 *	From: "A U Thor via list" <list@example.com>
 *	Reply-To: A U Thor <author@example.com>
 *
 *	From: "A U Thor via groups.io" <author=example.com@groups.io>
 */
#ifndef FILTER_MAIL_DMARC_H
#define FILTER_MAIL_DMARC_H

#include "filter/mail/address.h"

struct dmarc {
	struct str original_from, reply_to, cc; /* raw field values */
	struct str list_id; /* as list_name_make() makes it, or empty */
};

/*
 * Sets *author to *from if nothing was rewritten. Else the first that holds gives the
 * author: X-Original-From; the mailbox in Reply-To or Cc that has From's name; the
 * address inside From's ("local=domain@host"); the only mailbox in Reply-To, if it
 * has no name and is no list's; the name, if it is an address. If none holds and From
 * is the list's address, the name only loses " via list".
 *
 * pipermail's "local at domain (Name)", which has no address, is undone, too. Copies
 * go to the arena.
 */
void dmarc_author(struct address *author, const struct address *from,
		  const struct dmarc *, struct arena *);

#endif
