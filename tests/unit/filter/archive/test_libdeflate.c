/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "filter/archive/libdeflate.h"

/* "patch" by zlib. */
#define PACKED "\x78\x9c\x2b\x48\x2c\x49\xce\x00\x00\x06\x43\x02\x11"

static int set_up(void **state)
{
	struct libdeflate *l;

	if (libdeflate_open(&l)) {
		*state = l;
		return 0;
	}
	libdeflate_release(l);
	*state = NULL;
	return 0;
}

static int tear_down(void **state)
{
	libdeflate_release(*state);
	return 0;
}

static void need_library(void *library)
{
	if (!library) {
		print_message("skip: no libdeflate on this machine\n");
		skip();
	}
}

/* What follows is another object's. */
static void unpacks(void **state)
{
	char out[8] = "-------";
	size_t taken = 0;

	need_library(*state);
	assert_true(libdeflate_unpack(*state, STR(PACKED "and more"), out, 5, &taken));
	assert_string_equal(out, "patch--");
	assert_int_equal(taken, sizeof(PACKED) - 1);
}

static void other_size(void **state)
{
	char out[8] = "-------";
	size_t taken;

	need_library(*state);
	assert_false(libdeflate_unpack(*state, STR(PACKED), out, 4, &taken));
	assert_int_equal(out[4], '-');
	assert_false(libdeflate_unpack(*state, STR(PACKED), out, 6, &taken));
}

static void damaged(void **state)
{
	char packed[] = PACKED, out[8];
	size_t taken;

	need_library(*state);
	for (size_t len = 0; len < sizeof(PACKED) - 1; len++)
		assert_false(libdeflate_unpack(*state, (struct str){ packed, len }, out,
					       5, &taken));
	/* the checksum */
	packed[sizeof(PACKED) - 2] ^= 1;
	assert_false(libdeflate_unpack(*state, str_from(""), out, 5, &taken));
	assert_false(libdeflate_unpack(*state, (struct str){ packed, sizeof(PACKED) - 1 },
				       out, 5, &taken));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(unpacks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(other_size, set_up, tear_down),
		cmocka_unit_test_setup_teardown(damaged, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("libdeflate", tests, NULL, NULL);
}
