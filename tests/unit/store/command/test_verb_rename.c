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

static struct inbox *open_list(const char *dir, const char *list)
{
	return open_or_fail(&(struct store_options){
	    .dir = dir, .list = list, .mode = STORE_WRITE_EXISTING });
}

/* The mail ids of both names are compared. */
static void keeps_ids(void **state)
{
	const char *dir = *state;
	unsigned char before[MAIL_ID_SIZE], after[MAIL_ID_SIZE];
	struct inbox *ib;
	struct inbox_totals old, new;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	ib = open_list(dir, "kvm");
	inbox_mail_id(ib, STR("a@x"), before);
	inbox_totals(ib, &old);
	inbox_close(ib);
	expect_verb(dir, "-n rename kvm qemu", 0, "kvm: would become qemu; ");
	expect_verb(dir, "rename kvm qemu", 0, "kvm: became qemu; ");
	ib = open_list(dir, "qemu");
	inbox_mail_id(ib, STR("a@x"), after);
	inbox_totals(ib, &new);
	assert_memory_equal(before, after, MAIL_ID_SIZE);
	assert_int_equal(old.store_id, new.store_id);
	assert_int_equal(new.mails, 2);
	close_sound(ib);
	expect_verb(dir, "check", 0, "");
}

static void refuses_what_is_no_name_or_taken(void **state)
{
	const char *dir = *state;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	inbox_fill(dir, "qemu", ROWS_OF(rows));
	expect_verb(dir, "rename kvm qemu", 73, "patchdigest-store merge kvm qemu");
	expect_verb(dir, "rename kvm ../qemu", 64,
		    "no list has such a name; write _._qemu");
	expect_verb(dir, "rename xen new", 66, "no list xen; it has: kvm qemu");
	expect_verb(dir, "rename kvm", 64, "rename takes OLD NEW");
	expect_verb(dir, "rename kvm kvm", 64, "kvm: the list has that name already");
	expect_verb(dir, "rename kvm ", 64, "the new name is empty");
	expect_verb(dir, "list", 0, "qemu\t2");
	expect_verb(dir, "list", 0, "kvm\t2");
}

/* A delivery that has the list open goes on: its mail is in the renamed list, or, if it
 * begins later, in a new one of the old name. */
static void loses_no_mail_of_an_open_list(void **state)
{
	const char *dir = *state;
	struct open_list delivery;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	delivery = open_list_begin(dir, "kvm", "c@x");
	expect_verb(dir, "rename kvm qemu", 0, "became qemu");
	open_list_deliver(&delivery);
	expect_verb(dir, "list", 0, "kvm\t1\t");
	expect_verb(dir, "list", 0, "qemu\t2\t");
	expect_verb(dir, "check", 0, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keeps_ids, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_name_or_taken,
						temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(loses_no_mail_of_an_open_list, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("verb_rename", tests, NULL, NULL);
}
