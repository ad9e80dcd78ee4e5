/* SPDX-License-Identifier: MIT */
/*
 * Bulk mode: all messages of a source into the store. A child process does
 * the work; where parsing a message kills it, a new one goes on after the
 * last commit and records that message from its header alone.
 */
#ifndef FILTER_IMPORT_IMPORT_H
#define FILTER_IMPORT_IMPORT_H

#include "filter/import/source.h"
#include "store/util/status.h"
#include "store/util/str.h"

struct import_options {
	const char *dir; /* the store */
	struct str list; /* normalised; empty: the source or each message says */
	bool shared;	 /* a new store is for the group too */
	bool dry_run;	 /* facts to standard output, nothing stored */
	bool progress;	 /* a progress line, also where standard error is no terminal */
	bool quiet;	 /* neither progress nor summary */
	uint64_t segment_size; /* 0: the default */
	int wait_ms;	       /* for the store's locks */
};

/* Every item is one of these. */
struct import_counts {
	uint64_t stored;     /* new in the store */
	uint64_t known;	     /* in the store before this run */
	uint64_t duplicates; /* of a message that this archive or run has had already */
	uint64_t deletions;
	uint64_t unreadable;
};

uint64_t import_sum(const struct import_counts *);

/*
 * Runs the source to its end. Says on standard error what could not be read,
 * and at the end the counts. ST_INPUT: some could not be read.
 */
enum status import_run(const struct import_options *, struct source *);

#endif
