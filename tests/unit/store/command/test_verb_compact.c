/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "tests/support/verbs.h"

/* A list's first mail has a file of its own, and the second one makes the next file;
 * the newest file is never joined. */
static void joins_sealed_files(void **state)
{
	const char *dir = *state;
	const struct inbox_row rows[] = { { "1@x", "[PATCH] a", "A", "a@x", 0, NULL, -1 },
					  { "2@x", "[PATCH] b", "A", "a@x", 0, NULL,
					    -1 } };

	inbox_fill(dir, "kvm", rows, ARRAY_SIZE(rows));
	expect_verb(dir, "compact", 0, "kvm: 1 file, nothing to join");
	expect_verb(dir, "-n compact --all", 0, "kvm: 1 file, nothing to join");
	expect_verb(dir, "compact -l kvm", 0, "kvm: 1 file, nothing to join");
}

static void refuses_arguments(void **state)
{
	const struct inbox_row row = { "1@x", "[PATCH] a", "A", "a@x", 0, NULL, -1 };

	inbox_fill(*state, "kvm", &row, 1);
	expect_verb(*state, "compact kvm", 64, "");
	expect_verb(*state, "list --all", 64, "");
	expect_verb(*state, "compact -l qemu", 66, "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = { TEST(joins_sealed_files),
					    TEST(refuses_arguments) };

	return cmocka_run_group_tests_name("verb_compact", tests, NULL, NULL);
}
