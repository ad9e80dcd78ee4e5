/* SPDX-License-Identifier: MIT */
/*
 * Commits and their messages, handed over from one process to another in
 * memory that both share, a tray full at a time: a pipe would copy each byte
 * twice, and wake somebody up for each mail.
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
	RING_NO_MESSAGE, /* the commit has no message */
	RING_SKIPPED,	 /* it wasn't looked at */
	RING_UNREAD,	 /* has one that could not be read, or is too large for a tray */
	RING_END,	 /* no more commits */
	RING_BROKEN,	 /* the other process is gone */
};

struct mail_ring_slot;

/* The same in both processes, up to the fork; then each calls what makes it one of the
 * two sides. */
struct mail_ring {
	struct mail_ring_slot *tray; /* NULL: not open */
	int filled[2], emptied[2];   /* pipes: a byte for each tray */
	size_t now, at;		     /* the tray in hand, and the offset in it */
	uint32_t left;		     /* taker: entries in it that weren't taken yet */
	bool taking;		     /* taker: it isn't given back yet */
	size_t empty;		     /* filler: trays beside it that are free */
};

#define MAIL_RING_INIT                                                    \
	{                                                                 \
		.tray = NULL, .filled = { -1, -1 }, .emptied = { -1, -1 } \
	}

bool mail_ring_open(struct mail_ring *);
/* May be called at any time, also twice. */
void mail_ring_close(struct mail_ring *);

/* The process that fills. */
void mail_ring_become_writer(struct mail_ring *);
/* content: of a message, else empty. False: nobody takes anything any more. */
bool mail_ring_put(struct mail_ring *, enum mail_ring_kind, const struct commit_change *,
		   struct str content);
/* Hands over what was put, and waits until the other process has closed. */
void mail_ring_finish(struct mail_ring *);

/* The process that takes. It ignores SIGPIPE, in case the other one crashes. */
void mail_ring_become_reader(struct mail_ring *);
/* content is valid until the next call, BUF_PAD zero bytes follow it. */
enum mail_ring_kind mail_ring_next(struct mail_ring *, struct commit_change *,
				   struct str *content);

#endif
