/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/util/age.h"
#include "store/util/array.h"
#include "store/util/utc.h"

static void reads_ages(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds; /* 0: not understood */
	} rows[] = {
		{ "90s", 90 },
		{ "1 minute", 60 },
		{ "90 min", 5400 },
		{ "36h", 36 * 3600 },
		{ "1d", DAY_SECONDS },
		{ "400 days", 400 * DAY_SECONDS },
		{ "26w", 182 * DAY_SECONDS },
		{ "18 months", 540 * DAY_SECONDS },
		{ "2y", 730 * DAY_SECONDS },
		{ "1000years", 365000 * DAY_SECONDS },
		{ "1001years", 0 },
		{ "", 0 },
		{ "2", 0 },
		{ "y", 0 },
		{ "0d", 0 },
		{ "-1d", 0 },
		{ "2 fortnights", 0 },
		{ "1d 2h", 0 },
		{ "99999999999d", 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		int64_t seconds = 0;
		bool read = age_parse(str_from(rows[i].text), &seconds);

		if (read != (rows[i].seconds > 0) || (read && seconds != rows[i].seconds))
			fail_msg("%s: %lld", rows[i].text, (long long)seconds);
	}
}

static void prints_ages(void **state)
{
	static const struct {
		int64_t seconds;
		const char *text;
	} rows[] = {
		{ 0, "0 seconds" },
		{ 1, "1 second" },
		{ 119, "119 seconds" },
		{ 120, "2 minutes" },
		{ 47 * 3600, "47 hours" },
		{ 2 * DAY_SECONDS, "2 days" },
		{ 13 * DAY_SECONDS, "13 days" },
		{ 730 * DAY_SECONDS, "2 years" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct buf text = BUF_INIT;

		age_add(&text, rows[i].seconds);
		assert_string_equal(buf_cstr(&text), rows[i].text);
		buf_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(reads_ages),
					    cmocka_unit_test(prints_ages) };

	return cmocka_run_group_tests_name("age", tests, NULL, NULL);
}
