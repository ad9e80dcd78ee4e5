/* SPDX-License-Identifier: MIT */
/*
 * A ring of slots in memory that two processes share. One process writes
 * commits and their messages into it, the other reads them, a slot full at a
 * time: a pipe would copy each byte twice, and wake a process for each mail.
 */
#ifndef FILTER_ARCHIVE_MAIL_RING_H
#define FILTER_ARCHIVE_MAIL_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "filter/archive/git_log.h"
#include "store/util/str.h"

enum mail_ring_kind {
	RING_MESSAGE,
	RING_NO_MESSAGE, /* the commit has no message; content: the one it deletes */
	RING_SKIPPED,	 /* the writer did not look at the commit */
	RING_UNREAD,	 /* the message could not be read, or is too large for a slot */
	RING_END,	 /* no more commits */
	RING_BROKEN,	 /* the other process is gone */
};

struct mail_ring_slot;

/* Opened before the fork; then each process becomes the writer or the reader. */
struct mail_ring {
	struct mail_ring_slot *slot; /* NULL: not open */
	int filled[2], emptied[2];   /* pipes: a byte for each slot */
	size_t current, offset;	     /* the slot in use, and where in it */
	uint32_t left;		     /* reader: entries of it not yet read */
	bool reading;		     /* reader: it is still to be given back */
	size_t free_slots;	     /* writer: besides the current one */
};

#define MAIL_RING_INIT \
	((struct mail_ring){ .slot = NULL, .filled = { -1, -1 }, .emptied = { -1, -1 } })

/* False if there is no memory or no pipe. */
bool mail_ring_open(struct mail_ring *);
/* May be called at any time, also twice. */
void mail_ring_close(struct mail_ring *);

void mail_ring_become_writer(struct mail_ring *);
/* content: a message, or empty. False if the reader is gone. */
bool mail_ring_put(struct mail_ring *, enum mail_ring_kind, const struct commit_change *,
		   struct str content);
/* Hands over the last slot, and waits until the reader has closed. */
void mail_ring_finish(struct mail_ring *);

/* The reader has to ignore SIGPIPE, in case the writer crashes. */
void mail_ring_become_reader(struct mail_ring *);
/* content is valid until the next call; BUF_PAD zero bytes follow it. */
enum mail_ring_kind mail_ring_next(struct mail_ring *, struct commit_change *,
				   struct str *content);

#endif
