/* SPDX-License-Identifier: MIT */
/*
 * A subject taken apart: reply marks, the bracket groups before the title
 * (git's subject prefix), the title. CLASSIFY.md, rules 1 to 8. Nobody else
 * looks at a bracket.
 */
#ifndef FILTER_PATCH_SUBJECT_H
#define FILTER_PATCH_SUBJECT_H

#include "store/util/arena.h"
#include "store/util/str.h"

/* What a subject says beyond the facts that are stored. */
enum subject_clue {
	SUBJECT_PATCH =
	    1 << 0, /* the word PATCH, or a group made of a counter and flags (rule 5) */
	SUBJECT_FORWARD =
	    1 << 1, /* the only reply marks are those of a forwarded mail (rule 3) */
	SUBJECT_PULL =
	    1 << 2, /* a pull request: [GIT PULL], [PULL], [PULL 0/n] (rule 9) */
	SUBJECT_NOTICE =
	    1 << 3, /* a robot's or maintainer's notice about a patch (rule 13) */
};

struct subject {
	uint32_t facts; /* enum fact: NUMBERED TOTAL VERSIONED REPLY_MARK PULL RFC RESEND
			   BOT */
	unsigned clues; /* enum subject_clue */
	uint32_t number, total;
	struct str version; /* "2", "5.1"; "1" by default */
	struct str title;   /* a view into the subject */
	struct str prefix;  /* the flags as spelled, joined by commas */
};

/*
 * text: decoded, unfolded, white space collapsed (rule 1). Copies go to the
 * arena; the title is a view. Anything yields something; linear in text.
 */
void subject_parse(struct subject *, struct str text, struct arena *);

#endif
