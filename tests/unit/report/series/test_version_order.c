/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/inbox/record.h"
#include "report/series/version_order.h"
#include "store/util/array.h"

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
		{ "5.2", "5.10", -1 },
		{ "02", "2", 0 },
		{ "", "1", -1 },
		{ "99999999999999999999998", "99999999999999999999999", -1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct str a = str_from(rows[i].a), b = str_from(rows[i].b);

		assert_int_equal(sign(version_cmp(a, b)), rows[i].order);
		assert_int_equal(sign(version_cmp(b, a)), -rows[i].order);
	}
}

static void check_editions(void **state)
{
	/* from the oldest to the newest */
	static const struct edition rows[] = {
		{ { "1", 1 }, FACT_RFC, false },
		{ { "1", 1 }, FACT_RFC | FACT_RESEND, false },
		{ { "1", 1 }, FACT_NUMBERED, false },
		{ { "1", 1 }, FACT_RESEND, false },
		{ { "2", 1 }, FACT_RFC, false },
		{ { "2", 1 }, 0, true },
		{ { "10", 2 }, 0, false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		for (size_t k = 0; k < ARRAY_SIZE(rows); k++)
			assert_int_equal(sign(edition_cmp(rows[i], rows[k])),
					 (i > k) - (i < k));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_versions),
		cmocka_unit_test(check_editions),
	};

	return cmocka_run_group_tests_name("version_order", tests, NULL, NULL);
}
