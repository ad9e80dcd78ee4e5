/* SPDX-License-Identifier: MIT */
#include "report/series/key_counts.h"
#include "tests/support/rows.h"

#define KEYS 1000

/* The finaliser of splitmix64. */
static uint64_t key_of(uint64_t i)
{
	uint64_t z = (i + 1) * 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	return z ^ (z >> 27);
}

/* Each third key was added twice: these are found all, and of the others few. */
static void shared_keys(void **state)
{
	struct key_counts c;
	int others = 0;

	(void)state;
	key_counts_init(&c, KEYS + KEYS / 3 + 1);
	for (uint64_t i = 0; i < KEYS; i++) {
		key_counts_add(&c, key_of(i));
		if (i % 3 == 0)
			key_counts_add(&c, key_of(i));
	}
	for (uint64_t i = 0; i < KEYS; i++)
		if (i % 3 == 0)
			assert_true(key_counts_shared(&c, key_of(i)));
		else
			others += key_counts_shared(&c, key_of(i));
	assert_true(others < KEYS / 4);
	key_counts_release(&c);
}

/* A key is counted as often as it comes. */
static void many_times(void **state)
{
	struct key_counts c;

	(void)state;
	key_counts_init(&c, KEYS);
	assert_false(key_counts_shared(&c, 5));
	key_counts_add(&c, 5);
	assert_false(key_counts_shared(&c, 5));
	for (int i = 1; i < KEYS; i++) {
		key_counts_add(&c, 5);
		assert_true(key_counts_shared(&c, 5));
	}
	key_counts_release(&c);
}

static void no_keys(void **state)
{
	struct key_counts c;

	(void)state;
	key_counts_init(&c, 0);
	assert_false(key_counts_shared(&c, 0));
	key_counts_release(&c);
}

int main(void)
{
	static struct tests t;

	add_test(&t, "shared keys", shared_keys);
	add_test(&t, "many times", many_times);
	add_test(&t, "no keys", no_keys);
	return run_group("key counts", &t);
}
