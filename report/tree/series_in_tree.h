/* SPDX-License-Identifier: MIT */
/* Which patches of a series a git tree holds: "applied (n of m)". */
#ifndef REPORT_TREE_SERIES_IN_TREE_H
#define REPORT_TREE_SERIES_IN_TREE_H

#include "report/series/series.h"
#include "report/tree/git_tree.h"

struct part_in_tree {
	const struct post *post;
	struct tree_match match; /* with a commit */
};

struct series_in_tree {
	struct part_in_tree *parts; /* in the order of their numbers, each number once */
	size_t n;
	uint32_t count; /* patches of these parts */
	uint32_t of;	/* patches of the series: as announced; or that came, if more */
	const struct tree_commit
	    *newest; /* of these parts; NULL if the tree holds none */
};

/*
 * Finds the parts of a series. If another version superseded the series, only commits
 * made before that version was posted count by author and title. The arena owns parts.
 */
void series_in_tree_find(struct series_in_tree *, const struct git_tree *,
			 const struct series *, struct arena *);
/* The tree holds the whole series. */
bool series_in_tree_all(const struct series_in_tree *);
/* Some tree holds some part; trees may be NULL. */
bool series_in_trees(const struct git_trees *, const struct series *);

#endif
