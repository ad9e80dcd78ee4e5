/* SPDX-License-Identifier: MIT */
/*
 * Which of many keys occur once: what has such a key is left out of a sort that brings
 * equal keys together.
 */
#ifndef REPORT_SERIES_KEY_COUNTS_H
#define REPORT_SERIES_KEY_COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct key_counts {
	unsigned char *slots; /* how many keys fell on each: 0, 1 or 2 and more */
	size_t mask;
};

/* For n keys. To be released. */
void key_counts_init(struct key_counts *, size_t n);
/* key: a hash, otherwise in each run of the program */
void key_counts_add(struct key_counts *, uint64_t key);
/* Whether the key was added more than once; sometimes also true of one that was not. */
bool key_counts_shared(const struct key_counts *, uint64_t key);
void key_counts_release(struct key_counts *);

#endif
