/* SPDX-License-Identifier: MIT */
/*
 * The commits of one public-inbox epoch, oldest first, and what each did to
 * the one file of its tree (public-inbox-v2-format(5)): a message is written
 * to "m"; a deletion leaves a "d" in its place.
 */
#ifndef FILTER_ARCHIVE_GIT_LOG_H
#define FILTER_ARCHIVE_GIT_LOG_H

#include "filter/archive/git.h"
#include "filter/system/reader.h"
#include "store/inbox/inbox.h"

struct change {
	bool wrote; /* a new "m", blob; else its tree is the parent's, or it is a deletion */
	size_t id_len;
	unsigned char commit[COMMIT_MAX], blob[COMMIT_MAX];
};

struct history {
	struct git git;
	struct reader reader;
	unsigned char next[COMMIT_MAX]; /* a commit whose changes come next */
	size_t next_len;
};

/* range: as git takes it, commits that exist. */
bool history_open(struct history *, const char *git_dir, const char *range);
/* false at the end. */
bool history_next(struct history *, struct change *);
/* Whether history_next would not have to wait for git. */
bool history_ready(struct history *);
/* Whether git said all there is. May be called twice. */
bool history_close(struct history *);

/* Bytes of an even number of hex digits, 2 * COMMIT_MAX at most; 0 if it is none. */
size_t hex_bytes(unsigned char out[COMMIT_MAX], struct str hex);

#endif
