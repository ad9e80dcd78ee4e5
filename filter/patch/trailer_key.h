/* SPDX-License-Identifier: MIT */
/* Which lines are trailers, by their keys and values (CLASSIFY.md, rule 14). */
#ifndef FILTER_PATCH_TRAILER_KEY_H
#define FILTER_PATCH_TRAILER_KEY_H

#include "store/util/str.h"

enum key_kind {
	KEY_NONE,   /* no trailer: a header field, a phone number */
	KEY_HEADER, /* ... one that begins a pasted header */
	KEY_PERSON, /* whose value is a person */
	KEY_LINK,   /* whose value is an address of the web */
	KEY_FIXES,  /* whose value is a commit */
	KEY_BUG,    /* whose value is a bug's number or address */
	KEY_ID,	    /* whose value is a mail or a change */
	KEY_OTHER,  /* any other word with a dash */
};

/*
 * Takes "Key:" off line, which is the value then; empty, and nothing changed, where there
 * is none.
 */
struct str trailer_take_key(struct str *line);
enum key_kind trailer_key_kind(struct str key);
/*
 * Whether key and value make a trailer. In a reply most need an address or a URL: others
 * are chat.
 */
bool trailer_is(struct str key, struct str value, bool reply);
/* Whether the key is that of a verdict on a patch: Reviewed-by, Acked-by, Tested-by ...
 */
bool trailer_is_review(struct str key);

#endif
