/* SPDX-License-Identifier: MIT */
/*
 * The commits of one public-inbox epoch, oldest first, by git log, and what
 * each did to the one file of its tree (public-inbox-v2-format(5)): a mail is
 * written to "m"; a deletion leaves a "d" in its place.
 */
#ifndef FILTER_ARCHIVE_GIT_LOG_H
#define FILTER_ARCHIVE_GIT_LOG_H

#include "store/util/reader.h"
#include "store/inbox/inbox.h"
#include "store/util/git.h"

struct commit_change {
	bool wrote;   /* a new "m": blob. Otherwise a deletion, or an unchanged tree */
	bool deleted; /* a new "d", and no "m": blob is the mail that it deletes */
	size_t id_len;
	unsigned char commit[COMMIT_MAX], blob[COMMIT_MAX];
};

struct git_log {
	struct git git;
	struct reader reader;
	unsigned char next[COMMIT_MAX]; /* a commit whose line is read already */
	size_t next_len;
};

/* range: as git takes it, of commits that exist. False if git can't be started. */
bool git_log_open(struct git_log *, const char *git_dir, const char *range);
/* False at the end. */
bool git_log_next(struct git_log *, struct commit_change *);
/* Whether git_log_next would not have to wait for git. */
bool git_log_ready(struct git_log *);
/* Returns whether git listed all commits. May be called twice. */
bool git_log_close(struct git_log *);

/* Decodes an id of up to 2 * COMMIT_MAX hex digits. Returns its bytes; 0: no id. */
size_t object_id_parse(unsigned char out[COMMIT_MAX], struct str hex);

#endif
