/* SPDX-License-Identifier: MIT */
/*
 * Large reads into one buffer. The caller takes pieces of it as views, without
 * a copy. The buffer keeps nothing that was taken: it grows with the largest
 * piece, not with the file.
 */
#ifndef STORE_UTIL_READER_H
#define STORE_UTIL_READER_H

#include "store/util/str.h"

struct reader {
	int fd;
	char *data;
	size_t pos, len, cap; /* unread: data[pos] up to data[len] */
	size_t padded;	      /* where padding replaced bytes; 0: nowhere */
	char saved[16];	      /* the BUF_PAD bytes that were there */
	uint64_t offset;      /* of data[0] in the file */
	bool end;	      /* nothing more will come */
	int error;	      /* errno of a read that failed, else 0 */
};

/* fd stays the caller's. */
void reader_init(struct reader *, int fd);
void reader_release(struct reader *);

/* Reads more; false at the end or after an error. Makes all views invalid. */
bool reader_more(struct reader *);
/* Reads until n bytes or more are unread; false if fewer are left. Makes all views
 * invalid. */
bool reader_at_least(struct reader *, size_t n);
/* Returns the bytes read and not yet taken. Makes all views invalid. */
struct str reader_unread(struct reader *);
/* Takes n unread bytes; the view is valid until the next call. */
struct str reader_take(struct reader *, size_t n);
/*
 * Makes BUF_PAD zero bytes follow the view that was just taken. They stay until
 * the next call of any function but reader_taken.
 */
void reader_pad(struct reader *, struct str view);
/* Takes a line, without its LF if it has one; false when nothing is left. */
bool reader_line(struct reader *, struct str *line);
/* Returns how many bytes were taken since the start. */
uint64_t reader_taken(const struct reader *);

#endif
