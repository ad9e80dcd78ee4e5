/* SPDX-License-Identifier: MIT */
#include "store/util/status.h"
#include "tests/support/rows.h"

/* A status without a row would look like a success. */
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
	static struct tests t;

	add_test(&t, "each has a text and an exit code", test_all_have_texts);
	return run_group("status", &t);
}
