/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/verbs.h"

static const struct inbox_row rows[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 100, NULL, -1 },
	{ "b@x", "[PATCH] b", "B", "b@x", 200, NULL, -1 },
};

static void prints_a_line_per_list(void **state)
{
	const char *dir = *state;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	inbox_fill(dir, "qemu", rows, 1);
	expect_verb(dir, "list", 0,
		    "kvm\t2\t1970-01-01T00:01:40Z\t1970-01-01T00:03:20Z\t");
	expect_verb(dir, "list", 0,
		    "qemu\t1\t1970-01-01T00:01:40Z\t1970-01-01T00:01:40Z\t");
	expect_verb(dir, "list --list qemu", 0, "qemu\t1\t");
	expect_verb(dir, "list --list xen", 66, "no list xen; it has: kvm qemu");
	expect_verb("/nonexistent/store", "list", 66, "no such store");
}

/* One list that can't be read does not keep the others back. */
static void prints_the_others_too(void **state)
{
	const char *dir = *state;
	struct buf path = BUF_INIT;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	inbox_fill(dir, "qemu", ROWS_OF(rows));
	buf_addf(&path, "%s/kvm/0.tdb", dir);
	temp_write(buf_cstr(&path), "no TDB file\n");
	expect_verb(dir, "list", 70, "qemu\t2\t");
	expect_verb(dir, "list", 70, "kvm/0.tdb");
	buf_release(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(prints_a_line_per_list, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(prints_the_others_too, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("verb_list", tests, NULL, NULL);
}
