/* SPDX-License-Identifier: MIT */
/* Where a message came from, as far as the mail itself doesn't say. */
#ifndef FILTER_RECORD_ORIGIN_H
#define FILTER_RECORD_ORIGIN_H

#include "store/inbox/inbox.h"
#include "store/util/str.h"

struct origin {
	struct str list; /* --list, normalised; empty: the mail says */
	struct commit_ref
	    placing; /* commit and archive place, if any (store/inbox/inbox.h) */
	int64_t now; /* the clock, seconds */
};

/* --commit: 7 to 64 hex digits. False, and nothing changed, for anything else. */
bool origin_commit(struct commit_ref *, struct str hex);

#endif
