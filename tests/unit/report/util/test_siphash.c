/* SPDX-License-Identifier: MIT */
#include "report/util/siphash.h"
#include "tests/support/rows.h"

/* Appendix A of the paper and the reference program: the bytes 0, 1, 2 ... */
static const struct row {
	const char *name;
	size_t len;
	uint64_t hash;
} rows[] = {
	{ "nothing", 0, 0x726fdb47dd0e0e31 },
	{ "a byte", 1, 0x74f839c593dc67fd },
	{ "a word", 8, 0x93f5f5799a932462 },
	{ "a word and seven bytes", 15, 0xa129ca6149be45e5 },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	const uint64_t key[2] = { 0x0706050403020100, 0x0f0e0d0c0b0a0908 };
	char bytes[16];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)i;
	assert_true(siphash_with(key, (struct str){ bytes, row->len }) == row->hash);
}

static void own_key(void **state)
{
	(void)state;
	assert_true(siphash(STR("abc")) == siphash(STR("abc")));
	assert_true(siphash(STR("abc")) != siphash(STR("abd")));
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "the key of this process", own_key);
	return run_group("siphash", &t);
}
