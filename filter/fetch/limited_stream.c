/* SPDX-License-Identifier: MIT */
#include <poll.h>
#include <stdlib.h>

#include "filter/fetch/limited_stream.h"

static mailstream_low *inner_of(mailstream_low *low)
{
	return ((struct limited_stream *)low->data)->inner;
}

/*
 * The process that reads the pipe has its own sandbox, out of which the kernel sends no
 * signal when it ends.
 */
static bool reader_is_gone(int out)
{
	struct pollfd p = { .fd = out, .events = 0 };

	return poll(&p, 1, 0) > 0 && p.revents & POLLERR;
}

static ssize_t read_limited(mailstream_low *low, void *bytes, size_t size)
{
	struct limited_stream *s = low->data;
	ssize_t n = -1;

	s->over = s->over || s->received > s->limit;
	if (!s->over && !reader_is_gone(s->out))
		n = s->inner->driver->mailstream_read(s->inner, bytes, size);
	if (n <= 0)
		return -1;
	s->received += (uint64_t)n;
	return n;
}

static ssize_t write_inner(mailstream_low *low, const void *bytes, size_t size)
{
	mailstream_low *inner = inner_of(low);

	return inner->driver->mailstream_write(inner, bytes, size);
}

static int close_inner(mailstream_low *low)
{
	mailstream_low *inner = inner_of(low);

	return inner->driver->mailstream_close(inner);
}

static int get_inner_fd(mailstream_low *low)
{
	mailstream_low *inner = inner_of(low);

	return inner->driver->mailstream_get_fd(inner);
}

static void free_inner(mailstream_low *low)
{
	mailstream_low *inner = inner_of(low);

	inner->driver->mailstream_free(inner);
	((struct limited_stream *)low->data)->inner = NULL;
	free(low);
}

static void cancel_inner(mailstream_low *low)
{
	mailstream_low *inner = inner_of(low);

	inner->driver->mailstream_cancel(inner);
}

static struct mailstream_cancel *get_inner_cancel(mailstream_low *low)
{
	mailstream_low *inner = inner_of(low);

	return inner->driver->mailstream_get_cancel(inner);
}

bool limited_stream_wrap(struct limited_stream *s, const struct fetch_library *l,
			 mailstream *stream)
{
	static mailstream_low_driver driver = {
		.mailstream_read = read_limited,
		.mailstream_write = write_inner,
		.mailstream_close = close_inner,
		.mailstream_get_fd = get_inner_fd,
		.mailstream_free = free_inner,
		.mailstream_cancel = cancel_inner,
		.mailstream_get_cancel = get_inner_cancel,
	};
	mailstream_low *low = l->mailstream_low_new(s, &driver);

	if (!low)
		return false;
	s->inner = l->mailstream_get_low(stream);
	l->mailstream_set_low(stream, low);
	limited_stream_begin(s, UINT32_MAX);
	return true;
}

void limited_stream_begin(struct limited_stream *s, uint64_t limit)
{
	s->received = 0;
	s->limit = limit;
}
