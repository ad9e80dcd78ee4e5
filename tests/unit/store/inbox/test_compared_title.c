/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/inbox/compared_title.h"
#include "store/inbox/mail_id.h"
#include "store/util/array.h"

static const struct {
	const char *title;
	enum kind kind;
	uint32_t facts;
	const char *version, *expected;
} titles[] = {
	{ "fix the frob", KIND_PATCH, 0, "1", "fix the frob" },
	{ "fix the frob (v2)", KIND_PATCH, 0, "2", "fix the frob" },
	{ "fix the frob (V2) ", KIND_PATCH, FACT_NUMBERED, "5", "fix the frob" },
	{ "fix (v2) the frob", KIND_PATCH, 0, "2", "fix (v2) the frob" },
	{ "fix the frob (v2x)", KIND_PATCH, 0, "2", "fix the frob (v2x)" },
	{ "fix the frob (x)", KIND_PATCH, 0, "2", "fix the frob (x)" },
	{ "fix the frob)", KIND_PATCH, 0, "2", "fix the frob)" },
	{ "fix the frob v2", KIND_PATCH, 0, "2", "fix the frob v2" },
	{ "rework frobs v2", KIND_COVER, 0, "2", "rework frobs" },
	{ "rework frobs V2", KIND_COVER, 0, "2", "rework frobs" },
	{ "rework frobs v2", KIND_COVER, FACT_NUMBERED, "2", "rework frobs v2" },
	{ "rework frobs v2", KIND_COVER, 0, "3", "rework frobs v2" },
	{ "v2", KIND_COVER, 0, "2", "v2" },
	{ "", KIND_COVER, 0, "1", "" },
	{ ")", KIND_PATCH, 0, "1", ")" },
};

static void check_titles(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(titles); i++) {
		struct str got =
		    compared_title(str_from(titles[i].title), titles[i].kind,
				   titles[i].facts, str_from(titles[i].version));

		if (!str_eq(got, str_from(titles[i].expected)))
			fail_msg("%s: %.*s", titles[i].title, (int)got.len, got.s);
	}
}

/* Case and white space don't count; without the author's address it is another hash. */
static void check_hashes(void **state)
{
	unsigned char a[ID_HASH], b[ID_HASH];

	(void)state;
	id_hash_title(a, STR("Fix\t  the  FROB"));
	id_hash_title(b, STR(" fix the frob "));
	assert_memory_equal(a, b, ID_HASH);
	id_hash_title(b, STR("fix thefrob"));
	assert_memory_not_equal(a, b, ID_HASH);
	id_hash_title_author(a, STR("Fix  the frob"), STR("A@x.example"));
	id_hash_title_author(b, STR("fix the frob"), STR("a@X.example"));
	assert_memory_equal(a, b, ID_HASH);
	id_hash_title_author(b, STR("fix the frob"), STR("b@x.example"));
	assert_memory_not_equal(a, b, ID_HASH);
	id_hash_title_author(b, STR("fix the frob"), STR(""));
	id_hash_title(a, STR("fix the frob"));
	assert_memory_not_equal(a, b, ID_HASH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_titles),
		cmocka_unit_test(check_hashes),
	};

	return cmocka_run_group_tests_name("compared_title", tests, NULL, NULL);
}
