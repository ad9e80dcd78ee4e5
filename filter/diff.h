/* SPDX-License-Identifier: MIT */
/*
 * Diffs in a text (CLASSIFY.md, rule 11): git's, also those that only change
 * a mode, rename or are binary; Index: of Subversion, CVS and quilt; plain
 * ones, Mercurial's among them; context diffs.
 */
#ifndef FILTER_DIFF_H
#define FILTER_DIFF_H

#include "store/buf.h"
#include "store/str.h"

/* What a diffstat says. */
struct diff_sums {
	uint32_t files, insertions, deletions;
};

/* Whether a diff starts at the start of rest, which is the start of a line. */
bool diff_starts(struct str rest);
/* Offset of the line where the first diff starts; text.len if there is none. */
size_t diff_find(struct str text);
/* Adds up a text that begins with a diff; text between its hunks is passed over. */
void diff_count(struct diff_sums *, struct str diff);
/* Appends the files touched, a line each, without a/ and b/; of a rename both. Up to limit bytes. */
void diff_paths(struct buf *, struct str diff, size_t limit);
/* Appends a path and a newline, unless it is the last one there already. */
void diff_add_path(struct buf *, struct str path, size_t limit);

#endif
