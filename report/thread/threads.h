/* SPDX-License-Identifier: MIT */
/*
 * The threads of a window: its mails, their parents, the series of these, and all replies
 * that the store has, before and after the window. Each mail is read once, and its
 * replies once: so the time is linear in the mails, also in a hostile thread.
 */
#ifndef REPORT_THREAD_THREADS_H
#define REPORT_THREAD_THREADS_H

#include "report/util/hashmap.h"
#include "report/series/series_match.h"
#include "report/series/series.h"

#define THREAD_NONE SIZE_MAX

struct thread_mail {
	const struct post *post;
	bool in_window;
	/* Into mails, or THREAD_NONE: */
	size_t parent;	/* its In-Reply-To, else the nearest mail in its References */
	size_t about;	/* the patch, cover or pull request above it */
	size_t root;	/* the topmost above it, or itself */
	size_t series;	/* into set: the series that has it as a part, or THREAD_NONE */
	uint64_t title; /* of a part: hash_text(); many look for it */
};

struct threads {
	struct thread_mail *mails; /* newest first, once they are bound */
	size_t n, cap;
	struct hashmap by_id;  /* into mails, by post_key(); by hash_id(): the earliest */
	bool reused;	       /* several mails have one Message-ID */
	struct selection wide; /* the patches, covers and pull requests, newest first */
	struct series_set set; /* the series of wide */
	size_t most;	       /* no more mails are kept */
	bool versions;	       /* set before threads_bind: set gets older versions too */
	struct arena arena;
	enum status st; /* ST_DAMAGED: something could not be read */
};

/* Takes the mails of the window, which must outlive the threads. */
void threads_init(struct threads *, const struct selection *);
/* Takes further mails with since <= arrival < until. want: NULL, or which of them; asked
 * before the mail has its kind by selection_set_kind(), and then again. */
typedef bool threads_want_fn(void *arg, const struct record *);
void threads_arrived(struct threads *, int64_t since, int64_t until, threads_want_fn *,
		     void *arg);
/* Takes a mail that was read from one of the selection's inboxes. */
void threads_offer(struct threads *, struct inbox *, struct mail *);
/* Takes a mail of one of the selection's inboxes. */
void threads_take(struct threads *, struct inbox *, uint32_t seq);
/* Binds the mails. match: series_match_keep() for set and wide; NULL keeps all. */
void threads_bind(struct threads *, const struct series_match *);
/*
 * Whether a report uses what this mail says, in threads bound with this match: the series
 * that the mail is about is in set. A mail about no series is left out if the match
 * asks for series, or excludes what the mail is about: a pull request, else the topmost
 * mail.
 */
bool threads_selects(const struct threads *, const struct series_match *,
		     const struct thread_mail *);
/*
 * Replaces threads_init, _arrived and _bind for one series: reads and binds the series
 * and its replies, at most `most` mails; no replies if more than SAME_ID_MAX mails of one
 * inbox bear the Message-ID of one of its mails. set and wide stay empty; the mails of
 * the series have .series 0.
 */
void threads_of_series(struct threads *, const struct selection *, const struct series *,
		       size_t most);
void threads_release(struct threads *);

/* Returns the index of a mail, or THREAD_NONE. */
size_t threads_find(const struct threads *, const struct post *);
/* Returns the index of the earliest mail that bears the Message-ID, or THREAD_NONE. */
size_t threads_find_id(const struct threads *, struct str message_id);
/* Some mail of the series is in the window. */
bool threads_in_window(const struct threads *, const struct series *);

#endif
