/* SPDX-License-Identifier: MIT */
/* Patches from before the window that its mails name, or that became commits in it. */
#ifndef REPORT_SECTIONS_NAMED_PATCHES_H
#define REPORT_SECTIONS_NAMED_PATCHES_H

#include "report/util/hashmap.h"
#include "report/window/selection.h"

/* How long before the window they are looked for: a merge window and before. */
#define NAMED_DAYS 90

struct named_patches {
	const struct selection *sel;
	struct hashmap titles; /* hash_text of each */
};

/*
 * Finds the titles that the window's pull requests, and notices without In-Reply-To,
 * name. ST_DAMAGED: some pull request could not be read. To be released.
 */
enum status named_patches_find(struct named_patches *, const struct selection *);
/* Whether there is anything to be looked for. */
bool named_patches_any(const struct named_patches *);
/* Whether the mail is a patch of such a title, or of a commit of a git tree that was made
 * in the window or after it. */
bool named_patches_have(const struct named_patches *, const struct record *);
void named_patches_release(struct named_patches *);

#endif
