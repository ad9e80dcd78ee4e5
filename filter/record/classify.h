/* SPDX-License-Identifier: MIT */
/* What kind of mail it is: CLASSIFY.md, rules 5 to 13, as a table over what was found. */
#ifndef FILTER_RECORD_CLASSIFY_H
#define FILTER_RECORD_CLASSIFY_H

#include "filter/mail/message.h"
#include "filter/patch/patch.h"
#include "filter/patch/subject.h"
#include "store/inbox/record.h"

enum clue {
	CLUE_REPLY = 1 << 0,   /* the subject has a reply mark */
	CLUE_FORWARD = 1 << 1, /* it has only those of a forwarded mail */
	CLUE_PATCH = 1 << 2,   /* the subject is a patch's */
	CLUE_COVER = 1 << 3,   /* ... its number is 0 */
	CLUE_PULL = 1 << 4,    /* the subject is a pull request's */
	CLUE_REQUEST = 1 << 5, /* the text is */
	CLUE_NOTICE = 1 << 6,  /* a notice about a patch (rule 13) */
	CLUE_ROBOT = 1 << 7,   /* from a robot */
	CLUE_DIFF = 1 << 8,    /* it carries a diff */
	CLUE_STAT = 1 << 9,    /* it carries a diffstat */
	CLUE_AUTHOR = 1 << 10, /* an in-body From */
	CLUE_PARENT = 1 << 11, /* In-Reply-To or References */
	CLUE_REVIEW = 1 << 12, /* a review trailer, or quoted text */
};

/* The clues of a mail; scratch memory comes from the arena. */
unsigned classify_clues(const struct message *, const struct subject *,
			const struct patch *, struct arena *);
enum kind classify_kind(unsigned clues);

#endif
