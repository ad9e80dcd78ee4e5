/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tests/support/stored.h"
#include "tests/support/verbs.h"

/* A list with three mails; the records of some of them are of older rules. */
static void fill(const char *dir, const char *list, unsigned older)
{
	const struct store_options o = { .dir = dir, .list = list, .mode = STORE_WRITE };
	const struct commit_ref none = { .commit_digits = 0 };
	struct inbox *ib = open_or_fail(&o);

	for (unsigned i = 0; i < 3; i++) {
		const char id[] = { (char)('a' + i), '@', 'x', '\0' };
		struct record r = record_of(id, 100 + i);

		r.rules = i < older ? RECORD_RULES - 1 : RECORD_RULES;
		assert_int_equal(put_or_fail(ib, &r, &none), ST_OK);
	}
	inbox_close(ib);
}

/* This test's folder has no filter: the one in $PATH is run. */
static void put_filter(const char *dir, const char *script)
{
	struct buf path = BUF_INIT;

	assert_int_equal(setenv("PATH", dir, 1), 0);
	buf_addf(&path, "%s/patchdigest-filter", dir);
	temp_write(buf_cstr(&path), script);
	assert_int_equal(chmod(buf_cstr(&path), 0700), 0);
	buf_release(&path);
}

static void says_what_is_older(void **state)
{
	const char *dir = *state;

	fill(dir, "kvm", 2);
	fill(dir, "qemu", 0);
	expect_verb(dir, "upgrade", 0, "kvm: 2 of 3 mails have a record of older rules");
	expect_verb(dir, "upgrade", 0, "takes about 1 second and up to 13 MB; ");
	expect_verb(dir, "upgrade", 0, "upgrade --list kvm FROM does it");
	expect_verb(dir, "upgrade", 0, "qemu: all records are of rules ");
}

static void starts_the_filter(void **state)
{
	const char *dir = *state;

	fill(dir, "kvm", 2);
	put_filter(dir, "#!/bin/sh\necho \"$@\"\n");
	expect_verb(dir, "upgrade -n /archive", 0,
		    "would run patchdigest-filter --store ");
	expect_verb(dir, "upgrade /archive", 0,
		    " --list kvm --public-inbox /archive --again\n");
	expect_verb(dir, "upgrade /archive", 0, "kvm: 2 records stay as before");
	put_filter(dir, "#!/bin/sh\nexit 66\n");
	expect_verb(dir, "upgrade /archive", 66, "kvm: 2 of 3 mails");
	fill(dir, "qemu", 0);
	expect_verb(dir, "upgrade /archive", 64,
		    "which list is /archive the archive of?");
	expect_verb(dir, "upgrade --list xen /archive", 66, "no list xen");
	/* nothing is older: the filter, which would fail, is not run */
	expect_verb(dir, "upgrade --list qemu /archive", 0, "nothing to do");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(says_what_is_older, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(starts_the_filter, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("verb_upgrade", tests, NULL, NULL);
}
