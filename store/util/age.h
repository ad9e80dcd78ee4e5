/* SPDX-License-Identifier: MIT */
/* A length of time as people write it. */
#ifndef STORE_UTIL_AGE_H
#define STORE_UTIL_AGE_H

#include "store/util/buf.h"

/*
 * Reads a number and a unit: "90 min", "36h", "400 days", "26w", "18 months", "2y". A
 * month has 30 days, a year 365. Returns false for any other text, 0, and more than 1000
 * years.
 */
bool age_parse(struct str, int64_t *seconds);
/* Appends "3 days" or the like: the largest unit of which there are two. */
void age_add(struct buf *, int64_t seconds);

#endif
