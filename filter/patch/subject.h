/* SPDX-License-Identifier: MIT */
/*
 * Splits a subject into reply marks, the bracket groups before the title (git's
 * subject prefix), and the title (patchdigest-rules(7), rules 1 through 8).
 */
#ifndef FILTER_PATCH_SUBJECT_H
#define FILTER_PATCH_SUBJECT_H

#include "store/util/arena.h"
#include "store/util/str.h"

/* Clues to the kind of a mail that are not stored as facts. */
enum subject_clue {
	/* the word PATCH, or a group made of a counter and flags (rule 5) */
	SUBJECT_PATCH = 1 << 0,
	/* all reply marks are those of a forwarded mail (rule 3) */
	SUBJECT_FORWARD = 1 << 1,
	/* a pull request: [GIT PULL], [PULL], [PULL 0/n] (rule 9) */
	SUBJECT_PULL = 1 << 2,
	/* a robot's or maintainer's notice about a patch (rule 13) */
	SUBJECT_NOTICE = 1 << 3,
	/* a pull request's part: [PULL 3/15], [GIT PULL 3/15] (rule 9) */
	SUBJECT_PART = 1 << 4,
	/* [PING], "Ping:" (rule 3) */
	SUBJECT_PING = 1 << 5,
	/* of a whole series: [PATCHSET], or "x v2" without PATCH (rule 10) */
	SUBJECT_SERIES = 1 << 6,
};

struct subject {
	/* enum fact: NUMBERED TOTAL VERSIONED REPLY_MARK PULL RFC RESEND BOT */
	uint32_t facts;
	unsigned clues; /* enum subject_clue */
	uint32_t number, total;
	struct str version; /* "2", "4a", "5.1"; "1" by default */
	struct str title;   /* a view into the subject */
	struct str prefix;  /* the flags as spelled, joined by commas */
	/* of SUBJECT_PULL and SUBJECT_PART: the flags if the mail is a patch */
	struct str part_prefix;
	/* the "2" of "x v2": the version, if the mail is a cover; empty if the subject
	 * has another version */
	struct str series_version;
};

/*
 * text: decoded, unfolded, white space collapsed (rule 1). The title is a view into
 * it; copies go to the arena. Any text yields a subject, in linear time.
 */
void subject_parse(struct subject *, struct str text, struct arena *);
/*
 * As subject_parse, for a Subject in the body: the patch's author wrote it, and only
 * Re is a reply mark there.
 */
void subject_parse_inbody(struct subject *, struct str text, struct arena *);

#endif
