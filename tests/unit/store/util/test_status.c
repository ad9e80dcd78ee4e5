/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/tdb/crc.h"
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

/* The check value that CRC catalogues give for CRC-32. */
static void test_crc(void **state)
{
	(void)state;
	assert_int_equal(crc32_add(0, STR("123456789")), 0xcbf43926);
	assert_int_equal(crc32_add(crc32_add(0, STR("1234")), STR("56789")), 0xcbf43926);
	assert_int_equal(crc32_add(0, STR_EMPTY), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_have_texts),
		cmocka_unit_test(test_crc),
	};

	return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
