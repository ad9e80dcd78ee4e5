/* SPDX-License-Identifier: MIT */
/* Message-IDs as links to a mail have them (patchdigest-rules(7), rule 16). */
#ifndef STORE_UTIL_LINKED_ID_H
#define STORE_UTIL_LINKED_ID_H

#include "store/util/str.h"

/* As long as a header line may be (RFC 5322, 2.1.1). */
#define LINKED_ID_MAX 998

/* Room for the decoded id. */
struct linked_id {
	char text[LINKED_ID_MAX];
};

/*
 * Decodes %40 and the like (RFC 3986, 2.1), except blanks and controls. Returns the
 * Message-ID, in *room. Returns an empty slice if raw is not a Message-ID, or is longer
 * than LINKED_ID_MAX.
 */
struct str linked_id_decode(struct linked_id *room, struct str raw);
/*
 * Returns the Message-ID to which a URL leads:
 *
 *   http[s]://host/ *( segment "/" ) local@domain [ "/" rest ]
 *
 * The first segment that looks like a Message-ID is one. Such links lead to public-inbox
 * (lore), patch.msgid.link, patchwork and patchew. An empty slice: it leads to no mail.
 */
struct str linked_id_of_url(struct linked_id *room, struct str url);
/* Returns the URL at the start of s, without the punctuation of a sentence at its end. */
struct str linked_url_at(struct str s);

#endif
