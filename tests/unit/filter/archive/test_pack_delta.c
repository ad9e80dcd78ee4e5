/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "filter/archive/pack_delta.h"
#include "store/util/array.h"

#define BASE STR("0123456789")

struct row {
	struct str delta;
	const char *made; /* NULL: the delta is damaged */
};

static void deltas(void **state)
{
	const struct row rows[] = {
		/* sizes, then bytes added, then a copy: from 2, 3 bytes */
		{ STR("\x0a\x06\x03"
		      "abc\x91\x02\x03"),
		  "abc234" },
		{ STR("\x0a\x03\x90\x03"), "012" },
		{ STR("\x0a\x00"), "" },
		{ STR("\x0a\x0a\x90\x05\x91\x05\x05"), "0123456789" },
		/* numbers of more bytes */
		{ STR("\x8a\x00\x81\x80\x00\x90\x01"), "0" },
		/* of an object of another size */
		{ STR("\x0b\x03\x90\x03"), NULL },
		/* makes less, makes more */
		{ STR("\x0a\x04\x90\x03"), NULL },
		{ STR("\x0a\x02\x90\x03"), NULL },
		{ STR("\x0a\x02\x03"
		      "abc"),
		  NULL },
		/* a copy of what stands after the end; without a size, 64 KB */
		{ STR("\x0a\x03\x91\x08\x03"), NULL },
		{ STR("\x0a\x03\x98\xff\x03"), NULL },
		{ STR("\x0a\x03\x80"), NULL },
		/* an unknown instruction; instructions that end early */
		{ STR("\x0a\x03\x00\x90\x03"), NULL },
		{ STR("\x0a\x03\x91\x01"), NULL },
		{ STR("\x0a\x03\x04"
		      "ab"),
		  NULL },
		{ STR("\x0a"), NULL },
		{ STR("\x8a"), NULL },
		{ STR(""), NULL },
		/* a number of more than 64 bits; more than the limit */
		{ STR("\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x90\x01"), NULL },
		{ STR("\x0a\xe9\x07"), NULL },
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const bool made = pack_delta_apply(rows[i].delta, BASE, 1000, &out);

		if (made != (rows[i].made != NULL))
			fail_msg("row %zu: %s", i, made ? "made" : "not made");
		if (made)
			assert_string_equal(buf_cstr(&out), rows[i].made);
	}
	buf_release(&out);
}

/* A copy without a size has 64 KB. */
static void large_copy(void **state)
{
	struct buf base = BUF_INIT, out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < 0x10001; i++)
		buf_addch(&base, (int)(i % 251));
	assert_true(pack_delta_apply(STR("\x81\x80\x04\x80\x80\x04\x81\x01"),
				     buf_str(&base), 1u << 20, &out));
	assert_int_equal(out.len, 0x10000);
	assert_memory_equal(out.data, base.data + 1, out.len);
	buf_release(&base);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(deltas),
		cmocka_unit_test(large_copy),
	};

	return cmocka_run_group_tests_name("pack_delta", tests, NULL, NULL);
}
