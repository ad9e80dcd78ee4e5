/* SPDX-License-Identifier: MIT */
/* What happens on a list: who posts what, in which series, thread and version. */
#ifndef TESTS_BENCH_LIFE_H
#define TESTS_BENCH_LIFE_H

#include <stdbool.h>

#include "tests/bench/random.h"

#define LIFE_REFS 3
#define LIFE_RECENT 512	   /* mails that may be answered */
#define LIFE_REROLLS 16384 /* series whose next version is due some day */
#define ID_SIZE 80

enum kind { REPLY, PATCH, COVER, PART, PULL, OTHER, KINDS };

struct series {
	uint64_t title; /* seed of its words */
	uint32_t author;
	uint32_t total; /* 0: a patch alone */
	uint32_t version;
	int64_t due;
};

struct post {
	char id[ID_SIZE];
	uint64_t title;
	struct series series;
	uint32_t number, author;
	enum kind kind, root_kind;
	char refs[LIFE_REFS][ID_SIZE];
	uint32_t n_refs;
	int64_t date, arrival;
	bool reply;
};

struct list {
	uint64_t seed;
	uint32_t step; /* seconds between two mails */
	struct random events;
	uint64_t count; /* mails so far */
	struct post recent[LIFE_RECENT];
	struct series sending; /* of which next of total + 1 mails is to come */
	uint32_t next;
	char cover[ID_SIZE];
	struct series rerolls[LIFE_REROLLS];
	uint32_t first_reroll, n_rerolls;
};

/* A few authors send most mail: the first of 500 an eighth. */
uint32_t life_author(struct random *);
/* The next mail; valid for the next LIFE_RECENT ones. */
const struct post *life_next(struct list *);

#endif
