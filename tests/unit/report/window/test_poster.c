/* SPDX-License-Identifier: MIT */
#include "report/window/poster.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *name_a, *addr_a, *name_b, *addr_b;
	bool same;
} rows[] = {
	{ "all equal", "Jane Doe", "j@x", "Jane Doe", "j@x", true },
	{ "another address", "Jane Doe", "j@x", "jane  doe", "j@y", true },
	{ "another name", "Jane Doe", "j@x", "J. Doe", "J@X", true },
	{ "another person", "Jane Doe", "j@x", "John Roe", "r@x", false },
	{ "no names", "", "j@x", "", "r@x", false },
	{ "no addresses", "", "", "", "", false },
	{ "a name that is an address", "j@x", "r@y", "Jane", "j@x", false },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct record a = RECORD_INIT, b = RECORD_INIT;
	struct post p = { .poster_name = str_from(row->name_a),
			  .poster_addr = str_from(row->addr_a) };
	struct post q = { .poster_name = str_from(row->name_b),
			  .poster_addr = str_from(row->addr_b) };

	assert_int_equal(post_same_poster(&p, &q), row->same);
	a.poster_name = p.poster_name;
	a.poster_addr = p.poster_addr;
	/* a record without a poster has them in From */
	b.from_name = q.poster_name;
	b.from_addr = q.poster_addr;
	assert_int_equal(record_same_poster(&a, &b), row->same);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("poster", &t);
}
