/* SPDX-License-Identifier: MIT */
#include <err.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "store/util/buf.h"

/* Enough for most buffers: they hold a field or a line. */
#define START_SIZE 256

static void out_of_memory(size_t want)
{
	errx(EX_TEMPFAIL, "out of memory: %zu more bytes wanted", want);
}

void *xrealloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);

	if (!p)
		out_of_memory(size);
	return p;
}

void *xmalloc(size_t size)
{
	return xrealloc(NULL, size);
}

void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		out_of_memory(n * size);
	return p;
}

char *xstrdup(const char *s)
{
	size_t len = strlen(s) + 1;

	return memcpy(xmalloc(len), s, len);
}

void buf_reserve(struct buf *b, size_t more)
{
	size_t want = b->len + more + BUF_PAD;

	if (more > SIZE_MAX / 2 - b->len - BUF_PAD)
		out_of_memory(more);
	if (want <= b->cap)
		return;
	if (want < b->cap + b->cap / 2)
		want = b->cap + b->cap / 2;
	if (want < START_SIZE)
		want = START_SIZE;
	b->data = xrealloc(b->data, want);
	b->cap = want;
	memset(b->data + b->len, 0, BUF_PAD);
}

void buf_add(struct buf *b, const void *data, size_t len)
{
	/* most often there is room */
	if (len >= b->cap || b->len + len + BUF_PAD > b->cap)
		buf_reserve(b, len);
	if (len)
		memcpy(b->data + b->len, data, len);
	b->len += len;
	memset(b->data + b->len, 0, BUF_PAD);
}

void buf_addstr(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_adds(struct buf *b, struct str s)
{
	buf_add(b, s.s, s.len);
}

void buf_addch(struct buf *b, int byte)
{
	char c = (char)byte;

	if (b->len + 1 + BUF_PAD > b->cap)
		buf_reserve(b, 1);
	b->data[b->len++] = c;
	b->data[b->len + BUF_PAD - 1] = '\0';
	b->data[b->len] = '\0';
}

void buf_vaddf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n >= 0) {
		buf_reserve(b, (size_t)n + 1);
		vsnprintf(b->data + b->len, (size_t)n + 1, fmt, again);
		b->len += (size_t)n;
		memset(b->data + b->len, 0, BUF_PAD);
	}
	va_end(again);
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(b, fmt, ap);
	va_end(ap);
}

void buf_reset(struct buf *b)
{
	buf_trim(b, 0);
}

void buf_trim(struct buf *b, size_t len)
{
	if (len > b->len || !b->data)
		return;
	b->len = len;
	memset(b->data + len, 0, BUF_PAD);
}

void buf_release(struct buf *b)
{
	free(b->data);
	*b = (struct buf)BUF_INIT;
}

const char *buf_cstr(const struct buf *b)
{
	return b->data ? b->data : "";
}

struct str buf_str(const struct buf *b)
{
	return (struct str){ buf_cstr(b), b->len };
}
