/* SPDX-License-Identifier: MIT */
#include "report/html/script_hash.h"
#include "tests/support/rows.h"

static const struct hash_case {
	const char *name, *text, *want;
} cases[] = {
	{ "nothing", "", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" },
	{ "a text", "abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=" },
};

static void check_hash(void **state)
{
	const struct hash_case *c = *state;
	struct buf b = BUF_INIT;

	script_hash_add(&b, str_from(c->text));
	same_buf(&b, c->want);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_hash);
	return run_group("script_hash", &t);
}
