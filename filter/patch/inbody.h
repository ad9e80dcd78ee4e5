/* SPDX-License-Identifier: MIT */
/*
 * Header fields in the body, as git am reads them: the author and the title
 * of a patch that somebody else sends (CLASSIFY.md, rule 12).
 */
#ifndef FILTER_PATCH_INBODY_H
#define FILTER_PATCH_INBODY_H

#include "store/util/str.h"

struct inbody {
	struct str from, subject; /* raw values, folds included; empty: none */
	size_t start;		  /* offset in the text of the block ... */
	size_t end; /* ... and of what follows it; equal: there is no block */
};

/* The block at the start of the text, empty lines before it allowed. */
void inbody_parse(struct inbody *, struct str text);
/*
 * A block with From and Subject below a quoted reply, a short chat that ends
 * in "---" or scissors, or one line of chat (FORMAT.md, default style).
 */
void inbody_parse_below(struct inbody *, struct str text);

#endif
