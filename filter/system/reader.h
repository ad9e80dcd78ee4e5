/* SPDX-License-Identifier: MIT */
/*
 * Large reads into one buffer, out of which pieces are handed out as views:
 * no second copy. Nothing before the current position is kept, so that the
 * buffer is as large as the largest piece and no larger.
 */
#ifndef FILTER_SYSTEM_READER_H
#define FILTER_SYSTEM_READER_H

#include "store/util/str.h"

struct reader {
	int fd;
	char *data;
	size_t pos, len, cap; /* unread: data[pos] up to data[len] */
	size_t padded;	      /* offset of the bytes that a view's padding replaced */
	char saved[16];	      /* these bytes; BUF_PAD of them */
	uint64_t offset;      /* of data[0] in the file */
	bool end;	      /* nothing more will come */
	int error;	      /* errno of a read that failed, else 0 */
};

/* Does not own fd. */
void reader_init(struct reader *, int fd);
void reader_release(struct reader *);

/* Reads more behind what is there; false at the end or after an error. Ends all views. */
bool reader_more(struct reader *);
/* What has been read and not taken. Ends all views. */
struct str reader_unread(struct reader *);
/* Takes n unread bytes; the view is valid until the next call. */
struct str reader_take(struct reader *, size_t n);
/* BUF_PAD zero bytes behind a view just taken, until the next call but reader_taken. */
void reader_pad(struct reader *, struct str view);
/* Takes a line without its LF (the last one needs none); false when nothing is left. */
bool reader_line(struct reader *, struct str *line);
/* Bytes taken since the start. */
uint64_t reader_taken(const struct reader *);

#endif
