/* SPDX-License-Identifier: MIT */
/* One leaf of a mail's MIME tree, most often the whole mail (RFC 2045, RFC 2046). */
#ifndef FILTER_MAIL_MIME_PART_H
#define FILTER_MAIL_MIME_PART_H

#include "store/util/arena.h"
#include "store/util/str.h"

/* The raw values of its header fields, empty where there is none, and its raw body. */
struct mime_part {
	struct str type, encoding, disposition;
	struct str body;
};

#define MIME_PART_INIT                                     \
	{                                                  \
		STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY \
	}

/* A part inside a multipart mail, by its header and body. */
void mime_part_read(struct mime_part *, struct str header, struct str body);
/* Text for people or a patch, by its type or its file's name: what git am would look at.
 */
bool mime_part_is_text(const struct mime_part *);
bool mime_part_is_multipart(const struct mime_part *);
/*
 * Its text: transfer encoding, charset, format=flowed and an inline PGP
 * signature undone, UTF-8 without NUL, LF; empty lines at the end are left
 * out. A view into the body where that is the text already, else in the arena.
 */
struct str mime_part_text(const struct mime_part *, struct arena *);

#endif
