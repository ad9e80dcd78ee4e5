/* SPDX-License-Identifier: MIT */
/* The working half of bulk mode: what happens in the child process. */
#ifndef FILTER_IMPORT_IMPORT_WORKER_H
#define FILTER_IMPORT_IMPORT_WORKER_H

#include "filter/import/import.h"

enum parse_mode {
	POISON_NONE,
	POISON_RETRY,  /* the process died in its parse, maybe killed from outside */
	POISON_HEADER, /* and again: only its header is read */
	POISON_SKIP,   /* that crashed too */
};

/* Shared by the two processes. What is done is what was committed. */
struct import_state {
	struct import_counts done;
	uint64_t current;	/* number of the item being parsed, from 0 */
	bool parsing;		/* it is: if the process dies now, it was this item */
	enum parse_mode poison; /* how to take item number poisoned */
	uint64_t poisoned;
	int signal; /* that it died of */
};

struct import_work {
	const struct import_options *options;
	struct source *source;
	struct import_state *state;
	bool progress;
};

/* A guard_fn (filter/system/guard.h) on a struct import_work. */
enum status import_work(void *work, struct buf *said);

#endif
