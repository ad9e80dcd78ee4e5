/* SPDX-License-Identifier: MIT */
/* The patches of the threads by their titles. */
#ifndef REPORT_SECTIONS_PART_TITLES_H
#define REPORT_SECTIONS_PART_TITLES_H

#include "report/sections/section_rows.h"

/* More patches with one title than that are not looked through. */
#define PART_TITLES_MAX 16

/* Patches with one title form a chain: the one posted last comes first. */
struct part_titles {
	struct hashmap first; /* hash_text of a title: into threads.mails */
	size_t *next;	      /* for each of threads.mails: the next one in its chain */
};

/* wanted: NULL, or which series. The caller releases. */
void part_titles_init(struct part_titles *, const struct threads *,
		      bool (*wanted)(const struct series *));
/* title: hash_text. Returns an index into threads.mails, or THREAD_NONE. */
size_t part_titles_first(const struct part_titles *, uint64_t title);
/* Returns the next patch with the title of that one, or THREAD_NONE. */
size_t part_titles_next(const struct part_titles *, size_t at);
void part_titles_release(struct part_titles *);

#endif
