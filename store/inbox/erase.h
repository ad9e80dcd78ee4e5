/* SPDX-License-Identifier: MIT */
/*
 * Takes mails out of a list for good: their text is written over where it stands. May be
 * killed anywhere: a later run does the rest. Deliveries and reports go on meanwhile; a
 * report may still show a mail until inbox_erase() returns.
 */
#ifndef STORE_INBOX_ERASE_H
#define STORE_INBOX_ERASE_H

#include "store/inbox/inbox.h"

enum erase_tombstones {
	ERASE_WITHOUT,	/* the mail may come back, if it is not older than the floor */
	ERASE_AS_WHOLE, /* no mail of its Message-ID comes back */
	ERASE_AS_ONE,	/* no mail of its Message-ID, poster and title comes back */
};

struct erase_options {
	/* Whether a record's mail is taken out. */
	bool (*match)(void *arg, const struct record *);
	void *arg;
	enum erase_tombstones tombstones;
	/* Message-IDs, a line each, that get a tombstone also if no mail has them; "" */
	struct str also;
	/* Mails that arrived before are not stored from now on; INT64_MIN: as it was. */
	int64_t floor;
	/*
	 * No byte of the mails is left in the files: the newest segment is sealed if it
	 * has one of them, and what no entry needs is written over. Otherwise remains of
	 * them may be in room that is free.
	 */
	bool thorough;
	bool dry_run;
};

struct erase_counts {
	uint64_t mails, records; /* taken out; a mail may have several records */
	uint64_t tombstones;	 /* that are new */
};

/*
 * The inbox is open for writing, without a transaction. *n is set in any case. ST_BUSY:
 * another process joins or erases. ST_DAMAGED: some records can't be read, and may be of
 * such mails; or a file is not sound. ST_NOSPACE, ST_NOINPUT, ST_NEWER; why.
 */
enum status inbox_erase(struct inbox *, const struct erase_options *,
			struct erase_counts *n, struct buf *why);

#endif
