/* SPDX-License-Identifier: MIT */
/*
 * The contents of many objects out of one "git cat-file --batch --buffer".
 * Objects are asked for well ahead of being taken, so that git works while
 * the caller does. Both ends are plain blocking pipes, which can't deadlock
 * as long as no more is asked ahead than the pipe to git holds: window.
 */
#ifndef FILTER_ARCHIVE_CAT_FILE_H
#define FILTER_ARCHIVE_CAT_FILE_H

#include "filter/archive/git.h"
#include "filter/system/reader.h"

enum blob_result {
	BLOB_READ,
	BLOB_MISSING, /* git has no such object, or it is no blob */
	BLOB_LOST,    /* git ended while it read this one: the object is damaged */
};

struct cat_file {
	struct git git;
	struct reader reader;
	struct buf asks;   /* not yet written */
	size_t window;	   /* how many may have been asked and not been taken */
	bool line_end_due; /* the one that follows each content */
};

bool cat_file_open(struct cat_file *, const char *git_dir);
/* For "release and start again": may be called at any time, also twice. */
void cat_file_close(struct cat_file *);

/* Asks for an object by anything git rev-parse takes. */
void cat_file_ask(struct cat_file *, struct str name);
/* Hands to git what was asked so far. */
void cat_file_flush(struct cat_file *);
/* No more will be asked: without this git may sit on its last output. */
void cat_file_finish(struct cat_file *);
/* The next one asked for, in order; raw (padded) is valid until the next call. */
enum blob_result cat_file_next(struct cat_file *, struct str *raw);

#endif
