/* SPDX-License-Identifier: MIT */
/*
 * A growing byte buffer. Once something was added, BUF_PAD zero bytes follow the
 * content: data is a C string, and a parser may read a few bytes too far.
 *
 * Without memory these functions end the process with EX_TEMPFAIL (75). A process that
 * holds a mail has a parent process, which then keeps the mail.
 */
#ifndef STORE_UTIL_BUF_H
#define STORE_UTIL_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include "store/util/str.h"

#define BUF_PAD 16

struct buf {
	char *data;
	size_t len, cap;
};

#define BUF_INIT           \
	{                  \
		NULL, 0, 0 \
	}

/* Makes room for more bytes after the content; data may move. */
void buf_reserve(struct buf *, size_t more);
void buf_add(struct buf *, const void *data, size_t len);
void buf_addstr(struct buf *, const char *);
void buf_adds(struct buf *, struct str);
void buf_addch(struct buf *, int byte);
void buf_addf(struct buf *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vaddf(struct buf *, const char *fmt, va_list)
    __attribute__((format(printf, 2, 0)));
/* Empties the buffer, and keeps its memory. */
void buf_reset(struct buf *);
/* Cuts the content to len bytes; does nothing if it is shorter. */
void buf_trim(struct buf *, size_t len);
void buf_release(struct buf *);
/* Return the content as a string, never NULL, and as a slice, until it changes. */
const char *buf_cstr(const struct buf *);
struct str buf_str(const struct buf *);

/* Like malloc() and so on, but they never return NULL: without memory the process ends.
 */
void *xmalloc(size_t);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *, size_t);
char *xstrdup(const char *);

#endif
