/* SPDX-License-Identifier: MIT */
/*
 * The command line, read whole before anything is done. Nothing here ends
 * the process or prints: what an error means depends on the mode, and a
 * message may be waiting on standard input.
 */
#ifndef FILTER_COMMAND_OPTIONS_H
#define FILTER_COMMAND_OPTIONS_H

#include "store/util/buf.h"
#include "store/inbox/inbox.h"

enum mode {
	MODE_DELIVER,
	MODE_EML,
	MODE_MBOX,
	MODE_MAILDIR,
	MODE_PUBLIC_INBOX,
	MODE_DRAIN,
	MODE_REBUILD,
	MODE_HELP,
	MODE_VERSION,
};

struct options {
	enum mode mode;
	struct buf store; /* absolute path, from --store or by default */
	bool store_given;
	struct buf list;	      /* --list, normalised; empty: the mail says */
	struct commit_ref commit_ref; /* --commit */
	struct buf spool;	      /* absolute path; also where no_spool is set */
	bool no_spool, pass_through, dry_run, shared, progress, quiet;
	int wait_ms;
	uint64_t segment_size; /* 0: the default */
	char **args;	       /* what is no option: bulk inputs */
	int n_args;
	struct buf wrong;   /* why the command line can't be meant like this; empty if all
			       is well */
	struct buf ignored; /* a value that isn't understood, but that a delivery can do
			       without */
};

#define OPTIONS_INIT                                  \
	{                                             \
		.mode = MODE_DELIVER, .wait_ms = 8000 \
	}

/* argv is reordered (getopt). Borrows argv. */
void filter_options_parse(struct options *, int argc, char **argv);
void filter_options_release(struct options *);
/* Usage: one line an option. */
void filter_options_help(struct buf *);

#endif
