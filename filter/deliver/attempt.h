/* SPDX-License-Identifier: MIT */
/*
 * One try to bring one message into the store, in a child process: the way of
 * every message that is delivered or drained. The parse comes first, so that
 * no lock is held while a library may crash or take its time.
 */
#ifndef FILTER_DELIVER_ATTEMPT_H
#define FILTER_DELIVER_ATTEMPT_H

#include "filter/system/guard.h"
#include "store/inbox/archive_pos.h"
#include "store/tdb/store.h"

enum attempt_goal {
	ATTEMPT_STORE,	  /* a record in the store */
	ATTEMPT_CLASSIFY, /* only what X-Patchdigest says: the options were wrong, or
			     --dry-run */
	ATTEMPT_FACTS,	  /* only the lines of --dry-run */
};

/* Where a message came from, as far as the mail itself does not say. */
struct origin {
	struct str list;	      /* --list, normalised; empty: the mail says */
	struct commit_ref commit_ref; /* commit and place in an archive, if any */
	int64_t now;		      /* the clock, seconds */
};

struct attempt {
	enum attempt_goal goal;
	bool header_only;	    /* the parse of this message has crashed before */
	struct str raw;		    /* BUF_PAD readable zero bytes behind it; borrowed */
	struct origin origin;	    /* borrowed */
	struct store_options store; /* list: not used, the origin or the mail says */
};

struct attempt_result {
	enum guard_end end;
	enum status status; /* ST_OK, ST_EXISTS: done; else what is in the way */
	int signal;	    /* that ended it, or 0 */
	bool parsed;	    /* the mail is understood: what went wrong is not its fault */
	struct buf text; /* facts or summary, without a line end; "other" where it is not
			    known */
	struct buf why;	 /* what went wrong, a phrase */
};

void attempt_run(const struct attempt *, struct attempt_result *, int timeout_ms);
void attempt_release(struct attempt_result *);
/* The message is in the store. */
bool attempt_stored(const struct attempt_result *);

#endif
