/* SPDX-License-Identifier: MIT */
/*
 * Reads the mailboxes of From, To or Cc (RFC 5322, 3.4) as git mailinfo does.
 * People write these fields: any text yields a result.
 */
#ifndef FILTER_MAIL_ADDRESS_H
#define FILTER_MAIL_ADDRESS_H

#include "store/util/arena.h"
#include "store/util/str.h"

struct address {
	/* unquoted, blanks collapsed; a comment after a name stays as "(text)" */
	struct str name;
	struct str addr; /* with an "@", or empty */
};

/* Reads the first mailbox of value, which is decoded already. Copies go to the arena. */
void address_parse(struct address *, struct str value, struct arena *);
/* Takes the next mailbox off rest. Returns false if rest is empty. */
bool address_next(struct str *rest, struct address *, struct arena *);

#endif
