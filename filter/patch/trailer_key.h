/* SPDX-License-Identifier: MIT */
/* Decides which lines are trailers, by key and value (patchdigest-rules(7), rule 14). */
#ifndef FILTER_PATCH_TRAILER_KEY_H
#define FILTER_PATCH_TRAILER_KEY_H

#include "store/util/str.h"

enum key_kind {
	KEY_NONE,   /* no trailer: a phone number, a subsystem, "Base-commit:" */
	KEY_HEADER, /* no trailer: a field of a pasted mail header */
	KEY_PERSON, /* the value is a person */
	KEY_LINK,   /* the value is a URL */
	KEY_FIXES,  /* the value is a commit */
	KEY_BUG,    /* the value is a bug's number or URL */
	KEY_ID,	    /* the value is a mail or a change */
	KEY_OTHER,  /* the value is any text */
};

/*
 * Takes "Key:" off line, which then is the value. Returns an empty key, and changes
 * nothing, if line has no key.
 */
struct str trailer_take_key(struct str *line);
enum key_kind trailer_key_kind(struct str key);
/*
 * Whether key and value make a trailer. In a reply most trailers need an address or
 * a URL: lines without are chat.
 */
bool trailer_is(struct str key, struct str value, bool reply);
/* Whether key gives a verdict on a patch: Reviewed-by, Acked-by, Tested-by ... */
bool trailer_is_review(struct str key);

#endif
