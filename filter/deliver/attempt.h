/* SPDX-License-Identifier: MIT */
/*
 * One attempt to store one message, in a child process. Every message that is
 * delivered or drained goes through here. The parse comes first, so that the
 * child holds no lock while a library may crash or hang.
 */
#ifndef FILTER_DELIVER_ATTEMPT_H
#define FILTER_DELIVER_ATTEMPT_H

#include "filter/system/guard.h"
#include "store/inbox/archive_pos.h"
#include "store/tdb/store.h"

enum attempt_goal {
	ATTEMPT_STORE,	  /* put a record into the store */
	ATTEMPT_CLASSIFY, /* only find the value of X-Patchdigest */
	ATTEMPT_FACTS,	  /* only find the lines of --dry-run */
};

/* Where a message came from; the mail itself does not say all of it. */
struct origin {
	struct str list;	      /* --list, normalised; empty: the mail's List-Id */
	struct str only;	      /* ... if it matches (filter/mail/mail_list.h) */
	struct commit_ref commit_ref; /* its commit in an archive, if known */
	int64_t now;		      /* seconds since 1970 */
};

struct attempt {
	enum attempt_goal goal;
	bool header_only;	    /* parsing this message has crashed before */
	struct str raw;		    /* BUF_PAD zero bytes follow it; borrowed */
	struct origin origin;	    /* borrowed */
	struct store_options store; /* without list and mode */
	uint32_t max_lists;	    /* that the store may have for a mail to make one */
};

struct attempt_result {
	enum guard_end end;
	enum status status; /* ST_OK, ST_EXISTS: done; otherwise the reason why not */
	int signal;	    /* the one that killed the child, or 0 */
	bool parsed;	    /* the parse succeeded: an error is not the mail's fault */
	struct buf text; /* facts or summary, without a line end; "other" if not parsed */
	struct buf why;	 /* what went wrong, a phrase */
};

/*
 * Fills result, which the caller releases. timeout_ms: of parse and store
 * together. A child that writes to the store by then is left to end that
 * (GUARD_STAYS): the message may be in the store a little later.
 */
void attempt_run(const struct attempt *, struct attempt_result *, int timeout_ms);
void attempt_release(struct attempt_result *);
/* Whether the attempt succeeded; after ATTEMPT_STORE the message is in the store. */
bool attempt_succeeded(const struct attempt_result *);

#endif
