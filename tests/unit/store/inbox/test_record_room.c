/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/inbox/record_room.h"
#include "store/util/array.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

/* Puts so many mails with a text of so many bytes into a new list, in one transaction.
 * Returns the bytes of their records. */
static uint64_t fill(struct inbox *ib, unsigned mails, size_t text)
{
	const struct commit_ref none = { .commit_digits = 0 };
	struct buf why = BUF_INIT, body = BUF_INIT, encoded = BUF_INIT;
	uint64_t bytes = 0;

	while (body.len < text)
		buf_addch(&body, 'x');
	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	for (unsigned i = 0; i < mails; i++) {
		char id[16];
		struct record r;

		snprintf(id, sizeof(id), "%u@x", i);
		r = record_of(id, 100 + i);
		r.body = buf_str(&body);
		buf_reset(&encoded);
		record_encode(&encoded, &r);
		bytes += encoded.len;
		assert_int_equal(inbox_put(ib, &r, &none), ST_OK);
	}
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	buf_release(&why);
	buf_release(&body);
	buf_release(&encoded);
	return bytes;
}

static void is_an_upper_limit(void **state)
{
	static const struct {
		unsigned mails;
		size_t text;
	} rows[] = { { 1, 100 }, { 3000, 200 }, { 1000, 20000 } };

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char list[] = { (char)('a' + i), '\0' };
		const struct store_options o = { .dir = *state,
						 .list = list,
						 .mode = STORE_WRITE };
		struct inbox *ib = open_or_fail(&o);
		struct buf why = BUF_INIT;
		uint64_t bytes, before, after;

		assert_int_equal(inbox_size(ib, &before, &why), ST_OK);
		bytes = fill(ib, rows[i].mails, rows[i].text);
		assert_int_equal(inbox_size(ib, &after, &why), ST_OK);
		assert_true(after - before <= record_room(rows[i].mails, bytes));
		inbox_close(ib);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(is_an_upper_limit, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("record_room", tests, NULL, NULL);
}
