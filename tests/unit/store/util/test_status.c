/* SPDX-License-Identifier: MIT */
#include "store/util/buf.h"
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

static void test_say(void **state)
{
	struct buf why = BUF_INIT;

	(void)state;
	buf_addstr(&why, "--since ");
	assert_int_equal(status_say(&why, ST_USAGE, "%s: %d", "no time", 7), ST_USAGE);
	assert_string_equal(buf_cstr(&why), "--since no time: 7");
	buf_release(&why);
}

int main(void)
{
	static struct tests t;

	add_test(&t, "each has a text and an exit code", test_all_have_texts);
	add_test(&t, "says why", test_say);
	return run_group("status", &t);
}
