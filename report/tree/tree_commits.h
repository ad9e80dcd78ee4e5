/* SPDX-License-Identifier: MIT */
/*
 * The commits of a git tree, found by the mails that they name, and by author and title.
 * Texts are kept as hashes, but for the id and the committer: a year of a large tree
 * takes some megabytes.
 */
#ifndef REPORT_TREE_TREE_COMMITS_H
#define REPORT_TREE_TREE_COMMITS_H

#include "report/people/mailmap.h"
#include "report/tree/tree_log.h"

struct tree_commit {
	struct str id;		 /* hex, whole */
	struct person committer; /* as mapped */
	int64_t date;		 /* the committer's */
	/* hash_text of title and author's name, hash_nocase of their address; 0: none */
	uint64_t title, name, addr;
};

struct tree_commits {
	const struct mailmap *mailmap; /* borrowed, or NULL */
	struct tree_commit *list;
	size_t n, cap;
	struct tree_key *keys; /* several of each commit */
	size_t n_keys, cap_keys;
	struct hashmap committers; /* into list: a commit by the same person */
	struct arena arena;
};

/* The patch whose commit is looked for. */
struct tree_wanted {
	struct str message_id; /* empty: only by author and title */
	struct str title;
	struct person author; /* as mapped */
	/* By author and title: after <= date < before; INT64_MAX: open. */
	int64_t after, before;
};

/* How a commit was found: by a line Link: or Message-ID: that names the mail, or by
 * author and title. */
enum tree_found { TREE_FOUND_ID, TREE_FOUND_TITLE };

struct tree_match {
	const struct tree_commit *commit; /* NULL: no commit was found */
	enum tree_found by;
};

void tree_commits_init(struct tree_commits *, const struct mailmap *);
void tree_commits_add(struct tree_commits *, const struct tree_log_commit *);
/* To be called after the last commit was added, before one is looked for. */
void tree_commits_sort(struct tree_commits *);
/*
 * Finds the oldest commit that names the mail and has its title; else the oldest one with
 * its author and title; else the oldest one that names it, one by its author before
 * others. Brackets at the start of a title are left out, case and blanks are folded.
 */
struct tree_match tree_commits_find(const struct tree_commits *,
				    const struct tree_wanted *);
void tree_commits_release(struct tree_commits *);

#endif
