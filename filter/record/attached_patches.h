/* SPDX-License-Identifier: MIT */
/*
 * The patches that are attached to a mail or pasted into it, as git format-patch
 * writes them: each is a patch of its own (patchdigest-rules(7), rule 11).
 */
#ifndef FILTER_RECORD_ATTACHED_PATCHES_H
#define FILTER_RECORD_ATTACHED_PATCHES_H

#include "filter/mail/address.h"
#include "filter/patch/patch.h"
#include "filter/patch/subject.h"

struct attached_patch {
	struct address author;
	struct subject subject; /* title, version, number, total, flags */
	struct patch patch;	/* log, diffstat, diff, sums */
};

/*
 * Takes the next patch off rest, which is a decoded text. Text before the first one
 * is skipped. The members are views into rest, or lie in the arena. Returns false if
 * rest has no more.
 */
bool attached_patch_next(struct str *rest, struct attached_patch *, struct arena *);

#endif
