/* SPDX-License-Identifier: MIT */
/*
 * Where the digest goes: standard output, a pager, a file that appears whole
 * or not at all, memory. Buffered; an error is kept until output_finish.
 */
#ifndef REPORT_OUTPUT_OUTPUT_H
#define REPORT_OUTPUT_OUTPUT_H

#include "store/util/buf.h"
#include "store/util/status.h"

/* What a piece of text is, for colour on a terminal. */
enum ink { INK_PLAIN, INK_HEADING, INK_TAG, INK_AUTHOR, INK_META, INK_FIGURE, INK_COUNT };

struct output;

struct output_options {
	const char *file; /* -o; NULL: standard output */
	int color;	  /* 1 always, 0 never, -1 on a terminal */
	bool pager;	  /* allowed: used if standard output is a terminal */
	struct buf *into; /* kept there instead, without colour; or NULL */
};

/* ST_CANTCREAT. */
enum status output_open(struct output **, const struct output_options *, struct buf *why);
/* Bytes as they are. */
void output_add(struct output *, struct str);
void output_addf(struct output *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The text coloured where colours are on; else as output_add. */
void output_ink(struct output *, enum ink, struct str);
/* Output is a terminal or its pager: control bytes must not reach it. */
bool output_is_terminal(const struct output *);
/* The reader is gone (a broken pipe) or the disk is full: no use to go on. */
bool output_failed(const struct output *);
/*
 * Flushes, closes, renames, waits for the pager; frees it. ST_OK, also when a
 * reader closed the pipe (head); *taken then is false. ST_OUTPUT, ST_CANTCREAT.
 * keep false: a file is dropped.
 */
enum status output_finish(struct output *, bool keep, bool *taken, struct buf *why);

#endif
