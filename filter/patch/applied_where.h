/* SPDX-License-Identifier: MIT */
/* Where a patch was applied, as a sentence says it (patchdigest-rules(7), rule 19). */
#ifndef FILTER_PATCH_APPLIED_WHERE_H
#define FILTER_PATCH_APPLIED_WHERE_H

#include "store/util/str.h"

struct applied_where {
	struct str tree, branch; /* empty if the sentence does not say */
};

/*
 * Reads what follows the verb: " to net/net.git (main)", " it to next", " on the arm64
 * for-next/sme", " to the asoc tree". Words of a sentence are no names: a name has a
 * slash, a dash, a dot, a digit or an underscore, or "tree" or "branch" follows it, or
 * it is one of the names that many trees have (next, master).
 */
struct applied_where applied_where_read(struct str after);

#endif
