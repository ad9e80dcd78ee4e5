/* SPDX-License-Identifier: MIT */
/*
 * Where bulk mode gets its messages: files, a Maildir, an mbox, a
 * public-inbox archive; one iterator for all. A source is made and checked
 * in the process that supervises, and started in the one that works: if that
 * one dies, the source is started again in its successor.
 */
#ifndef FILTER_IMPORT_SOURCE_H
#define FILTER_IMPORT_SOURCE_H

#include "store/util/buf.h"
#include "store/inbox/inbox.h"
#include "store/util/status.h"

enum item_kind {
	ITEM_MAIL,	 /* raw is a message */
	ITEM_DELETION,	 /* a commit of an archive that holds no message */
	ITEM_UNREADABLE, /* why says what is wrong */
};

struct item {
	enum item_kind kind;
	struct str raw;	 /* BUF_PAD zero bytes follow; valid until the next call */
	const char *why; /* valid until the next call */
	struct commit_ref commit_ref;
};

struct source_start {
	uint64_t skip;	     /* items that need not come: done before a restart */
	struct inbox *inbox; /* its marks say how far an archive was read; may be NULL */
	bool total;	     /* find out source->total, even if that takes a while */
};

struct source {
	const struct source_ops *ops;
	const char *unit;     /* what its items are: "messages", "commits" */
	uint64_t done, total; /* progress, in a unit of its own; total 0: not known */
};

struct source_ops {
	bool programs; /* started while it is read: git */
	/* What a mark covers counts as skipped: the first item is number skip. */
	enum status (*start)(struct source *, const struct source_start *,
			     struct buf *why);
	/* ST_OK, ST_NOTFOUND after the last; else nothing more can be read. */
	enum status (*next)(struct source *, struct item *, struct buf *why);
	/* The current item's name, for people: a file, a commit. */
	void (*name)(const struct source *, struct buf *);
	/* Puts marks that cover all items so far, in a transaction. NULL: has none. */
	enum status (*mark)(struct source *, struct inbox *);
	/* The list that all of it belongs to, raw; NULL: each message says itself. */
	void (*list)(struct source *, struct buf *);
	void (*free)(struct source *);
};

/*
 * All make *out, to be freed by source_free, or fail with ST_NOINPUT,
 * ST_USAGE, ST_NOSPACE and the reason. paths are borrowed. Of several paths
 * the unreadable ones become unreadable items, unless all are.
 */
enum status source_files(struct source **out, char *const paths[], size_t n,
			 struct buf *why);
enum status source_maildirs(struct source **out, char *const paths[], size_t n,
			    struct buf *why);
/* "-" is standard input; where that can't be read twice it is copied to a file first. */
enum status source_mbox(struct source **out, char *const paths[], size_t n,
			struct buf *why);
/* range: "A..B", "A..", "..B", or NULL: what came since the last run. */
enum status source_inbox(struct source **out, const char *dir, const char *range,
			 struct buf *why);
void source_free(struct source *);

#endif
