/* SPDX-License-Identifier: MIT */
/* Random numbers from a seed, equal on every machine. */
#ifndef TESTS_BENCH_RANDOM_H
#define TESTS_BENCH_RANDOM_H

#include <stdint.h>

struct random {
	uint64_t state;
};

uint64_t draw(struct random *);
/* Draws x with 0 <= x < 1. */
double draw_share(struct random *);
/* Draws x with 0 <= x < n. */
uint32_t draw_below(struct random *, uint32_t n);
/* Draws from a distribution; at: its 5th, 25th, 50th, 75th, 95th and 99th percentiles. */
uint32_t draw_size(struct random *, const uint32_t at[6]);

#endif
