/* SPDX-License-Identifier: MIT */
/* Decides a mail's kind by clues in a table (patchdigest-rules(7), rules 3 to 13). */
#ifndef FILTER_RECORD_CLASSIFY_H
#define FILTER_RECORD_CLASSIFY_H

#include "filter/mail/message.h"
#include "filter/patch/patch.h"
#include "filter/patch/subject.h"
#include "store/inbox/record.h"

enum clue {
	CLUE_REPLY = 1 << 0,   /* the subject has a reply mark */
	CLUE_FORWARD = 1 << 1, /* all its reply marks are those of a forwarded mail */
	CLUE_PATCH = 1 << 2,   /* the subject is a patch's */
	CLUE_COVER = 1 << 3,   /* the subject's part number is 0 */
	CLUE_PULL = 1 << 4,    /* the subject is a pull request's */
	CLUE_REQUEST = 1 << 5, /* the text is a pull request's */
	CLUE_NOTICE = 1 << 6,  /* a notice about a patch or an order (rule 13) */
	CLUE_ROBOT = 1 << 7,   /* the sender is a robot */
	CLUE_DIFF = 1 << 8,    /* the mail carries a diff */
	CLUE_STAT = 1 << 9,    /* the mail carries a diffstat */
	CLUE_AUTHOR = 1 << 10, /* an in-body From, or Subject below scissors */
	CLUE_PARENT = 1 << 11, /* In-Reply-To or References */
	/* an answer without a mark or diff that reviews or quotes */
	CLUE_REVIEW = 1 << 12,
	CLUE_PART = 1 << 13,	 /* the subject is that of a pull request's part */
	CLUE_PING = 1 << 14,	 /* the subject asks for an answer */
	CLUE_SERIES = 1 << 15,	 /* the subject is a whole series', without PATCH */
	CLUE_SHORTLOG = 1 << 16, /* the mail carries a shortlog */
	CLUE_COMMENT = 1 << 17,	 /* a comment that a review tool sends */
};

/* Returns the clues of a mail, or-ed. Scratch memory comes from the arena. */
unsigned classify_clues(const struct message *, const struct subject *,
			const struct patch *, struct arena *);
/* Returns KIND_OTHER if no row of the table fits the clues. */
enum kind classify_kind(unsigned clues);

#endif
