/* SPDX-License-Identifier: MIT */
/* The child process of an import: parses mails and stores them. */
#ifndef FILTER_IMPORT_IMPORT_WORKER_H
#define FILTER_IMPORT_IMPORT_WORKER_H

#include "filter/import/import.h"

/* How to parse an item whose parse has ended a worker. */
enum parse_mode {
	PARSE_WHOLE,
	PARSE_AGAIN, /* it ended a worker once, which may have been killed from outside */
	PARSE_HEADER, /* it ended two: only its header is parsed */
	PARSE_SKIP,   /* its header ended one too */
};

/* Memory that both processes see. */
struct import_state {
	struct import_counts done; /* what is committed */
	uint64_t current;	   /* number of the item being parsed, from 0 */
	bool parsing;		   /* if the worker ends now, current ended it */
	enum parse_mode crashed_mode;
	uint64_t crashed_item; /* the item that crashed_mode is for */
};

struct import_job {
	const struct options *options;
	const char *dir; /* the store */
	struct str list; /* normalised; empty: each message says */
	struct source *source;
	struct import_state *state;
};

/* A guard_fn (filter/system/guard.h) on a struct import_job. */
enum status import_worker_run(void *job, struct buf *said);

#endif
