/* SPDX-License-Identifier: MIT */
/*
 * Trailers (CLASSIFY.md, rule 14): "Signed-off-by: Name <address>" and the
 * like, in a commit message's last paragraphs, or given in a reply.
 */
#ifndef FILTER_PATCH_TRAILER_H
#define FILTER_PATCH_TRAILER_H

#include "store/util/arena.h"
#include "store/util/str.h"

struct trailer_iter {
	struct str key;	  /* as spelled */
	struct str value; /* wrapped lines joined, "<mailto:...>" taken out */
	/* what follows is the iterator's own */
	struct str rest;
	struct arena *arena;
	bool reply;
	bool header; /* inside of a header that was pasted into a reply */
	bool advice; /* trailers that somebody asks for are not given; reviews are
			nobody's to ask for */
};

/* log: a commit message up to "---". */
void trailer_init(struct trailer_iter *, struct str log, struct arena *);
/* text: all of a reply. */
void trailer_init_reply(struct trailer_iter *, struct str text, struct arena *);
/* key and value stay valid as long as text and arena. */
bool trailer_next(struct trailer_iter *);

#endif
