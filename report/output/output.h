/* SPDX-License-Identifier: MIT */
/*
 * Writes the digest to standard output, a pager, a file that appears whole or not at all,
 * or memory. It is buffered; output_finish() reports the first error.
 */
#ifndef REPORT_OUTPUT_OUTPUT_H
#define REPORT_OUTPUT_OUTPUT_H

#include "store/util/buf.h"
#include "store/util/status.h"

/* Kinds of text: each has its colour on a terminal. */
enum ink { INK_PLAIN, INK_HEADING, INK_TAG, INK_AUTHOR, INK_META, INK_FIGURE, INK_COUNT };

struct output;

struct output_options {
	const char *file; /* -o; NULL: standard output */
	int color;	  /* 1 always, 0 never, -1 on a terminal */
	bool pager;	  /* allowed: used if standard output is a terminal */
	struct buf *into; /* memory for it instead, without colour; or NULL */
};

/* Returns ST_CANTCREAT if the file can't be made; why says so. */
enum status output_open(struct output **, const struct output_options *, struct buf *why);
void output_add(struct output *, struct str);
void output_addf(struct output *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Like output_add(), in colour if colours are on. */
void output_ink(struct output *, enum ink, struct str);
/* Whether a terminal, or its pager, gets the output: control bytes must not reach it. */
bool output_is_terminal(const struct output *);
/* Whether a write failed (a closed pipe, a full disk): more output is of no use. */
bool output_failed(const struct output *);
/*
 * Flushes and closes the output, renames the file, waits for the pager, and frees it.
 * If keep is false, drops the file. Returns ST_OK, ST_OUTPUT or ST_CANTCREAT; ST_OK and
 * *taken false if the reader closed the pipe, as head(1) does.
 */
enum status output_finish(struct output *, bool keep, bool *taken, struct buf *why);

#endif
