/* SPDX-License-Identifier: MIT */
/* A stream of numbers from a seed: the same on every machine. */
#ifndef TESTS_BENCH_RANDOM_H
#define TESTS_BENCH_RANDOM_H

#include <stdint.h>

struct random {
	uint64_t state;
};

uint64_t draw(struct random *);
/* 0 <= x < 1 */
double draw_share(struct random *);
/* 0 <= x < n */
uint32_t draw_below(struct random *, uint32_t n);
/* From a distribution given by its values at 5, 25, 50, 75, 95 and 99 of a hundred. */
uint32_t draw_size(struct random *, const uint32_t at[6]);

#endif
