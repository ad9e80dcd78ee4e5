/* SPDX-License-Identifier: MIT */
/*
 * A public-inbox archive on disk: one git repository an epoch, each a line
 * of commits. What of it is to be read: a range given by the user, or what
 * came since the store's marks.
 */
#ifndef FILTER_ARCHIVE_ARCHIVE_H
#define FILTER_ARCHIVE_ARCHIVE_H

#include "store/inbox/inbox.h"

/* "COMMIT..COMMIT" */
#define RANGE_MAX (4 * COMMIT_MAX + 3)

struct epoch {
	char *git_dir;
	uint32_t number;
	bool numbered;		 /* by its path; else the store's marks say */
	bool empty;		 /* has no commit */
	bool note_root;		 /* the store doesn't know this repository yet */
	char range[RANGE_MAX];	 /* for git log; "": nothing to read */
	struct import_mark mark; /* before the first commit of range */
};

struct archive {
	char *inbox_dir; /* the inbox it belongs to, or NULL */
	bool marks;	 /* what is read moves the marks */
	struct epoch *epoch;
	size_t n;
};

#define ARCHIVE_INIT                \
	{                           \
		NULL, true, NULL, 0 \
	}

/* dir: an inbox with git/N.git, or one repository, bare or not. ST_NOINPUT. */
enum status archive_find(struct archive *, const char *dir, struct buf *why);
/* The part given as "A..B", "A.." or "..B". ST_USAGE, ST_NOINPUT. */
enum status archive_range(struct archive *, const char *range, struct buf *why);
/*
 * Without a range: from each mark on. With one: its place in the archive.
 * inbox: NULL reads all, epochs without a number are 0.
 */
enum status archive_plan(struct archive *, struct inbox *inbox);
void archive_release(struct archive *);

/* The inbox's own address or list id by its configuration, else its newest mail's; raw.
 */
void archive_list_name(const struct archive *, struct buf *list);

#endif
