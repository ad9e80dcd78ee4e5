/* SPDX-License-Identifier: MIT */
/*
 * Reads trailers ("Signed-off-by: Name <address>") in the last paragraphs of a
 * commit message, or in a reply (patchdigest-rules(7), rule 14).
 */
#ifndef FILTER_PATCH_TRAILER_H
#define FILTER_PATCH_TRAILER_H

#include "store/util/arena.h"
#include "store/util/str.h"

struct trailer_iter {
	struct str key;	  /* as spelled */
	struct str value; /* wrapped lines joined, "<mailto:...>" taken out */
	/*
	 * Who sends a reply, set after trailer_init_reply() if known: the sender's own
	 * trailers count indented, too.
	 */
	struct str sender_name, sender_addr;
	/* private */
	struct str rest;
	struct arena *arena;
	bool reply;
	bool header; /* inside a mail header that was pasted into a reply */
	/* skip trailers: the writer only asks for them; reviews are always given */
	bool advice;
};

/* Starts on log, a commit message up to "---". */
void trailer_init(struct trailer_iter *, struct str log, struct arena *);
/* Starts on text, a whole reply. */
void trailer_init_reply(struct trailer_iter *, struct str text, struct arena *);
/* Sets key and value, which stay valid as long as text and arena; false at the end. */
bool trailer_next(struct trailer_iter *);

#endif
