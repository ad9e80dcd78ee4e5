/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tests/support/verbs.h"

static void says_what_it_would_run(void **state)
{
	const char *dir = *state;

	expect_verb(dir, "-n rebuild /archive --list kvm", 0,
		    "would run patchdigest-filter --store ");
	expect_verb(dir, "-n rebuild /archive --list kvm", 0,
		    " --rebuild /archive --list kvm\n");
	expect_verb(dir, "-n drain --spool /spool", 0,
		    "would run patchdigest-filter --drain --store ");
	expect_verb(dir, "-n drain --spool /spool", 0, " --spool /spool\n");
	expect_verb(dir, "rebuild", 64, "rebuild takes FROM");
	expect_verb(dir, "drain now", 64, "drain takes no argument");
}

/* This test's folder has no filter, so that the one in $PATH is run. */
static void ends_as_the_filter_does(void **state)
{
	const char *dir = *state;
	struct buf path = BUF_INIT;

	assert_int_equal(setenv("PATH", dir, 1), 0);
	expect_verb(dir, "drain", 66, "patchdigest-filter: No such file or directory");
	buf_addf(&path, "%s/patchdigest-filter", dir);
	temp_write(buf_cstr(&path), "#!/bin/sh\necho \"$@\"\nexit 75\n");
	assert_int_equal(chmod(buf_cstr(&path), 0700), 0);
	expect_verb(dir, "rebuild /archive", 75, " --rebuild /archive\n");
	temp_write(buf_cstr(&path), "#!/bin/sh\nkill -9 $$\n");
	expect_verb(dir, "drain", 75, "ended by signal 9");
	buf_release(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(says_what_it_would_run, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(ends_as_the_filter_does, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("verb_run_filter", tests, NULL, NULL);
}
