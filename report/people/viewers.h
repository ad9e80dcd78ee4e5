/* SPDX-License-Identifier: MIT */
/* The people whose own view of a list is asked for, by their addresses. */
#ifndef REPORT_PEOPLE_VIEWERS_H
#define REPORT_PEOPLE_VIEWERS_H

#include "report/people/mailmap.h"

struct viewers {
	struct str *addresses; /* all of them; first those that were asked for */
	size_t n, cap;
	size_t n_asked;
	struct hashmap by_hash; /* id_hash_address(), as records have it */
	struct arena arena;
};

#define VIEWERS_INIT ((struct viewers){ .n = 0 })

/* Adds an address that was asked for. */
void viewers_add(struct viewers *, struct str address);
/* Adds, once all are there, the other addresses that a mailmap gives the same people. */
void viewers_add_mapped(struct viewers *, const struct mailmap *);
void viewers_release(struct viewers *);

/* Whether one of them wrote or posted the mail. */
bool viewers_sent(const struct viewers *, const struct mailmap *, const struct post *);
/* Whether one of them is among a record's recipients. */
bool viewers_received(const struct viewers *, struct str recipients);

#endif
