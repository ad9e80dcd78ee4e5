/* SPDX-License-Identifier: MIT */
/* Puts mails into another order, the same in each run. Include posts.h first. */
#ifndef TESTS_SUPPORT_SHUFFLE_H
#define TESTS_SUPPORT_SHUFFLE_H

static inline unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

static inline void shuffle(struct row *rows, size_t n, unsigned *seed)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = next_random(seed) % i;
		struct row swap = rows[i - 1];

		rows[i - 1] = rows[k];
		rows[k] = swap;
	}
}

#endif
