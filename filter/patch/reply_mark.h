/* SPDX-License-Identifier: MIT */
/*
 * The words that stand before a subject: mail programs mark replies and forwards,
 * gateways and trackers add notes (patchdigest-rules(7), rule 3).
 */
#ifndef FILTER_PATCH_REPLY_MARK_H
#define FILTER_PATCH_REPLY_MARK_H

#include "store/util/str.h"

enum reply_mark {
	MARK_NONE,
	MARK_RE,      /* "Re:", git's and every mail program's */
	MARK_REPLY,   /* a reply's in another language: "Aw:" */
	MARK_FORWARD, /* "Fwd:" */
	MARK_GATEWAY, /* not a person's: "EXTERNAL:", "***SPAM***", "bug#54321:" */
	MARK_PING,    /* a person asks for an answer: "Ping:", "Ping^2:" */
};

/*
 * Takes a mark, its colon included, off text. Returns MARK_NONE, and leaves text
 * unchanged, if it begins otherwise. White space must be collapsed (rule 1).
 */
enum reply_mark reply_mark_take(struct str *text);
/* Returns what word is a mark of, without its colon: "Re", "Re[2]", "EXT", "ping^2". */
enum reply_mark reply_mark_word(struct str word);

#endif
