/* SPDX-License-Identifier: MIT */
/*
 * A value that nearly every mail changes, the head of the day's chain or how
 * far the places go: it is written once a transaction.
 */
#ifndef STORE_INBOX_PENDING_H
#define STORE_INBOX_PENDING_H

#include "store/inbox/schema.h"

struct inbox;

/* A value as the running transaction has changed it. */
struct pending {
	struct key key; /* of length 0: none */
	char value[16];
	size_t len; /* 0: the key isn't there */
	bool changed;
};

/* *in reads the value of k in the newest file; another key that was got before is
 * written. ST_NOTFOUND. */
enum status pending_get(struct inbox *, struct pending *, const struct key *k,
			struct bytes *in);
/* The value of the key that was got last becomes what is in the inbox's out. */
void pending_put(struct inbox *, struct pending *);
/* What has changed is written. */
enum status pending_flush(struct inbox *, struct pending *);

#endif
