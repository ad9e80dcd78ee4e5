/* SPDX-License-Identifier: MIT */
/*
 * Header fields in the body, as git am reads them: the author and the title of a
 * patch that another person posts (patchdigest-rules(7), rule 12).
 */
#ifndef FILTER_PATCH_INBODY_H
#define FILTER_PATCH_INBODY_H

#include "store/util/str.h"

struct inbody {
	struct str from, subject; /* raw values, folds included; empty if missing */
	/* offsets in the text of the block and of the text after it; equal: no block */
	size_t start, end;
	bool scissors; /* a line of scissors stands before the block */
	bool commit;   /* the block begins with a line "From COMMIT" */
};

/*
 * Reads the block at the start of text, after any empty lines and a line "From
 * COMMIT". A Date alone is a block, too.
 */
void inbody_parse(struct inbody *, struct str text);
/*
 * Reads the block at the start of a file that quilt or hg export wrote: From and Subject,
 * or "# HG changeset patch" and "# User NAME <ADDRESS>". Returns false if text begins
 * with no such block.
 */
bool inbody_parse_export(struct inbody *, struct str text);
/*
 * Reads a block below other text: with From and then Subject below a quotation, one
 * line of other text, or a few lines that end in "---"; with From below a few lines that
 * end in a line of dashes; with From or Subject below scissors.
 */
void inbody_parse_below(struct inbody *, struct str text);
/* Whether line is "From COMMIT date", which begins a file of git format-patch. */
bool inbody_is_commit_line(struct str line);
/*
 * Returns the offset of the first such line with a block of From and Subject below;
 * text.len if text has no such line.
 */
size_t inbody_find_commit(struct str text);

#endif
