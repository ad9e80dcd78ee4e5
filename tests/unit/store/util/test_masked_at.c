/* SPDX-License-Identifier: MIT */
#include "store/util/masked_at.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name, *value;
	const char *clear; /* NULL: as it is */
} rows[] = {
	{ "a name", "A U Thor <author at example.com>", "A U Thor <author@example.com>" },
	{ "no name", "<a at b.org>", "<a@b.org>" },
	{ "a remark", "A <a at b.org> # now", "A <a@b.org> # now" },
	{ "no end", "A <a at b.org", "A <a@b.org" },
	{ "the last brackets", "A <x> <a at b.org>", "A <x> <a@b.org>" },
	{ "an address", "A <a@b.org>", NULL },
	{ "an address beside it", "a@b.org <a at b.org>", NULL },
	{ "no brackets", "a at b.org", NULL },
	{ "no domain", "Jane <jane at home>", NULL },
	{ "nothing before", "Jane < at b.org>", NULL },
	{ "two words before", "Jane <is jane at b.org>", NULL },
	{ "a word after", "Jane <jane at b.org now>", NULL },
	{ "twice", "Jane <jane at b at c.org>", NULL },
	{ "after the brackets", "Jane <jane> at b.org", NULL },
	{ "nothing", "", NULL },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct arena arena = ARENA_INIT;
	struct str value = str_from(row->value), clear = masked_at_undo(value, &arena);

	assert_true(str_eq(clear, str_from(row->clear ? row->clear : row->value)));
	assert_int_equal(masked_at_find(value) == value.len, !row->clear);
	assert_true(row->clear || clear.s == value.s);
	arena_release(&arena);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("masked_at", &t);
}
