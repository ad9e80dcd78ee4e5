/* SPDX-License-Identifier: MIT */
/* The commits of a git tree as git log prints them, merges left out. */
#ifndef REPORT_TREE_TREE_LOG_H
#define REPORT_TREE_TREE_LOG_H

#include "report/people/person.h"
#include "store/util/git.h"
#include "store/util/reader.h"

/* Bytes of a value, of which the rest is left out: bounds the memory for one commit. */
#define TREE_LOG_VALUE_MAX (1u << 20)

enum tree_log_field {
	TREE_LOG_ID,
	TREE_LOG_DATE,
	TREE_LOG_COMMITTER_NAME,
	TREE_LOG_COMMITTER_ADDR,
	TREE_LOG_AUTHOR_NAME,
	TREE_LOG_AUTHOR_ADDR,
	TREE_LOG_TITLE,
	TREE_LOG_BODY,
	TREE_LOG_FIELDS
};

/* Views, valid until the next commit is read. Bytes are as the commit has them. */
struct tree_log_commit {
	struct str id; /* hex */
	int64_t date;  /* the committer's */
	struct person committer, author;
	struct str title; /* its first paragraph, in one line */
	struct str body;  /* the rest of its message */
};

/* The commits to list. */
struct tree_log_range {
	const char *repo, *commit;
	int64_t since, until;
};

struct tree_log {
	struct git git;
	struct reader reader;
	int64_t until;
	struct buf fields[TREE_LOG_FIELDS];
	bool whole; /* so far: no commit was cut off */
};

/*
 * Starts git on a repository: lists what is reachable from the commit, with a committer's
 * date since <= date < until. INT64_MIN, INT64_MAX: open. errors: the descriptor for
 * git's standard error, -1 for none. Returns false, with errno, if git can't be started.
 */
bool tree_log_open(struct tree_log *, const struct tree_log_range *, int errors);
/* Reads the next commit. Returns false at the end. */
bool tree_log_next(struct tree_log *, struct tree_log_commit *);
/* Ends git. Returns whether all commits were read. */
bool tree_log_close(struct tree_log *);

#endif
