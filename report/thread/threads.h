/* SPDX-License-Identifier: MIT */
/*
 * What was said about patches: the mails of a window, what they answer, the
 * series that belong to these, and all that the store has in answer to them,
 * before and after the window. Each mail once, and each mail's replies are
 * read once: a thread costs what it has mails, also a hostile one.
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
	size_t parent; /* what it answers, else the nearest one in its References */
	size_t about;  /* the patch, cover or pull request above it */
	size_t root;   /* the topmost above it, or itself */
	size_t series; /* into set: the one that it is part of, or THREAD_NONE */
};

struct threads {
	struct thread_mail *mails; /* newest first, once they are bound */
	size_t n, cap;
	struct hashmap by_id;  /* into mails */
	struct selection wide; /* their patches, covers and pull requests, newest first */
	struct series_set set; /* the series of these */
	size_t most;	       /* mails that are kept at most */
	struct arena arena;
	enum status st; /* ST_DAMAGED: something could not be read */
};

/* The mails of the window, which must outlive the threads. */
void threads_init(struct threads *, const struct selection *);
/* Further mails: all that arrived at since or later, before until. want: NULL, or which
 * of them. */
typedef bool threads_want_fn(void *arg, const struct record *);
void threads_arrived(struct threads *, int64_t since, int64_t until, threads_want_fn *,
		     void *arg);
/* Binds them all. pick: only series and pull requests that match are in set and wide. */
void threads_bind(struct threads *, const struct series_match *);
/* Instead of these three: one series, and all that the stores have in answer to it; no
 * more than that many mails. set and wide stay empty; .series is 0 in the mails of the
 * series. */
void threads_of_series(struct threads *, const struct selection *, const struct series *,
		       size_t most);
void threads_release(struct threads *);

/* Index of a mail, or THREAD_NONE. */
size_t threads_find(const struct threads *, struct str message_id);
/* Some mail of the series is in the window. */
bool threads_in_window(const struct threads *, const struct series *);

#endif
