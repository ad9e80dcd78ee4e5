/* SPDX-License-Identifier: MIT */
/* One leaf of a mail's MIME tree, most often the whole mail (RFC 2045, RFC 2046). */
#ifndef FILTER_MAIL_MIME_PART_H
#define FILTER_MAIL_MIME_PART_H

#include "store/util/arena.h"
#include "store/util/str.h"

/* The raw values of its header fields, empty if missing, and its raw body. */
struct mime_part {
	struct str type, encoding, disposition;
	struct str body;
};

#define MIME_PART_INIT                                     \
	{                                                  \
		STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY \
	}

/* Fills a part of a multipart mail with views into its header and body. */
void mime_part_read(struct mime_part *, struct str header, struct str body);
/*
 * Whether the part is text or a patch, by its type or file name. An unknown kind of text
 * is text (RFC 2046, 4.1.4); HTML and the like are not.
 */
bool mime_part_is_text(const struct mime_part *);
/* Whether the part counts as text if it is a mail's only part. */
bool mime_part_may_be_text(const struct mime_part *);
bool mime_part_is_multipart(const struct mime_part *);
/*
 * Returns the part's text in UTF-8 without NUL, with LF, without empty lines at the
 * end. Transfer encoding, charset, format=flowed and an inline PGP signature are
 * undone. The text is a view into the body if nothing had to change, else it lies
 * in the arena.
 */
struct str mime_part_text(const struct mime_part *, struct arena *);

#endif
