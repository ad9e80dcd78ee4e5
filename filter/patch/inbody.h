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
};

/* Reads the block at the start of text, after any empty lines. */
void inbody_parse(struct inbody *, struct str text);
/*
 * Reads a block with From and Subject below a quotation, one line of chat, or a
 * short chat that ends in "---" or scissors.
 */
void inbody_parse_below(struct inbody *, struct str text);

#endif
