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

/* Each item counts in one of these. */
struct import_counts {
	uint64_t stored;     /* new in the store */
	uint64_t known;	     /* in the store before this run */
	uint64_t duplicates; /* of a message that this archive or run already has */
	uint64_t deletions;
	uint64_t unreadable;
};

uint64_t import_sum(const struct import_counts *);

/*
 * Imports the whole source into the store dir, whatever store the options name.
 * list: normalised; empty: the source or each message says. dry_run: writes
 * facts to standard output, stores nothing. progress: a progress line, also if
 * standard error is no terminal. quiet: neither progress nor summary. Reports on
 * standard error each item that could not be read, and at the end the counts.
 * ST_INPUT: some could not be read.
 */
enum status import_run(const struct options *, const char *dir, struct str list,
		       struct source *);
/* Imports what the command line names. */
enum status import_input(const struct options *);

#endif
