/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/util/buf.h"
#include "store/util/free_room.h"
#include "tests/support/temp.h"

static void says_what_is_left(void **state)
{
	const uint64_t left = free_room(*state);

	assert_true(left > 0 && left < UINT64_MAX);
	/* a file system of the kernel's own, which has no room */
	assert_int_equal(free_room("/proc"), 0);
}

static void does_not_know(void **state)
{
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/missing", (const char *)*state);
	assert_true(free_room(buf_cstr(&path)) == UINT64_MAX);
	buf_release(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(says_what_is_left, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(does_not_know, temp_setup, temp_teardown),
	};

	return cmocka_run_group_tests_name("free_room", tests, NULL, NULL);
}
