/* SPDX-License-Identifier: MIT */
/*
 * Diffs in a text (CLASSIFY.md, rule 11): git's, also those that only change
 * a mode, rename or are binary; Index: of Subversion, CVS and quilt; plain
 * ones, Mercurial's among them; context diffs.
 */
#ifndef FILTER_PATCH_DIFF_H
#define FILTER_PATCH_DIFF_H

#include "store/util/buf.h"
#include "store/util/str.h"

/* What changed, by a diffstat or counted. */
struct diff_sums {
	uint32_t files, insertions, deletions;
};

/* Whether a diff starts at the start of rest, which is the start of a line. */
bool diff_starts(struct str rest);
/* Offset of the line where the first diff starts; text.len if there is none. */
size_t diff_find(struct str text);
/* Adds up a text that begins with a diff; text between its hunks is passed over. */
void diff_count(struct diff_sums *, struct str diff);

enum diff_line {
	DIFF_TEXT, /* context, or outside of hunks */
	DIFF_ADDED,
	DIFF_REMOVED,
	DIFF_GIT_FILE, /* "diff --git" */
	DIFF_FILE,     /* the first line of a header: ---, or *** of a context diff */
};

/* A walk over a diff's lines that knows where its hunks end; set rest, the others to 0.
 */
struct diff_lines {
	struct str rest;
	uint32_t old, new; /* lines of the hunk still to come */
};

/* at: the text from the line on. */
bool diff_next(struct diff_lines *, enum diff_line *, struct str *at);

#endif
