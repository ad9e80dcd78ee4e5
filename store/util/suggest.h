/* SPDX-License-Identifier: MIT */
/* "Did you mean": finds the word that a mistyped word was meant to be. */
#ifndef STORE_UTIL_SUGGEST_H
#define STORE_UTIL_SUGGEST_H

#include "store/util/buf.h"

/* A mistyped word, and the nearest word to it so far. */
struct suggest {
	struct str typed;
	struct str word; /* empty: no word is near enough; borrowed */
	size_t distance; /* of word */
};

struct suggest suggest_start(struct str typed);
/*
 * Takes the word if it is nearer than those before. A word is near enough if a letter in
 * three, at least one, was left out, added, changed or swapped with its neighbour, or if
 * at least three letters were typed and it begins with them. Words longer than 64 bytes
 * are no candidates.
 */
void suggest_try(struct suggest *, struct str word);
/* Appends "; did you mean WORD?" with what stands before the word, if one was found. */
void suggest_add(struct buf *, const struct suggest *, const char *before);

#endif
