/* SPDX-License-Identifier: MIT */
/*
 * Reads the whole command line before anything is done. No function here exits
 * or prints: the mode decides what an error means, and a message may be on
 * standard input.
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
	MODE_FETCH,
	MODE_DRAIN,
	MODE_REBUILD,
	MODE_HELP,
	MODE_VERSION,
};

struct options {
	enum mode mode;
	struct buf store; /* absolute path: --store or the default */
	bool store_given;
	struct buf only;	      /* --only: patterns (filter/mail/mail_list.h) */
	uint32_t max_lists;	      /* made for names that mails bear */
	struct buf list;	      /* --list, normalised; empty: the mail's List-Id */
	struct commit_ref commit_ref; /* --commit */
	struct buf spool;	      /* absolute path; set also with no_spool */
	bool no_spool, pass_through, dry_run, shared, progress, quiet;
	bool purge, again;
	int wait_ms;
	uint64_t segment_size; /* 0: the default */
	uint64_t max_message;  /* bytes */
	int64_t since;	       /* --fetch: of the first run; DATE_NONE: all mails */
	const char *password_command, *ca_file; /* --fetch; NULL: not given */
	char **args; /* the arguments that are no options: input */
	int n_args;
	/* why the command line can't be followed; empty: it can */
	struct buf wrong;
	/* a value that is not understood, but that a delivery can do without */
	struct buf ignored;
};

/* Bytes of a message that an import takes, unless --max-message says. */
#define MAX_MESSAGE (64u << 20)

#define OPTIONS_INIT                                   \
	((struct options){ .mode = MODE_DELIVER,       \
			   .wait_ms = 8000,            \
			   .max_lists = 200,           \
			   .max_message = MAX_MESSAGE, \
			   .since = DATE_NONE })

/* Reorders argv (getopt) and borrows it. */
void filter_options_parse(struct options *, int argc, char **argv);
void filter_options_release(struct options *);
/* Appends the usage, one line per option. */
void filter_options_help(struct buf *);

#endif
