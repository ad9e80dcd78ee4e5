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
	bool wrote; /* a new "m", blob; else its tree is the parent's, or it is a deletion
		     */
	size_t id_len;
	unsigned char commit[COMMIT_MAX], blob[COMMIT_MAX];
};

struct git_log {
	struct git git;
	struct reader reader;
	unsigned char next[COMMIT_MAX]; /* a commit whose changes come next */
	size_t next_len;
};

/* range: as git takes it, commits that exist. */
bool git_log_open(struct git_log *, const char *git_dir, const char *range);
/* false at the end. */
bool git_log_next(struct git_log *, struct change *);
/* Whether git_log_next would not have to wait for git. */
bool git_log_ready(struct git_log *);
/* Whether git said all there is. May be called twice. */
bool git_log_close(struct git_log *);

/* Bytes of an even number of hex digits, 2 * COMMIT_MAX at most; 0 if it is none. */
size_t object_id_parse(unsigned char out[COMMIT_MAX], struct str hex);

#endif
