/* SPDX-License-Identifier: MIT */
/*
 * A value that nearly every mail changes (the head of the day's chain, the
 * epoch's range): it is written once per transaction.
 */
#ifndef STORE_INBOX_PENDING_H
#define STORE_INBOX_PENDING_H

#include "store/inbox/schema.h"

struct inbox;

/* A value as the running transaction has changed it. */
struct pending {
	struct key key; /* of length 0: no value is held */
	char value[16];
	size_t len; /* 0: the key isn't in the newest segment */
	bool changed;
};

/*
 * Sets *in to read k's value, as pending or in the newest segment. Writes the
 * value that was held for another key. ST_NOTFOUND; ST_DAMAGED, ST_NOSPACE.
 */
enum status pending_get(struct inbox *, struct pending *, const struct key *k,
			struct bytes *in);
/* Sets the value of the key that pending_get was last called for to the inbox's out. */
void pending_put(struct inbox *, struct pending *);
/* Writes the value if it was changed. */
enum status pending_flush(struct inbox *, struct pending *);

#endif
