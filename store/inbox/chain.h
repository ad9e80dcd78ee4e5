/* SPDX-License-Identifier: MIT */
/* The chains of records in a file: which a record belongs to, and what is in one
 * (patchdigest-store(5), Keys). */
#ifndef STORE_INBOX_CHAIN_H
#define STORE_INBOX_CHAIN_H

#include "store/inbox/inbox_impl.h"

/* The key at which that chain of a record begins; false if it belongs to none of them.
 * mail_id: inbox_mail_id(). */
bool chain_key(struct key *, enum chain, const struct record *,
	       const unsigned char mail_id[MAIL_ID_SIZE]);

/* A callback, and whether it had enough. */
struct chain_visit {
	inbox_mail_fn *fn;
	void *arg;
	bool stop;
};

/*
 * Each newest record in the chain that begins at a key of one file, the last
 * one inserted first. A chain only goes down, so that a damaged one ends too;
 * what follows a record that can't be read is looked for. ST_DAMAGED.
 */
enum status chain_follow(struct inbox *, uint32_t file, const struct key *head,
			 enum chain, struct chain_visit *);

#endif
