/* SPDX-License-Identifier: MIT */
/*
 * The contents of many objects from one "git cat-file --batch --buffer". The
 * caller requests objects well before it takes them, so that git works
 * meanwhile. Both pipes block. They can't deadlock as long as no more requests
 * are open than the pipe to git holds: window.
 */
#ifndef FILTER_ARCHIVE_CAT_FILE_H
#define FILTER_ARCHIVE_CAT_FILE_H

#include "store/util/reader.h"
#include "store/util/git.h"

enum blob_result {
	BLOB_READ,
	BLOB_MISSING, /* git has no such object, or it is no blob */
	BLOB_LOST,    /* git ended while it read this object: it is damaged */
	BLOB_TOO_LARGE,
};

struct cat_file {
	struct git git;
	struct reader reader;
	struct buf requests; /* not yet written */
	size_t window;	     /* how many requests may be open */
	bool lf_due;	     /* the LF after the last content is still to be read */
	size_t max;	     /* bytes of an object that is still read */
};

bool cat_file_open(struct cat_file *, const char *git_dir, size_t max);
/* May be called at any time after cat_file_open, also twice. */
void cat_file_close(struct cat_file *);

/* Requests an object, by any name that git rev-parse understands. */
void cat_file_ask(struct cat_file *, struct str name);
/* Writes the requests so far to git. */
void cat_file_flush(struct cat_file *);
/* Ends the requests: without this git may hold back its last output. */
void cat_file_finish(struct cat_file *);
/*
 * Takes the next object in the order of the requests. raw is valid until the
 * next call; BUF_PAD zero bytes follow it.
 */
enum blob_result cat_file_next(struct cat_file *, struct str *raw);

#endif
