/* SPDX-License-Identifier: MIT */
/* Prints a feed (RFC 4287). */
#ifndef REPORT_ATOM_ATOM_FEED_H
#define REPORT_ATOM_ATOM_FEED_H

#include "report/output/output.h"

struct atom_feed {
	struct str title, id;
	int64_t updated;
	struct str self, page; /* addresses of the feed, and of a page with the same; or
				  empty */
};

struct atom_entry {
	struct str title, id;
	int64_t published, updated;
	struct str page;    /* an address, or empty */
	struct str content; /* HTML */
};

/*
 * Sets the next entry, whose texts are valid until the next call. Returns false after the
 * last entry.
 */
typedef bool atom_next_fn(void *arg, struct atom_entry *);

void atom_feed_print(struct output *, const struct atom_feed *, atom_next_fn *,
		     void *arg);

#endif
