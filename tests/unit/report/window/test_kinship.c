/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/window/kinship.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

static void check_versions(void **state)
{
	static const struct {
		const char *a, *b;
		int order;
	} rows[] = {
		{ "1", "1", 0 },
		{ "1", "2", -1 },
		{ "2", "10", -1 },
		{ "5", "5.1", -1 },
		{ "5.1", "6", -1 },
		{ "5.2", "5.10", -1 },
		{ "02", "2", 0 },
		{ "4", "4a", -1 },
		{ "3", "4a", -1 },
		{ "4a", "5", -1 },
		{ "4a", "4b", -1 },
		{ "4A", "4b", -1 },
		{ "4A", "4a", 0 },
		{ "4a", "4rev2", -1 },
		{ "4rev2", "4rev10", -1 },
		{ "4rev2", "4rev2a", -1 },
		{ "4.1", "4a", -1 },
		{ "4a", "10", -1 },
		{ "", "1", -1 },
		{ "99999999999999999999998", "99999999999999999999999", -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str a = str_from(rows[i].a), b = str_from(rows[i].b);

		assert_int_equal(sign(version_cmp(a, b)), rows[i].order);
		assert_int_equal(sign(version_cmp(b, a)), -rows[i].order);
	}
}

static void check_editions(void **state)
{
	/* from the oldest to the newest */
	static const struct edition rows[] = {
		{ { "1", 1 }, FACT_RFC },      { { "1", 1 }, FACT_RFC | FACT_RESEND },
		{ { "1", 1 }, FACT_NUMBERED }, { { "1", 1 }, FACT_RESEND },
		{ { "2", 1 }, FACT_RFC },      { { "10", 2 }, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t k = 0; k < COUNT(rows); k++)
			assert_int_equal(sign(edition_cmp(rows[i], rows[k])),
					 (i > k) - (i < k));
}

static void check_targets(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} rows[] = {
		{ "", "", true },
		{ "RFC", "", true },
		{ "net", "NET,RESEND", true },
		{ "net,stable", "stable,net", true },
		{ "RESEND2,rft", "WIP", true },
		{ "net", "net-next", false },
		{ "net", "", false },
		{ "5.10", "5.15", false },
		{ "AUTOSEL,6.18", "AUTOSEL,6.17", false },
		{ "rfcomm", "", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct post a = { .prefix = str_from(rows[i].a) };
		struct post b = { .prefix = str_from(rows[i].b) };

		assert_int_equal(post_targets(&a) == post_targets(&b), rows[i].same);
	}
}

static struct post written_by(const char *name, const char *addr)
{
	return (struct post){
		.author_name = str_from(name),
		.author_addr = str_from(addr),
		.from_name = str_from(name),
		.from_addr = str_from(addr),
	};
}

static void check_authors(void **state)
{
	struct post a = written_by("A", "a@x.example"),
		    at_home = written_by("a", "a@y.example");
	struct post b = written_by("B", "b@x.example"), none = written_by("", "");
	struct post list = written_by("A via list", "list@x.example");
	struct post other = written_by("B via list", "list@x.example");

	(void)state;
	list.author_addr = STR("a@x.example");
	other.author_addr = STR("b@x.example");
	assert_true(post_same_author(&a, &a));
	assert_true(post_same_author(&a, &at_home));
	assert_false(post_same_author(&a, &b));
	assert_false(post_same_author(&none, &none));
	assert_true(post_same_author(&a, &list));
	assert_false(post_same_author(&list, &other));
}

static void check_part_zero(void **state)
{
	struct post cover = { .kind = KIND_COVER }, diff = { .kind = KIND_PATCH };
	struct post zero = { .kind = KIND_PATCH, .facts = FACT_NUMBERED };

	(void)state;
	assert_true(post_is_cover(&cover) && post_in_series(&cover));
	assert_true(post_is_cover(&zero) && post_in_series(&zero));
	assert_false(post_is_cover(&diff) || post_in_series(&diff));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_versions),  cmocka_unit_test(check_editions),
		cmocka_unit_test(check_targets),   cmocka_unit_test(check_authors),
		cmocka_unit_test(check_part_zero),
	};

	return cmocka_run_group_tests_name("kinship", tests, NULL, NULL);
}
