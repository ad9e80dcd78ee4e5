/* SPDX-License-Identifier: MIT */
/*
 * Bulk mode: stores all messages of a source. A child process, the worker,
 * parses and stores them. If a message's parse ends the worker, a new worker
 * begins after the last commit and records that message from its header alone.
 */
#ifndef FILTER_IMPORT_IMPORT_H
#define FILTER_IMPORT_IMPORT_H

#include "filter/command/options.h"
#include "filter/import/source.h"
#include "store/util/status.h"
#include "store/util/str.h"

struct import_options {
	const char *dir; /* the store */
	struct str list; /* normalised; empty: the source or each message says */
	bool shared;	 /* a new store is open to the group */
	bool dry_run;	 /* writes facts to standard output, stores nothing */
	bool progress;	 /* a progress line, also if standard error is no terminal */
	bool quiet;	 /* neither progress nor summary */
	uint64_t segment_size; /* 0: the default */
	int wait_ms;	       /* for each of the store's locks */
};

/* Each item counts in one of these. */
struct import_counts {
	uint64_t stored;     /* new in the store */
	uint64_t known;	     /* in the store before this run */
	uint64_t duplicates; /* of a message that this archive or run already has */
	uint64_t deletions;
	uint64_t unreadable;
};

uint64_t import_sum(const struct import_counts *);

/* The options of an import, as the command line gives them; borrows from it. */
struct import_options import_options_from(const struct options *);

/*
 * Imports the whole source. Reports on standard error each item that could not
 * be read, and at the end the counts. ST_INPUT: some could not be read.
 */
enum status import_run(const struct import_options *, struct source *);
/* Imports what the command line names. */
enum status import_input(const struct options *);

#endif
