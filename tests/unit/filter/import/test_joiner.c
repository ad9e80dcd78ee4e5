/* SPDX-License-Identifier: MIT */
/* A list's segments are joined while mails come in, and when all are stored. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "filter/import/joiner.h"
#include "store/inbox/inbox_impl.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define LIST "kvm.example.org"

/* Makes so many sealed segments, and a newest one. */
static void seal(const char *dir, uint32_t n)
{
	const struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_WRITE };
	struct inbox *ib;
	struct buf why = BUF_INIT;

	for (uint32_t i = 0; i < n; i++) {
		assert_int_equal(inbox_open_begin(&ib, &o, &why), ST_OK);
		assert_int_equal(inbox_extend(ib, &why), ST_OK);
		assert_int_equal(inbox_commit(ib, &why), ST_OK);
		inbox_close(ib);
	}
	buf_release(&why);
}

static uint32_t segments(const char *dir)
{
	const struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_READ };
	struct inbox *ib = open_or_fail(&o);
	const uint32_t n = store_segments(ib->store);

	inbox_close(ib);
	return n;
}

static void test_meanwhile(void **state)
{
	const struct timespec step = { 0, 20 * 1000000 };
	struct joiner j;

	seal(*state, 20);
	joiner_start(&j, *state, STR(LIST), false, false);
	assert_true(j.pid > 0);
	for (int i = 0; i < 1000 && segments(*state) > 20; i++)
		nanosleep(&step, NULL);
	assert_in_range(segments(*state), 2, 3);
	/* too few */
	seal(*state, 3);
	joiner_finish(&j, false);
	assert_in_range(segments(*state), 5, 6);
}

static void test_at_the_end(void **state)
{
	struct joiner j;

	seal(*state, 3);
	joiner_start(&j, *state, STR(LIST), false, false);
	joiner_finish(&j, true);
	assert_int_equal(segments(*state), 4);
	seal(*state, 1);
	joiner_start(&j, *state, STR(LIST), false, false);
	joiner_finish(&j, false);
	assert_int_equal(segments(*state), 5);
	joiner_start(&j, *state, STR(LIST), false, false);
	joiner_finish(&j, true);
	assert_int_equal(segments(*state), 2);
}

/* An import that stored nothing has no list. */
static void test_no_list(void **state)
{
	struct joiner j;

	joiner_start(&j, *state, STR(LIST), false, false);
	joiner_finish(&j, true);
	assert_int_equal(j.end, -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_meanwhile, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_at_the_end, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_no_list, temp_setup, temp_teardown),
	};

	return cmocka_run_group_tests_name("joiner", tests, NULL, NULL);
}
