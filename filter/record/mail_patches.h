/* SPDX-License-Identifier: MIT */
/*
 * Puts together what the record of a mail with several patches says of all of them
 * (patchdigest-rules(7), rule 11).
 */
#ifndef FILTER_RECORD_MAIL_PATCHES_H
#define FILTER_RECORD_MAIL_PATCHES_H

#include "filter/patch/diff.h"
#include "store/util/arena.h"
#include "store/util/buf.h"

struct mail_patches {
	size_t n;	       /* at most RECORD_PARTS_MAX */
	struct diff_sums sums; /* added up */
	struct buf parts;      /* as in struct record */
	/*
	 * As an entry prints it: the text of the first patch; before the text of each
	 * further one its subject and "Author: NAME <ADDRESS>".
	 */
	struct buf body;
	bool cut;		    /* body is longer than PATCH_BODY_MAX and was cut */
	struct buf trailers, paths; /* of all, in lines */
};

/*
 * Reads the patches of git format-patch that have a diff in text and then in more, which
 * are as in struct message. A repeated patch counts once. paths_max:
 * bytes. Scratch memory comes from the arena. To be released.
 */
void mail_patches_read(struct mail_patches *, struct str text, struct str more,
		       size_t paths_max, struct arena *);
void mail_patches_release(struct mail_patches *);

#endif
