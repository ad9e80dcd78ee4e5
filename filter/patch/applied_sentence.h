/* SPDX-License-Identifier: MIT */
/* One sentence of a reply: whether it says "applied", and of what. */
#ifndef FILTER_PATCH_APPLIED_SENTENCE_H
#define FILTER_PATCH_APPLIED_SENTENCE_H

#include "store/util/str.h"

struct applied_sentence {
	struct str before; /* the words before the verb that are its subject: "Patches 3
			      and 4" */
	struct str after;  /* all words after the verb */
	bool counted;	   /* the number after the verb is a count: "3 patches" */
	bool whole;	   /* the object is the series, all or both */
	bool dropped;	   /* "I have dropped this again" */
};

/* Whether such a sentence needs the word, or one like it: "queued", "dropped". All of
 * them end in "ed", but "taken". */
bool applied_is_verb(struct str word);

/*
 * sentence: without its end mark; its lines may be wrapped. Returns false if it says
 * nothing about patches that were applied or dropped.
 */
bool applied_sentence_read(struct applied_sentence *, struct str sentence);

#endif
