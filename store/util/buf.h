/* SPDX-License-Identifier: MIT */
/*
 * A growing byte buffer. data is always followed by BUF_PAD zero bytes once
 * anything was added, so that it can be read as a C string and by parsers
 * that look a few bytes too far. This is the one place that runs out of
 * memory: it then ends the process with EX_TEMPFAIL (75), which every caller
 * that holds somebody's mail has a parent process for.
 */
#ifndef STORE_UTIL_BUF_H
#define STORE_UTIL_BUF_H

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

/* Room for more bytes behind len; data may move. */
void buf_reserve(struct buf *, size_t more);
void buf_add(struct buf *, const void *data, size_t len);
void buf_addstr(struct buf *, const char *);
void buf_adds(struct buf *, struct str);
void buf_addch(struct buf *, int byte);
void buf_addf(struct buf *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Empty, memory kept. */
void buf_reset(struct buf *);
/* Cut to len bytes. */
void buf_trim(struct buf *, size_t len);
void buf_release(struct buf *);
/* The content as a string (never NULL) and as a slice. */
const char *buf_cstr(const struct buf *);
struct str buf_str(const struct buf *);

/* malloc, calloc, realloc, strdup that end the process as above. */
void *xmalloc(size_t);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *, size_t);
char *xstrdup(const char *);

#endif
