/* SPDX-License-Identifier: MIT */
#include "store/tdb/older_maps.h"
#include "tests/support/rows.h"

#define MANY 100000

/* Reads until something is to be mapped or unmapped. Returns how often it read. */
static int read_until_true(struct older_maps *m, uint32_t segment, bool large,
			   uint32_t *unmap)
{
	int reads = 1;

	while (reads < MANY && !older_maps_note_read(m, segment, large, unmap))
		reads++;
	return reads;
}

/* A segment is mapped once it was read often; then no more is to be done. */
static void read_often(void **state)
{
	struct older_maps m = { .n = 0 };
	uint32_t unmap = 0;

	(void)state;
	assert_false(older_maps_note_read(&m, 7, false, &unmap));
	assert_false(older_maps_has(&m, 7));
	assert_in_range(read_until_true(&m, 7, false, &unmap), 10, MANY - 1);
	assert_int_equal(unmap, 7);
	assert_true(older_maps_has(&m, 7));
	assert_false(older_maps_has(&m, 6));
	assert_int_equal(read_until_true(&m, 7, false, &unmap), MANY);
	older_maps_release(&m);
}

/* The one that was mapped first makes room, and has to be read as often again. */
static void room(void **state)
{
	struct older_maps m = { .n = 0 };
	uint32_t unmap = 0;
	int reads = 0;

	(void)state;
	for (uint32_t i = 0; i < OLDER_MAPS; i++) {
		reads = read_until_true(&m, i, false, &unmap);
		assert_int_equal(unmap, i);
	}
	assert_int_equal(read_until_true(&m, 40, false, &unmap), reads);
	assert_int_equal(unmap, 0);
	assert_false(older_maps_has(&m, 0));
	assert_true(older_maps_has(&m, 40));
	assert_int_equal(read_until_true(&m, 0, false, &unmap), reads);
	assert_int_equal(unmap, 1);
	older_maps_release(&m);
}

/* A large one is opened anew again and again. */
static void large(void **state)
{
	struct older_maps m = { .n = 0 };
	uint32_t unmap = 0;

	(void)state;
	read_until_true(&m, 3, true, &unmap);
	for (int i = 0; i < 3; i++) {
		assert_in_range(read_until_true(&m, 3, true, &unmap), 100, MANY - 1);
		assert_int_equal(unmap, 3);
		assert_true(older_maps_has(&m, 3));
	}
	older_maps_release(&m);
}

int main(void)
{
	static struct tests t;

	add_test(&t, "read often", read_often);
	add_test(&t, "room", room);
	add_test(&t, "large", large);
	return run_group("older maps", &t);
}
