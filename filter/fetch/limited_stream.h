/* SPDX-License-Identifier: MIT */
/*
 * A connection that ends when the server ends it, when an answer gets too long, and when
 * the process that reads the mails has ended. libetpan 1.9 takes the end of a connection
 * for an endless row of empty lines, and has no limit for the length of an answer.
 */
#ifndef FILTER_FETCH_LIMITED_STREAM_H
#define FILTER_FETCH_LIMITED_STREAM_H

#include <stdint.h>

#include "filter/fetch/fetch_library.h"

struct limited_stream {
	mailstream_low *inner; /* owned; NULL: not in use */
	uint64_t limit;	       /* bytes of an answer */
	uint64_t received;     /* of the current answer */
	bool over;	       /* an answer was longer than the limit */
	int out;	       /* the pipe that the mails go into */
};

/* Puts the limit between a stream and its connection. The struct must outlive the stream,
 * which frees the connection. Returns false if memory runs out. */
bool limited_stream_wrap(struct limited_stream *, const struct fetch_library *,
			 mailstream *);
/* Begins a new answer, of at most that many bytes. */
void limited_stream_begin(struct limited_stream *, uint64_t limit);

#endif
