/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/verbs.h"

static const struct inbox_row rows[] = {
	{ "a@x", "[PATCH] a", "A", "a@x.example", 100, NULL, -1 },
	{ "b@x", "[PATCH] b", "B", "b@x.example", 200, NULL, -1 },
	{ "c@x", "[PATCH] c", "B", "b@x.example", 300, NULL, -1 },
};

static const struct inbox_row again[] = {
	{ "b@x", "[PATCH] b", "B", "b@x.example", 200, NULL, -1 },
	{ "d@x", "[PATCH] d", "B", "b@x.example", 400, NULL, -1 },
};

static const struct inbox_row two_of_an_id[] = {
	{ "a@x", "[PATCH] a", "A", "a@x.example", 100, NULL, -1 },
	{ "a@x", "[PATCH] other", "O", "o@x.example", 200, NULL, -1 },
};

static void forgets_in_all_lists(void **state)
{
	const char *dir = *state;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	inbox_fill(dir, "qemu", rows, 1);
	inbox_fill(dir, "xen", rows, 2);
	expect_verb(dir, "-n forget b@x", 0,
		    "kvm: would forget 1 mail (1 record)\nxen: ");
	expect_verb(dir, "list", 0, "kvm\t3\t");
	expect_verb(dir, "forget <b@x>", 0, "kvm: forgot 1 mail (1 record)\nxen: ");
	expect_verb(dir, "forget b@x", 0, "forgotten already\n");
	expect_verb(dir, "list", 0, "kvm\t2\t");
	expect_verb(dir, "list", 0, "qemu\t1\t");
	expect_verb(dir, "list", 0, "xen\t1\t");
	expect_verb(dir, "check", 0, "");
	inbox_fill(dir, "kvm", ROWS_OF(again));
	expect_verb(dir, "list", 0, "kvm\t3\t");
}

static void says_where_it_may_still_be(void **state)
{
	inbox_fill(*state, "kvm", ROWS_OF(rows));
	expect_verb(*state, "forget a@x --spool /my/spool", 0,
		    "It may still be in the spool (/my/spool)");
}

static void forgets_an_address(void **state)
{
	const char *dir = *state;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	expect_verb(dir, "forget --address B@x.example", 0, "kvm: forgot 2 mails");
	expect_verb(dir, "forget --address b@x.example", 1,
		    "no list has a mail of b@x.example");
	expect_verb(dir, "forget --address b@x.example --list kvm", 1,
		    "kvm has no mail of b@x.example");
	expect_verb(dir, "list", 0, "kvm\t1\t");
	inbox_fill(dir, "kvm", ROWS_OF(again));
	expect_verb(dir, "list", 0, "kvm\t2\t");
}

static void forgets_one_of_several(void **state)
{
	const char *dir = *state;

	inbox_fill(dir, "kvm", ROWS_OF(two_of_an_id));
	expect_verb(dir, "list", 0, "kvm\t2\t");
	expect_verb(dir, "forget a@x --one o@x.example", 0, "kvm: forgot 1 mail");
	inbox_fill(dir, "kvm", ROWS_OF(two_of_an_id));
	expect_verb(dir, "list", 0, "kvm\t1\t");
	expect_verb(dir, "forget a@x --one a@x.example", 0, "kvm: forgot 1 mail");
	inbox_fill(dir, "kvm", ROWS_OF(two_of_an_id));
	expect_verb(dir, "list", 0, "kvm\t0\t");
	expect_verb(dir, "check", 0, "");
}

/* A list that is named keeps out what it does not have. */
static void keeps_out_what_is_not_there(void **state)
{
	const char *dir = *state;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	expect_verb(dir, "forget d@x", 1,
		    "no list has a mail with the Message-ID d@x; --list NAME");
	expect_verb(dir, "forget d@x --list kvm", 0, "kvm: forgot 0 mails");
	inbox_fill(dir, "kvm", ROWS_OF(again));
	expect_verb(dir, "list", 0, "kvm\t3\t");
}

/* What is there is forgotten all the same. */
static void names_what_is_not_there(void **state)
{
	const char *dir = *state;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	inbox_fill(dir, "qemu", rows, 1);
	expect_verb(
	    dir, "forget b@x y@x a@x z@x", 1,
	    "no list has a mail with the Message-ID y@x; --list NAME keeps it out "
	    "of that list all the same\n"
	    "no list has a mail with the Message-ID z@x");
	expect_verb(dir, "list", 0, "kvm\t1\t");
	expect_verb(dir, "forget a@x b@x", 0, "forgotten already\n");
	expect_verb(dir, "forget a@x c@x", 0, "kvm: forgot 1 mail");
	expect_verb(dir, "forget a@x z@x", 1, "Message-ID z@x");
	expect_verb(dir, "forget c@x --one o@x", 1,
		    "no list has a mail with the Message-ID c@x by o@x");
	expect_verb(dir, "forget c@x --one o@x --list kvm", 1,
		    "kvm has no mail with the Message-ID c@x by o@x");
}

static void refuses_what_is_unclear(void **state)
{
	const char *dir = *state;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	expect_verb(dir, "forget", 64, "forget takes MESSAGE-ID..., or --address A");
	expect_verb(dir, "forget a@x --address a@x", 64, "takes no Message-ID");
	expect_verb(dir, "forget --address a@x --one b@x", 64, "takes no --one");
	expect_verb(dir, "forget --address=", 64, "nobody's");
	expect_verb(dir, "forget a@x --list qemu", 66, "no list qemu; it has: kvm");
	expect_verb(dir, "forget a@x ", 64, "an empty Message-ID names no mail");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		TEST(forgets_in_all_lists),	   TEST(says_where_it_may_still_be),
		TEST(forgets_an_address),	   TEST(forgets_one_of_several),
		TEST(keeps_out_what_is_not_there), TEST(names_what_is_not_there),
		TEST(refuses_what_is_unclear),
	};

	return cmocka_run_group_tests_name("verb_forget", tests, NULL, NULL);
}
