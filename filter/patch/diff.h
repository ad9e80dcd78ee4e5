/* SPDX-License-Identifier: MIT */
/*
 * Finds diffs in a text (patchdigest-rules(7), rule 11): git's, also for a mode, a
 * rename or a binary file only; those with "Index:" of Subversion, CVS and quilt;
 * plain diffs, also Mercurial's; context diffs.
 */
#ifndef FILTER_PATCH_DIFF_H
#define FILTER_PATCH_DIFF_H

#include "store/util/buf.h"
#include "store/util/str.h"

/* Sums of a change, read from a diffstat or counted. */
struct diff_sums {
	uint32_t files, insertions, deletions;
};

/* Whether rest, which is at the start of a line, begins with a diff. */
bool diff_starts(struct str rest);
/* Returns the offset of the first line that starts a diff, or text.len. */
size_t diff_find(struct str text);
/* Adds the sums of a text that begins with a diff. Skips text between hunks. */
void diff_count(struct diff_sums *, struct str diff);

enum diff_line {
	DIFF_TEXT, /* context, or outside of hunks */
	DIFF_ADDED,
	DIFF_REMOVED,
	DIFF_GIT_FILE, /* "diff --git" */
	DIFF_FILE,     /* the first line of a header: ---, or *** of a context diff */
};

/* Iterates over the lines of rest, a diff. All other members start as 0. */
struct diff_lines {
	struct str rest;
	uint32_t old, new; /* lines of the hunk still to come */
};

/* Takes the next line; *at is the text from that line on. Returns false at the end. */
bool diff_next(struct diff_lines *, enum diff_line *, struct str *at);

#endif
