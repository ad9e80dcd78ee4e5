/* SPDX-License-Identifier: MIT */
/*
 * Counts people. Two addresses under one name are one person, unless by_address is set.
 */
#ifndef REPORT_PEOPLE_PEOPLE_COUNT_H
#define REPORT_PEOPLE_PEOPLE_COUNT_H

#include "report/people/person.h"
#include "report/util/hashmap.h"

struct counted_person {
	struct person who; /* as mapped, and as first seen */
	uint32_t count;	   /* mails, parts or trailers */
};

struct people_count {
	struct counted_person *list;
	size_t n, cap;
	struct hashmap by_key;
	bool by_address; /* each address is a person of its own, as in the tables */
};

#define PEOPLE_COUNT_INIT ((struct people_count){ NULL, 0, 0, HASHMAP_INIT, false })

/* Adds to a person's count. Returns their index in the list. */
size_t people_count_add(struct people_count *, struct person, uint32_t count);
/* Sorts by count, greatest first, then by name and address. Indices become invalid. */
void people_count_sort(struct people_count *);
void people_count_release(struct people_count *);

#endif
