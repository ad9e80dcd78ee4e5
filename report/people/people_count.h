/* SPDX-License-Identifier: MIT */
/*
 * People, each once, and how often. Who writes from two addresses under one
 * name is one person in a crowd, if that is not told apart.
 */
#ifndef REPORT_PEOPLE_PEOPLE_COUNT_H
#define REPORT_PEOPLE_PEOPLE_COUNT_H

#include "report/util/hashmap.h"
#include "report/window/post.h"

/* A person as the mailmap names them, and how many mails, parts or trailers are theirs.
 */
struct counted_person {
	struct person who;
	uint32_t count;
};

struct people_count {
	struct counted_person *list;
	size_t n, cap;
	struct hashmap by_key;
	bool by_address; /* told apart by address, as in the tables */
};

#define PEOPLE_COUNT_INIT                       \
	{                                       \
		NULL, 0, 0, HASHMAP_INIT, false \
	}

/* What makes somebody the same: the address in any case, else the name. */
uint64_t person_key(struct person);
/* Index of somebody, who is called as when first seen. */
size_t people_count_add(struct people_count *, struct person, uint32_t count);
/* The greatest counts first, equal ones by name and address. Indices are void. */
void people_count_sort(struct people_count *);
void people_count_release(struct people_count *);

#endif
