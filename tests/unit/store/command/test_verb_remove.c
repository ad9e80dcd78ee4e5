/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/verbs.h"

#include "tests/support/open_list.h"

static const struct inbox_row rows[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 100, NULL, -1 },
	{ "b@x", "[PATCH] b", "B", "b@x", 200, NULL, -1 },
};

static void removes_one_list(void **state)
{
	const char *dir = *state;
	struct buf path = BUF_INIT;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	inbox_fill(dir, "qemu", ROWS_OF(rows));
	expect_verb(dir, "-n remove kvm", 0, "kvm: would remove 2 mails, ");
	expect_verb(dir, "list", 0, "kvm\t2\t");
	expect_verb(dir, "remove xen", 66, "no list xen; it has: kvm qemu");
	expect_verb(dir, "remove kvm", 0, "kvm: removed 2 mails, ");
	expect_verb(dir, "list", 0, "qemu\t2\t");
	expect_verb(dir, "remove kvm", 66, "no list kvm; it has: qemu");
	buf_addf(&path, "%s/kvm", dir);
	assert_int_equal(access(buf_cstr(&path), F_OK), -1);
	buf_release(&path);
}

/* The folder that a killed removal left is no list, and the next removal removes it. */
static void ends_what_a_killed_one_began(void **state)
{
	const char *dir = *state;
	struct buf list = BUF_INIT, taken = BUF_INIT;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	inbox_fill(dir, "qemu", ROWS_OF(rows));
	buf_addf(&list, "%s/kvm", dir);
	buf_addf(&taken, "%s/.taken.1.2.3", dir);
	assert_int_equal(rename(buf_cstr(&list), buf_cstr(&taken)), 0);
	expect_verb(dir, "list", 0, "qemu\t2\t");
	expect_verb(dir, "remove qemu", 0, "qemu: removed 2 mails, ");
	assert_int_equal(access(buf_cstr(&taken), F_OK), -1);
	buf_release(&list);
	buf_release(&taken);
}

/* A delivery that has the list open makes it again. */
static void loses_no_mail_of_an_open_list(void **state)
{
	const char *dir = *state;
	struct open_list delivery;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	delivery = open_list_begin(dir, "kvm", "c@x");
	expect_verb(dir, "remove kvm", 0, "removed 2 mails");
	open_list_deliver(&delivery);
	expect_verb(dir, "list", 0, "kvm\t1\t");
	expect_verb(dir, "check", 0, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(removes_one_list, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(ends_what_a_killed_one_began, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(loses_no_mail_of_an_open_list, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("verb_remove", tests, NULL, NULL);
}
