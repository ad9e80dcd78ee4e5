/* SPDX-License-Identifier: MIT */
/*
 * The git trees of --tree: which commit a posted patch became (patchdigest-rules(7),
 * rule 19). Each tree is read once, by one git log.
 */
#ifndef REPORT_TREE_GIT_TREE_H
#define REPORT_TREE_GIT_TREE_H

#include "report/tree/tree_commits.h"

/* Commits are read from so many days before the window. */
#define TREE_DAYS 180

struct git_tree {
	const char *option; /* as given; borrowed */
	/* Names to print: of the URL that it was cloned from the last two names of the
	 * path, else the folder as given. */
	struct str name;
	struct str branch; /* the revision as given; or empty */
	struct str url;	   /* without user and password; or empty */
	struct str repo;   /* the repository's folder */
	struct str head;   /* the commit that the revision names */
	struct tree_commits commits;
};

struct git_trees {
	struct git_tree *list;
	size_t n;
	struct arena arena;
};

#define GIT_TREES_INIT ((struct git_trees){ .n = 0 })

/*
 * Finds the repositories and the commits that their revisions name. ST_USAGE, ST_NOINPUT:
 * why names the tree, what was expected and what there is. To be released after an
 * error too. The options must outlive the trees.
 */
enum status git_trees_open(struct git_trees *, const char *const *options, size_t n,
			   struct buf *why);
/*
 * Reads the commits for a window: from TREE_DAYS before since up to until; INT64_MIN,
 * INT64_MAX: open. The mailmap, which may be NULL, must outlive the trees. ST_NOINPUT if
 * git can't list all of them: then no tree is to be used.
 */
enum status git_trees_read(struct git_trees *, int64_t since, int64_t until,
			   const struct mailmap *, struct buf *why);
void git_trees_release(struct git_trees *);

/*
 * Finds the commit that a patch became. A commit that only has the patch's author and
 * title counts if it was made after the patch was posted, and before the time `before`;
 * INT64_MAX: at any time after. If a mail has several patches, the tree must hold all of
 * them: then the newest commit is returned. A cover letter becomes no commit.
 */
struct tree_match git_tree_find(const struct git_tree *, const struct post *,
				int64_t before);
/* Whether a commit made at that time or later names the mail, or has its author and
 * title. */
bool git_tree_names(const struct git_tree *, const struct record *, int64_t since);

#endif
