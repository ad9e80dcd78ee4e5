/* SPDX-License-Identifier: MIT */
/*
 * Charsets to UTF-8. UTF-8, ASCII and the Latin-1 family, which nearly all
 * mail is in, are done here; iconv is opened for the others alone, since its
 * set-up would cost every delivery.
 */
#ifndef FILTER_MAIL_CHARSET_H
#define FILTER_MAIL_CHARSET_H

#include <iconv.h>

#include "store/util/buf.h"
#include "store/util/str.h"

/* How many times one text may change its charset: opening a converter is dear. */
#define CHARSET_OPENS_MAX 16

/* Keeps the last converter open. */
struct charset {
	iconv_t iconv;
	const char *name; /* of the open one, or NULL */
	char raw[64];	  /* where name is, if no alias */
	unsigned opens;
};

#define CHARSET_INIT \
	{            \
		0    \
	}

/*
 * Appends text. An unknown charset, none and us-ascii count as UTF-8 in each
 * line where it is valid, else as windows-1252. Bad bytes become U+FFFD.
 */
void charset_add(struct charset *, struct buf *, struct str text, struct str charset);
/* Whether charset_add would append the text as it is. */
bool charset_is_plain(struct str text, struct str charset);
void charset_release(struct charset *);

#endif
