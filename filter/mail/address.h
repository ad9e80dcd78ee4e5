/* SPDX-License-Identifier: MIT */
/*
 * One mailbox out of a From header (RFC 5322, 3.4), as git mailinfo reads it:
 * text people wrote, so that anything yields something.
 */
#ifndef FILTER_MAIL_ADDRESS_H
#define FILTER_MAIL_ADDRESS_H

#include "store/util/arena.h"
#include "store/util/str.h"

struct address {
	struct str name; /* unquoted, blanks collapsed; comments stay as "(text)" behind a
			    name */
	struct str addr; /* with an "@", or empty */
};

/* value: decoded already. Copies go to the arena. Takes the first mailbox of several. */
void address_parse(struct address *, struct str value, struct arena *);
/* Takes the next mailbox off rest (To, Cc); false when rest is empty. */
bool address_next(struct str *rest, struct address *, struct arena *);

#endif
