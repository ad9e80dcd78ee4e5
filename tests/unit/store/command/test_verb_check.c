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

static void prints_a_line_per_fault(void **state)
{
	const char *dir = *state;
	struct buf path = BUF_INIT;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	inbox_fill(dir, "qemu", ROWS_OF(rows));
	expect_verb(dir, "check", 0, "");
	buf_addf(&path, "%s/kvm/0.tdb", dir);
	temp_write(buf_cstr(&path), "no TDB file\n");
	expect_verb(dir, "check", 1, "/kvm/0.tdb: ");
	expect_verb(dir, "check --list qemu", 0, "");
	expect_verb(dir, "check --nagios", 64, "--nagios: check does not take it");
	buf_release(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(prints_a_line_per_fault, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("verb_check", tests, NULL, NULL);
}
