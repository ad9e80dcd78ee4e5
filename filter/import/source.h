/* SPDX-License-Identifier: MIT */
/*
 * The input of an import: files, Maildirs, mboxes or a public-inbox archive,
 * behind one iterator. The parent process makes and checks a source, its worker
 * starts it. If the worker crashes, the next one starts the source again.
 */
#ifndef FILTER_IMPORT_SOURCE_H
#define FILTER_IMPORT_SOURCE_H

#include "filter/command/options.h"
#include "store/util/buf.h"
#include "store/inbox/inbox.h"
#include "store/util/status.h"

enum item_kind {
	ITEM_MAIL,	 /* raw is a message */
	ITEM_DELETION,	 /* an archive's commit without a message: raw is the one that
			    it deletes, or empty */
	ITEM_UNREADABLE, /* why says why */
};

struct item {
	enum item_kind kind;
	struct str raw;	 /* BUF_PAD zero bytes follow; valid until the next call */
	const char *why; /* valid until the next call */
	struct commit_ref commit_ref;
};

struct source_start {
	uint64_t skip;	     /* items to leave out: done before a restart */
	struct inbox *inbox; /* has the archive's import marks; may be NULL */
	bool total;	     /* find source->total, even if that takes a while */
};

struct source {
	const struct source_ops *ops;
	const char *unit;     /* its items: "messages" or "commits" */
	bool programs;	      /* reading it starts programs */
	bool empty;	      /* has no item: no list is made for it */
	uint64_t done, total; /* progress: items or bytes; total 0: not known */
	size_t max;	      /* bytes of a message; a larger one is an unreadable item */
};

struct source_ops {
	bool archive; /* its items may be deletions */
	bool network; /* starting it connects to a server */
	/* Items that a mark covers count as left out: the first item is number skip. */
	enum status (*start)(struct source *, const struct source_start *,
			     struct buf *why);
	/* ST_OK; ST_NOTFOUND after the last item; otherwise nothing more can be read. */
	enum status (*next)(struct source *, struct item *, struct buf *why);
	/* Appends the current item's name for people: a file, a commit. */
	void (*name)(const struct source *, struct buf *);
	/* Puts marks that cover all items so far; in a transaction. NULL: no marks. */
	enum status (*put_marks)(struct source *, struct inbox *);
	/* In a transaction, after the last item: adjusts the inbox to what the source has
	 * no longer. ST_INPUT with why: that needs the user's word. NULL: nothing to do.
	 */
	enum status (*finish)(struct source *, struct inbox *, const struct options *,
			      struct buf *why);
	/* Appends the list of all items, not normalised; NULL: each message says.
	 * store: where an older run may have put it. An error, with why: the source can't
	 * be read, and no list is to be made for it. */
	enum status (*add_list)(struct source *, const char *store, struct buf *,
				struct buf *why);
	void (*free)(struct source *);
};

/*
 * Each makes *out, which the caller frees with source_free, or returns
 * ST_NOINPUT, ST_USAGE or ST_NOSPACE with why. Paths are borrowed. Unreadable
 * paths become unreadable items, unless all paths are unreadable.
 */
enum status source_files(struct source **out, char *const paths[], size_t n,
			 struct buf *why);
enum status source_maildirs(struct source **out, char *const paths[], size_t n,
			    struct buf *why);
/* "-" is standard input; if it can't be read twice, it is copied to a file first. */
enum status source_mbox(struct source **out, char *const paths[], size_t n,
			struct buf *why);
/* range: "A..B", "A.." or "..B"; NULL: the commits since the last run. */
enum status source_archive(struct source **out, const char *dir, const char *range,
			   struct buf *why);
/*
 * All commits of an archive that was read before: as the list says, or as any list of
 * the store if list is empty. Moves no mark.
 */
enum status source_archive_again(struct source **out, const char *dir,
				 const struct options *, struct buf *why);
/* Why an item above source->max can't be read. */
#define SOURCE_TOO_LARGE "larger than --max-message"
/* A feed (filter/fetch/fetch_url.h), by the options' rights and limits, which are
 * borrowed. */
enum status source_fetch(struct source **out, const char *url, const struct options *,
			 struct buf *why);
/* Opens what the command line names, by its mode; not the feeds of --fetch. */
enum status source_open(struct source **out, const struct options *, struct buf *why);
void source_free(struct source *);

#endif
