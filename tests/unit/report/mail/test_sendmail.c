/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "report/mail/sendmail.h"
#include "store/util/array.h"
#include "tests/support/temp.h"

/* A shell script in the place of sendmail. */
static const struct row {
	const char *name, *script;
	enum status st;
	const char *why;
} rows[] = {
	{ "takes it", "test \"$*\" = '-t -oi' && test \"$(cat)\" = 'To: a@b'", ST_OK,
	  NULL },
	{ "refuses it", "cat >/dev/null; exit 75", ST_BUSY, "exited with 75" },
	{ "refuses it unread", "exit 1", ST_BUSY, "exited with 1" },
	{ "crashes", "kill -9 $$", ST_BUSY, "signal 9" },
	/* SIGPIPE is ignored in the report, not in what it starts */
	{ "has its signals", "kill -PIPE $$", ST_BUSY, "signal 13" },
	{ "is not there", NULL, ST_BUSY, "can't be run" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	char *dir = temp_dir(), *program = NULL;
	struct buf why = BUF_INIT;

	assert_true(asprintf(&program, "%s/sendmail", dir) > 0);
	if (row->script) {
		FILE *f = fopen(program, "w");

		assert_non_null(f);
		fprintf(f, "#!/bin/sh\n%s\n", row->script);
		fclose(f);
		chmod(program, 0700);
	}
	assert_int_equal(sendmail_run(program, STR("To: a@b\n"), &why), row->st);
	assert_int_equal(why.len > 0, row->why != NULL);
	if (row->why)
		assert_non_null(strstr(buf_cstr(&why), row->why));
	buf_release(&why);
	free(program);
	temp_remove(dir);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_SIZE(rows)];

	signal(SIGPIPE, SIG_IGN);
	for (size_t n = 0; n < ARRAY_SIZE(rows); n++)
		tests[n] = (struct CMUnitTest){ .name = rows[n].name,
						.test_func = check_row,
						.initial_state = (void *)&rows[n] };
	return cmocka_run_group_tests_name("sendmail", tests, NULL, NULL);
}
