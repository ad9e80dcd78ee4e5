/* SPDX-License-Identifier: MIT */
/*
 * Converts charsets to UTF-8. Nearly all mail uses UTF-8, ASCII or the Latin-1
 * family, which need no iconv. Only other charsets open it: its set-up would cost
 * every delivery.
 */
#ifndef FILTER_MAIL_CHARSET_H
#define FILTER_MAIL_CHARSET_H

#include <iconv.h>

#include "store/util/buf.h"
#include "store/util/str.h"

/* How many converters one text may open: opening a converter is slow. */
#define CHARSET_OPENS_MAX 16

/* Converts texts, and keeps the last converter open. */
struct charset {
	iconv_t iconv;
	const char *name; /* of the open converter, or NULL */
	char raw[64];	  /* room for name, if it is the mail's own */
	unsigned opens;
};

#define CHARSET_INIT \
	{            \
		0    \
	}

/*
 * Appends text in UTF-8. If charset is unknown, empty or us-ascii, each line that
 * is valid UTF-8 counts as UTF-8, every other line as windows-1252. Bad bytes
 * become U+FFFD.
 */
void charset_add(struct charset *, struct buf *, struct str text, struct str charset);
/* Whether charset_add would append text unchanged. */
bool charset_is_plain(struct str text, struct str charset);
void charset_release(struct charset *);

#endif
