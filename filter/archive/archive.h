/* SPDX-License-Identifier: MIT */
/*
 * A public-inbox archive on disk: one git repository per epoch, each a line of
 * commits. Which of them to read: a range that the user names, or those that
 * came since the store's import marks.
 */
#ifndef FILTER_ARCHIVE_ARCHIVE_H
#define FILTER_ARCHIVE_ARCHIVE_H

#include "store/inbox/inbox.h"

/* "COMMIT..COMMIT" */
#define RANGE_MAX (4 * COMMIT_MAX + 3)

struct epoch {
	char *git_dir;
	uint32_t number;
	bool numbered;	       /* by its path; otherwise archive_plan finds the number */
	bool empty;	       /* has no commit */
	bool edited;	       /* its history is another one than the store has read */
	bool note_root;	       /* the store doesn't know this repository yet */
	char range[RANGE_MAX]; /* for git log; "": nothing to read */
	struct import_mark mark; /* before the first commit of range */
};

struct archive {
	char *inbox_dir;  /* the public-inbox around it, or NULL */
	bool moves_marks; /* reading it moves the store's marks */
	struct epoch *epoch;
	size_t n;
};

#define ARCHIVE_INIT ((struct archive){ NULL, true, NULL, 0 })

/*
 * Finds the epochs of dir: a public-inbox with git/N.git, or one repository,
 * bare or not. ST_NOINPUT with why.
 */
enum status archive_find(struct archive *, const char *dir, struct buf *why);
/* Reads only "A..B", "A.." or "..B". ST_USAGE, ST_NOINPUT with why. */
enum status archive_range(struct archive *, const char *range, struct buf *why);
/*
 * Sets each epoch's number, range and mark. Without archive_range the range
 * begins at the mark in inbox. inbox NULL: all is read, and an epoch without a
 * number is 0.
 */
enum status archive_plan(struct archive *, struct inbox *inbox);
/* Reads all of it, whatever the marks say; moves no mark. */
void archive_read_all(struct archive *);
void archive_release(struct archive *);

/* Sets mark.root and mark.commit_len: the epoch's first commit; length 0: git failed. */
void archive_find_root(struct epoch *);
/* Counts the commits of a range; of one commit: from the root through it. 0: git failed.
 */
uint32_t archive_count_commits(const char *git_dir, const char *range);

/*
 * Appends the list's address or list id, not normalised: from the
 * configuration of public-inbox, otherwise from the newest mail.
 */
void archive_list_name(const struct archive *, struct buf *list);

#endif
