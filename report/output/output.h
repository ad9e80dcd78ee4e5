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
enum ink {
	INK_PLAIN,
	INK_HEADING,
	INK_TAG,
	INK_AUTHOR,
	INK_META,
	INK_FIGURE,
	INK_ALARM,
	INK_COUNT
};

/* Columns of a line where the output is no terminal, and the fewest of one that is. */
#define PAPER_COLUMNS 100
#define TERMINAL_COLUMNS 80

struct output;

struct output_options {
	const char *file; /* -o; NULL: standard output */
	int color;	  /* 1 always, 0 never, -1 on a terminal */
	bool pager;	  /* allowed: used if standard output is a terminal */
	struct buf *into; /* memory for it instead, without colour; or NULL */
	/* What file is renamed from, which is removed first; NULL: a new name beside it.
	 */
	const char *new_file;
};

/* Returns ST_CANTCREAT if the file can't be made; why says so. */
enum status output_open(struct output **, const struct output_options *, struct buf *why);
/* Opens an output into memory, without colour; output_close_memory() ends it. */
struct output *output_open_memory(struct buf *into);
void output_close_memory(struct output *);
void output_add(struct output *, struct str);
void output_addf(struct output *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Like output_add(), in colour if colours are on. */
void output_ink(struct output *, enum ink, struct str);
/* Whether a terminal, or its pager, gets the output: control bytes must not reach it. */
bool output_is_terminal(const struct output *);
/* How many columns a line has: the terminal's; PAPER_COLUMNS if none gets the output. */
size_t output_columns(const struct output *);
/*
 * Whether output_link() makes links: a terminal gets the output, in colour. Text between
 * output_link() and output_end_link() leads to the URL, which must be clean.
 */
bool output_has_links(const struct output *);
void output_link(struct output *, struct str url);
void output_end_link(struct output *);
/* Whether a write failed (a closed pipe, a full disk): more output is of no use. */
bool output_failed(const struct output *);
/*
 * Flushes and closes the output, renames the file, waits for the pager, and frees it.
 * If keep is false, drops the file. Returns ST_OK, ST_OUTPUT or ST_CANTCREAT; ST_OK and
 * *accepted false if the reader closed the pipe, as head(1) does.
 */
enum status output_finish(struct output *, bool keep, bool *accepted, struct buf *why);

#endif
