/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/inbox/list_check.h"
#include "tests/support/inboxes.h"

static const struct inbox_row rows[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 100, NULL, -1 },
	{ "b@x", "[PATCH] b", "B", "b@x", 200, NULL, -1 },
};

static void add_line(void *arg, const char *fault)
{
	buf_addf(arg, "%s\n", fault);
}

static size_t check(const char *dir, const char *list, struct buf *lines)
{
	buf_reset(lines);
	return list_check(dir, list, add_line, lines);
}

/* A list that cannot be opened has one fault. */
static void names_the_list_of_each_fault(void **state)
{
	const char *dir = *state;
	struct buf lines = BUF_INIT, path = BUF_INIT, start = BUF_INIT;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	assert_int_equal(check(dir, "kvm", &lines), 0);
	assert_string_equal(buf_cstr(&lines), "");
	assert_int_equal(check(dir, "qemu", &lines), 0);

	buf_addf(&path, "%s/kvm/0.tdb", dir);
	temp_write(buf_cstr(&path), "no TDB file\n");
	buf_addf(&start, "%s/kvm: ", dir);
	assert_int_equal(check(dir, "kvm", &lines), 1);
	assert_true(str_starts(buf_str(&lines), buf_str(&start)));
	buf_release(&lines);
	buf_release(&path);
	buf_release(&start);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_the_list_of_each_fault, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("list_check", tests, NULL, NULL);
}
