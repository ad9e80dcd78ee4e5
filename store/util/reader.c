/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/util/reader.h"
#include "store/util/buf.h"

/* By measurement: larger reads, and so fewer system calls, gain nothing. */
#define READ_SIZE (256u << 10)
/* Room for all that a pipe holds, and for the message begun before it. */
#define START_SIZE (1u << 20)

_Static_assert(sizeof(((struct reader *)0)->saved) == BUF_PAD, "saves a padding");

void reader_init(struct reader *r, int fd)
{
	*r = (struct reader){ .fd = fd, .cap = START_SIZE };
	r->data = xmalloc(r->cap + BUF_PAD);
}

void reader_release(struct reader *r)
{
	free(r->data);
	*r = (struct reader){ .fd = -1, .end = true };
}

static void undo_padding(struct reader *r)
{
	if (r->padded)
		memcpy(r->data + r->padded, r->saved, BUF_PAD);
	r->padded = 0;
}

/* Makes room for a whole read: moves the unread bytes to the start, then grows. */
static void make_read_room(struct reader *r)
{
	size_t unread = r->len - r->pos;

	if (r->pos && (r->cap - r->len < READ_SIZE || !unread)) {
		memmove(r->data, r->data + r->pos, unread);
		r->offset += r->pos;
		r->pos = 0;
		r->len = unread;
	}
	if (r->cap - r->len < READ_SIZE) {
		r->cap += r->cap / 2 + READ_SIZE;
		r->data = xrealloc(r->data, r->cap + BUF_PAD);
	}
}

bool reader_more(struct reader *r)
{
	ssize_t n;

	undo_padding(r);
	if (r->end)
		return false;
	make_read_room(r);
	do {
		n = read(r->fd, r->data + r->len, r->cap - r->len);
	} while (n < 0 && errno == EINTR);
	if (n <= 0) {
		r->error = n < 0 ? errno : 0;
		r->end = true;
		return false;
	}
	r->len += (size_t)n;
	return true;
}

bool reader_at_least(struct reader *r, size_t n)
{
	while (reader_unread(r).len < n)
		if (!reader_more(r))
			return false;
	return true;
}

struct str reader_unread(struct reader *r)
{
	undo_padding(r);
	return (struct str){ r->data + r->pos, r->len - r->pos };
}

struct str reader_take(struct reader *r, size_t n)
{
	struct str view = str_sub(reader_unread(r), 0, n);

	r->pos += view.len;
	return view;
}

void reader_pad(struct reader *r, struct str view)
{
	undo_padding(r);
	r->padded = (size_t)(view.s - r->data) + view.len;
	memcpy(r->saved, r->data + r->padded, BUF_PAD);
	memset(r->data + r->padded, 0, BUF_PAD);
}

bool reader_line(struct reader *r, struct str *line)
{
	size_t seen = 0;

	for (;;) {
		struct str rest = reader_unread(r);
		size_t end = seen + str_chr(str_sub(rest, seen, rest.len), '\n');

		if (end < rest.len) {
			*line = reader_take(r, end);
			r->pos++;
			return true;
		}
		seen = rest.len;
		if (!reader_more(r)) {
			*line = reader_take(r, seen);
			return line->len > 0;
		}
	}
}

uint64_t reader_taken(const struct reader *r)
{
	return r->offset + r->pos;
}
