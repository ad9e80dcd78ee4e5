/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

#include "report/mail/sendmail.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

/* A shell script instead of sendmail. */
static const struct row {
	const char *name, *script;
	enum status st;
	const char *why;
} rows[] = {
	{ "takes the mail", "test \"$*\" = '-t -oi' && test \"$(cat)\" = 'To: a@b'",
	  ST_OK, NULL },
	{ "refuses the mail", "cat >/dev/null; exit 75", ST_BUSY, "exited with 75" },
	{ "refuses the mail unread", "exit 1", ST_BUSY, "exited with 1" },
	{ "crashes", "kill -9 $$", ST_BUSY, "signal 9" },
	/* the report ignores SIGPIPE; the program that it starts must not */
	{ "does not ignore SIGPIPE", "kill -PIPE $$", ST_BUSY, "signal 13" },
	{ "is missing", NULL, ST_BUSY, "can't be run" },
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
	static struct tests t;

	signal(SIGPIPE, SIG_IGN); /* as the report does */
	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("sendmail", &t);
}
