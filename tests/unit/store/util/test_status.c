/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/util/status.h"

/* A status without a row would be a success in silence. */
static void test_all_have_texts(void **state)
{
	(void)state;
	for (enum status st = 0; st < ST_COUNT; st++) {
		assert_non_null(status_text(st));
		if (st == ST_OK || st == ST_EXISTS)
			assert_int_equal(status_exit(st), 0);
		else
			assert_int_not_equal(status_exit(st), 0);
	}
	assert_int_not_equal(status_exit(ST_COUNT), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_have_texts),
	};

	return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
