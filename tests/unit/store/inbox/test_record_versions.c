/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/inbox/record_versions.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

static void finds_the_oldest_and_the_newest(void **state)
{
	const struct store_options o = { .dir = *state,
					 .list = "kvm",
					 .mode = STORE_WRITE };
	const struct commit_ref none = { .commit_digits = 0 };
	struct inbox *ib = open_or_fail(&o);
	struct record_versions v;

	record_versions_sample(&v, ib);
	assert_int_equal(v.records, 0);
	for (uint32_t i = 0; i < 200; i++) {
		char id[16];
		struct record r;

		snprintf(id, sizeof(id), "%u@x", i);
		r = record_of(id, 100 + i);
		r.rules = i < 100 ? 1 : 2;
		assert_int_equal(put_or_fail(ib, &r, &none), ST_OK);
	}
	record_versions_sample(&v, ib);
	assert_true(v.records > 2 && v.records <= 200);
	assert_int_equal(v.oldest_rules, 1);
	assert_int_equal(v.newest_rules, 2);
	assert_int_equal(v.oldest_format, RECORD_FORMAT);
	inbox_close(ib);
}

static void counts_what_is_older(void **state)
{
	const struct store_options o = { .dir = *state,
					 .list = "kvm",
					 .mode = STORE_WRITE };
	const struct commit_ref none = { .commit_digits = 0 };
	struct inbox *ib = open_or_fail(&o);
	struct record one = record_of("1@x", 100), two = record_of("2@x", 200);
	struct older_records n;
	struct record_versions v;

	one.rules--;
	two.format--;
	put_or_fail(ib, &one, &none);
	put_or_fail(ib, &two, &none);
	assert_int_equal(older_records_count(&n, ib), ST_OK);
	assert_int_equal(n.mails, 2);
	assert_int_equal(n.older, 2);
	assert_true(n.bytes > 50 && n.bytes < 1000);
	/* a newer record counts for its mail */
	one.rules++;
	put_or_fail(ib, &one, &none);
	assert_int_equal(older_records_count(&n, ib), ST_OK);
	assert_int_equal(n.mails, 2);
	assert_int_equal(n.older, 1);
	record_versions_sample(&v, ib);
	assert_int_equal(v.oldest_rules, RECORD_RULES);
	inbox_close(ib);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(finds_the_oldest_and_the_newest,
						temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(counts_what_is_older, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("record_versions", tests, NULL, NULL);
}
