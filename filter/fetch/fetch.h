/* SPDX-License-Identifier: MIT */
/*
 * Reads new mails of a feed: an NNTP group or an IMAP folder. A helper process talks to
 * the server. Once it is connected it gives up files, programs and new connections
 * (filter/system/sandbox.h), so that a hostile server reaches nothing else.
 */
#ifndef FILTER_FETCH_FETCH_H
#define FILTER_FETCH_FETCH_H

#include <sys/types.h>

#include "filter/fetch/fetch_url.h"
#include "store/inbox/inbox.h"
#include "store/util/reader.h"

/* What to fetch, and the account to log in with. Everything is borrowed. */
struct fetch_feed {
	const struct fetch_url *url;
	struct str user, password;
	const char *ca_file;  /* certificates to trust; NULL: the system's */
	uint64_t max_message; /* bytes; a larger mail is passed over */
	/* the first fetch takes mails from about that time on; DATE_NONE: all */
	int64_t since;
};

enum fetch_kind {
	FETCH_MAIL,
	FETCH_TOO_LARGE, /* the mail is passed over */
	FETCH_NOTE,	 /* content: a message for the user; no mail */
	FETCH_FAILED,	 /* content: a message for the user; the last item */
	FETCH_END,	 /* no more mails */
};

struct fetch_item {
	enum fetch_kind kind;
	uint32_t number;	/* of the mail */
	struct fetch_mark mark; /* it covers this item and all items before */
	uint32_t last;		/* number of the newest mail */
	enum status status;	/* of FETCH_FAILED */
	struct str content;	/* valid until the next call; BUF_PAD zero bytes follow */
};

struct fetch {
	pid_t pid;
	int fd;
	uint64_t limit; /* bytes of an item's content */
	struct reader reader;
};

/* Starts the helper, which fetches the mails after the mark; a mark whose next is 0: it
 * is the first fetch. newest: it fetches the newest mail alone. Returns false if no
 * process can be started. */
bool fetch_open(struct fetch *, const struct fetch_feed *, struct fetch_mark,
		bool newest);
/* Reads items from a pipe, which it then owns, without a process. */
void fetch_attach(struct fetch *, int fd, uint64_t max_message);
/* Returns false if the helper ended before it sent FETCH_FAILED or FETCH_END. Not to be
 * called after one of these. */
bool fetch_next(struct fetch *, struct fetch_item *);
void fetch_close(struct fetch *);

#endif
