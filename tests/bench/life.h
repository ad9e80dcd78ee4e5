/* SPDX-License-Identifier: MIT */
/* The events of a made-up list: who posts which mail, in which series and thread. */
#ifndef TESTS_BENCH_LIFE_H
#define TESTS_BENCH_LIFE_H

#include <stdbool.h>

#include "tests/bench/random.h"

#define LIFE_REFS 3
#define LIFE_RECENT 512	   /* newest mails: replies are to one of them */
#define LIFE_REROLLS 16384 /* series whose next version will come */
#define ID_SIZE 80

enum life_kind { REPLY, PATCH, COVER, PART, PULL, OTHER, KINDS };

struct life_series {
	uint64_t title; /* seed of its words */
	uint32_t author;
	uint32_t total; /* 0: a single patch */
	uint32_t version;
	int64_t due;
};

struct life_post {
	char id[ID_SIZE];
	uint64_t title;
	struct life_series series;
	uint32_t number, author;
	enum life_kind kind, root_kind;
	char refs[LIFE_REFS][ID_SIZE];
	uint32_t n_refs;
	int64_t date, arrival;
	bool reply;
};

struct life_list {
	uint64_t seed;
	uint32_t step; /* seconds between two mails */
	struct random events;
	uint64_t count; /* mails so far */
	struct life_post recent[LIFE_RECENT];
	struct life_series sending;
	uint32_t next; /* number of its next part; 0: it is complete */
	char cover[ID_SIZE];
	struct life_series rerolls[LIFE_REROLLS];
	uint32_t first_reroll, n_rerolls;
};

/* Draws an author. A few of the 500 send most mails: the first, an eighth. */
uint32_t life_author(struct random *);
/* Returns the next mail; it is valid until LIFE_RECENT more mails have been made. */
const struct life_post *life_next(struct life_list *);

#endif
